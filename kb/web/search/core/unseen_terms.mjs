// Notice what no document holds: words and pairs of characters that are perhaps mistyped, or typed as they sound.
import { startsWithGram } from "./analyzer.mjs";

const LATIN = /[a-z]+(?:[ '][a-z]+)*/g;

/** The Latin words of folded text by run: in each, words stand beside each other. */
export const latinRuns = (folded) => (folded.match(LATIN) || []).map((run) => run.split(/[ ']/));

const isPair = (term) => startsWithGram(term) && [...term].length === 2;

/** The pairs of characters that no document holds and that are no mere seam between two words that some do. */
export function strangePairs(terms, held) {
  const pairs = terms.filter(isPair);
  const sound = new Set(pairs.filter(held).join(""));
  return pairs.filter((pair) => !held(pair) && ![...pair].every((char) => sound.has(char)));
}
