// Find where words really stand side by side; the rules are those of kb/search/query/phrases.py.
import { isUnigram, queryTerms } from "./analyzer.mjs";

const DIGIT_COMMA = /([0-9]),(?=[0-9]{3})/g;
const TOKEN = /[\p{L}\p{N}]+/gu;

/** Part a run where characters and letters meet: iPad教学 reads like iPad 教学. */
function split(run) {
  const words = [];
  let before = null;
  for (const char of run) {
    const kind = isUnigram(char);
    if (kind === before) words[words.length - 1] += char;
    else words.push(char);
    before = kind;
  }
  return words;
}

/** The runs of characters and the words of letters in folded text. */
export const wordRuns = (folded) => (folded.match(TOKEN) || []).flatMap(split);

const spaced = (text, fold) => ` ${wordRuns(fold(text).text.replace(DIGIT_COMMA, "$1")).join(" ")} `;

/** The pairs and words of a text; its single characters, if there are no others. */
export function tellingTerms(text, fold) {
  const terms = queryTerms(text, fold);
  const longer = terms.filter((term) => !isUnigram(term));
  return longer.length ? longer : terms;
}

/** Whether the phrase stands in one of the texts, spaces and punctuation between words aside. */
export function standsIn(phrase, texts, fold) {
  const chars = [...spaced(phrase, fold)];
  const from = isUnigram(chars[1]) ? 1 : 0;
  const to = chars.length - (isUnigram(chars[chars.length - 2]) ? 1 : 0);
  const wanted = chars.slice(from, to).join("");
  return texts.some((text) => spaced(text, fold).includes(wanted));
}
