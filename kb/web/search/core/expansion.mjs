// Say which terms a query is looked up by: its own, and those that stand for the same or sound the same.
import { queryTerms } from "./analyzer.mjs";
import { askedNames } from "./exact_names.mjs";
import { writtenOut } from "./numerals.mjs";
import { withoutQuestionWords } from "./stopwords.mjs";
import { rowsInAll } from "./postings.mjs";
import { latinRuns, strangePairs } from "./unseen_terms.mjs";

/** Name terms up to this length are looked up by sound where nothing holds all of them; longer ones are sentences. */
const SHORT = 6;

/**
 * Return the query's distinct terms, its own first, with what `files.rowsOf` gives for them, and which of its characters
 * no document holds; the order is that of kb/search/query/expansion.py. `soundsOf` promises the terms that are only heard, and
 * is asked only for a query with a word or a pair of characters that no document holds.
 */
export async function expandedTerms(text, fold, files, soundsOf) {
  const folded = withoutQuestionWords(fold(text).text);
  const own = queryTerms(folded, fold);
  const names = askedNames(folded);
  const known = [...own, ...writtenOut(folded), ...names];
  const runs = latinRuns(folded);
  let found = await files.rowsOf([...new Set([...known, ...runs.flat()])]);
  const held = (term) => found.rows.has(term) || found.left.has(term);
  const pairs = strangePairs(own, held);
  const together = (name) => {
    const terms = queryTerms(name, fold).filter((term) => [...term].length > 1 && !found.left.has(term));
    return !terms.length || rowsInAll(terms.map((term) => found.rows.get(term))).length;
  };
  const short = (name) => [...name].length <= SHORT && folded.includes(name.slice(1));
  const strangeNames = pairs.length ? names : names.filter((name) => short(name) && !together(name));
  if (strangeNames.length || pairs.length || !runs.flat().every(held)) {
    known.push(...(await soundsOf({ pairs, names: strangeNames, runs, held })));
  }
  const terms = [...new Set(known)];
  const unheld = own.filter((term) => !held(term));
  found = await files.rowsOf(terms);
  return { terms, unheld, ...found };
}
