// Let a query that is exactly what something is called find that first; the rules are those of kb/search/text/exact_names.py.
import { startsWithGram } from "./analyzer.mjs";

const SHORTEST = 2;
const LONGEST = 12;

/** Python's blanks, folded text holding no other. */
const NOT_LETTERS = /[^\p{L}\p{N}]+/gu;

/**
 * The name terms a folded query may mean: each of its words, and all of them together.
 * @param {string} folded
 */
export function exactNameTerms(folded) {
  const names = [folded, ...folded.split(/\s+/)].map((word) => [...word.replace(NOT_LETTERS, "")]);
  const fit = names.filter(
    (name) => name.length >= SHORTEST && name.length <= LONGEST && name.slice(0, SHORTEST).every(startsWithGram),
  );
  return [...new Set(fit.map((name) => `=${name.join("")}`))];
}

/** Whether the term is a whole name: no other begins with "=". */
export const isName = (/** @type {string} */ term) => term.startsWith("=");

/**
 * What decides which shard holds a name: its first two characters or syllables, which a query asks for anyway.
 * @param {string} name
 */
export function shardKey(name) {
  return name.includes("'") ? name.slice(1).split("'").slice(0, 2).join("'") : [...name].slice(1, 3).join("");
}
