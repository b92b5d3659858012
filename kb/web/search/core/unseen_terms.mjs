// Notice what no document holds: words and pairs of characters that are perhaps mistyped, or written in pinyin.
import { startsWithGram } from "./analyzer.mjs";

const LATIN = /[a-z]+(?:[ '][a-z]+)*/g;

/** The Latin words of folded text by run: in each, words follow each other. */
export const latinRuns = (/** @type {string} */ folded) => (folded.match(LATIN) || []).map((run) => run.split(/[ ']/));

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
