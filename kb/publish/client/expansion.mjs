// Say which terms a query is looked up by: its own, and those that stand for the same or sound the same.
import { queryTerms } from "./analysis.mjs";
import { askedNames, askedNameSounds } from "./names.mjs";
import { writtenOut } from "./numbers.mjs";
import { withoutQuestionWords } from "./question_words.mjs";
import { rowsInAll } from "./rows.mjs";
import { homophones, initialsOf, latinRuns, strangePairs, syllablesOf, typedSounds } from "./sounds.mjs";

/** Name terms up to this length are looked up by sound where nothing holds all of them; longer ones are sentences. */
const SHORT = 6;

/**
 * Return the query's distinct terms, its own first, with their rows; the order is that of kb/search/expansion.py.
 * What sounds need is loaded only for a query with a word or a pair of characters that no document holds.
 */
export async function expandedTerms(text, fold, files, store) {
  const folded = withoutQuestionWords(fold(text).text);
  const own = queryTerms(folded, fold);
  const names = askedNames(folded);
  const known = [...own, ...writtenOut(folded), ...names];
  const runs = latinRuns(folded);
  const words = runs.flat();
  let rows = await files.rowsOf([...new Set([...known, ...words])]);
  const held = (term) => rows.has(term);
  const pairs = strangePairs(own, held);
  const together = (name) => rowsInAll(queryTerms(name, fold).filter((term) => [...term].length > 1).map((term) => rows.get(term)));
  const strangeNames = pairs.length ? names : names.filter((name) => [...name].length <= SHORT && folded.includes(name.slice(1)) && !together(name).length);
  if (pairs.length || strangeNames.length) {
    const syllableOf = await syllablesOf([...new Set([...pairs, ...strangeNames].join(""))], store);
    known.push(...homophones(pairs, syllableOf), ...askedNameSounds(strangeNames, syllableOf));
  }
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
