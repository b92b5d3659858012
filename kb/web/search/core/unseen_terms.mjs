// Notice what no document holds: words and pairs of characters that are perhaps mistyped, or written in pinyin.
import { isUnigram, startsWithGram } from "./analyzer.mjs";

/** ü as it is written, with a mark of tone before or after its dots. */
const UMLAUT = /([ln])u[\u0300-\u036f]*\u0308[\u0300-\u036f]*/gi;

/** Write lü and nü with v, before folding takes their dots away. @param {string} text */
export const withUmlauts = (text) => text.normalize("NFD").replace(UMLAUT, "$1v");

/** Words in letters that follow each other, with the digits of their tones: wu hu, xi'an, wu2hu2. */
export const LATIN = /[a-z]+(?:(?:[0-5]|[0-5]?[ '-]+)[a-z]+)*/g;

/**
 * The Latin words of folded text by run: in each, words follow each other; w h z x k t are one.
 * @param {string} folded
 */
export function latinRuns(folded) {
  return (folded.match(LATIN) || []).map((run) => {
    /** @type {string[]} */
    const words = [];
    let alone = false;
    for (const word of run.match(/[a-z]+/g) || []) {
      if (alone && word.length === 1) words[words.length - 1] += word;
      else words.push(word);
      alone = word.length === 1;
    }
    return words;
  });
}

/** What may be one syllable beside a character: 无hu, 班班tong. Which are syllables, only the second bundle knows. */
const LIKE_A_SYLLABLE = "(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?[aeiouv]{1,3}(?:ng?|r)?";
const SYLLABLE = new RegExp(`^${LIKE_A_SYLLABLE}$`);
/** Two syllables or more, each with its tone; of one, as h5, nobody knows whether it is one. */
const TONED = new RegExp(`(^|[^a-z0-9])((?:${LIKE_A_SYLLABLE}[0-5][ '-]*){2,})(?![a-z0-9])`, "g");

/** Write a space for the digit of each tone, which is no number: jiao1zuo4. @param {string} folded */
export const withoutTones = (folded) => folded.replace(TONED, (_, before, toned) => before + toned.replace(/[0-5]/g, " "));

/**
 * Words that may be syllables of what stands glued to them, or apart from a word alone: before, word, after.
 * @param {string} folded @returns {[before: string, word: string, after: string][]}
 */
export function wordsBesideCharacters(folded) {
  /** @type {[string, string, string][]} */
  const found = [];
  for (const match of folded.matchAll(LATIN)) {
    const words = match[0].match(/[a-z]+/g) || [];
    let before = folded.slice(0, match.index);
    let after = folded.slice(match.index + match[0].length).replace(/^[0-5]+/, "");
    if (words.length === 1) {
      before = before.replace(/ $/, "");
      after = after.replace(/^ /, "");
    }
    const [one, other] = [[...before].pop() || "", [...after.slice(0, 2)][0] || ""];
    words.forEach((word, at) => {
      const left = at === 0 && isUnigram(one) ? one : "";
      const right = at === words.length - 1 && isUnigram(other) ? other : "";
      if ((left || right) && word.length > 1 && SYLLABLE.test(word)) found.push([left, word, right]);
    });
  }
  return found;
}

const isBigram = (/** @type {string} */ term) => startsWithGram(term) && [...term].length === 2;

/**
 * The bigrams that no document holds and that are no mere seam between two words that some do.
 * @param {string[]} terms @param {(term: string) => boolean} held
 */
export function unseenBigrams(terms, held) {
  const bigrams = terms.filter(isBigram);
  const seen = new Set(bigrams.filter(held).join(""));
  return bigrams.filter((bigram) => !held(bigram) && ![...bigram].every((char) => seen.has(char)));
}

/**
 * The stretches of two characters or more of a run none of which stands in a pair that some document holds. A pair before one
 * that more documents hold may be the seam of two words: of 编程教育, 程教 stands in 远程教育, and 编程 nowhere.
 * @param {string} run @param {(term: string) => number} matching
 */
export function unknownParts(run, matching) {
  const chars = [...run];
  const known = chars.map(() => false);
  const counts = chars.slice(1).map((char, at) => matching(chars[at] + char));
  counts.forEach((count, at) => {
    if (!count) return;
    known[at + 1] = true;
    const isSeam = counts[at - 1] === 0 && counts[at + 1] > count;
    if (!isSeam) known[at] = true;
  });
  const marked = chars.map((char, at) => (known[at] ? " " : char)).join("");
  return marked.split(" ").filter((part) => [...part].length > 1);
}

/**
 * Whether folded text may hold a word, or the name of a place, that no document does: only then it is worth a closer look
 * (missing.mjs). A pair that none holds is enough: of 黔东南, 东南 may stand in some case.
 * @param {string} folded @param {string[]} unheld Its own terms that no document holds. @param {(term: string) => boolean} held
 */
export function mayMiss(folded, unheld, held) {
  if (unheld.some((term) => !startsWithGram(term) && /\p{L}/u.test(term))) return true;
  const chars = [...folded];
  return chars.some((char, at) => at > 0 && isUnigram(chars[at - 1]) && isUnigram(char) && !held(chars[at - 1] + char));
}
