// Say which terms a query is looked up by: its own, and those that stand for the same or sound the same.
import { queryTerms } from "./analysis.mjs";
import { writtenOut } from "./numbers.mjs";
import { homophones, initialsOf, latinRuns, strangePairs, syllablesOf, typedSounds } from "./sounds.mjs";

/**
 * Return the query's distinct terms, its own first, with their rows; the order is that of kb/search/expansion.py.
 * What sounds need is loaded only for a query with a word or a pair of characters that no document holds.
 */
export async function expandedTerms(text, fold, files, store) {
  const folded = fold(text).text;
  const own = queryTerms(text, fold);
  const known = [...own, ...writtenOut(folded)];
  const runs = latinRuns(folded);
  const words = runs.flat();
  let rows = await files.rowsOf([...new Set([...known, ...words])]);
  const held = (term) => rows.has(term);
  const pairs = strangePairs(own, held);
  if (pairs.length) known.push(...homophones(pairs, await syllablesOf([...pairs.join("")], store)));
  const strangeWords = words.filter((word) => !held(word));
  if (strangeWords.length) {
    const syllables = new Set((await store.load("syllables")).split(" "));
    const initials = await files.rowsOf([...new Set(strangeWords.flatMap(initialsOf))]);
    known.push(...typedSounds(runs, (term) => held(term) || initials.has(term), syllables));
  }
  const terms = [...new Set(known)];
  rows = await files.rowsOf(terms);
  return { terms, rows };
}
