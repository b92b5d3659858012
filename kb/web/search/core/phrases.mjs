// Find where words really follow each other; the rules are those of kb/search/query/phrases.py.
import { isUnigram, queryTerms } from "./analyzer.mjs";

const DIGIT_COMMA = /([0-9]),(?=[0-9]{3})/g;
const TOKEN = /[\p{L}\p{N}]+/gu;

/**
 * Part a run where characters and letters meet: iPad教学 reads like iPad 教学.
 * @param {string} run
 */
function split(run) {
  /** @type {string[]} */
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
export const wordRuns = (/** @type {string} */ folded) => (folded.match(TOKEN) || []).flatMap(split);

/** @type {(text: string, fold: import("../types").Fold) => string} */
const spaced = (text, fold) => ` ${wordRuns(fold(text).text.replace(DIGIT_COMMA, "$1")).join(" ")} `;

/**
 * The bigrams and words of a text; its single characters, if there are no others.
 * @param {string} text @param {import("../types").Fold} fold
 */
export function longerTerms(text, fold) {
  const terms = queryTerms(text, fold);
  const longer = terms.filter((term) => !isUnigram(term));
  return longer.length ? longer : terms;
}

/**
 * Whether one of the texts holds the phrase, spaces and punctuation between words aside.
 * @param {string} phrase @param {string[]} texts @param {import("../types").Fold} fold
 */
export function isPhraseIn(phrase, texts, fold) {
  const chars = [...spaced(phrase, fold)];
  const from = isUnigram(chars[1]) ? 1 : 0;
  const to = chars.length - (isUnigram(chars[chars.length - 2]) ? 1 : 0);
  const wanted = chars.slice(from, to).join("");
  return texts.some((text) => spaced(text, fold).includes(wanted));
}
