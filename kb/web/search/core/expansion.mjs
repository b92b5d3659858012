// Say which terms a query is looked up by: its own, and those that mean the same or have the same pinyin.
import { queryTerms } from "./analyzer.mjs";
import { exactNameTerms } from "./exact_names.mjs";
import { inDigits, writtenOut } from "./numerals.mjs";
import { withoutQuestionWords } from "./stopwords.mjs";
import { documentsInAll } from "./postings.mjs";
import { latinRuns, unseenBigrams, withoutTones, withUmlauts } from "./unseen_terms.mjs";

/** Name terms up to this length are looked up by pinyin where nothing holds all of them; longer ones are sentences. */
const SHORT = 6;

/**
 * Return the query's distinct terms, its own first, with their postings, and which of its own no document holds; the order
 * is that of kb/search/query/expansion.py. `pinyinTerms` promises the terms by pinyin, and is asked only for a query with
 * a word or a bigram that no document holds.
 * @param {string} text
 * @param {import("../types").Fold} fold
 * @param {import("./term_store.mjs").TermStore} store
 * @param {(unseen: import("../types").Unseen) => Promise<string[]>} pinyinTerms
 */
export async function expandedTerms(text, fold, store, pinyinTerms) {
  const folded = inDigits(withoutQuestionWords(withoutTones(fold(text).text)));
  const own = queryTerms(folded, fold);
  const names = exactNameTerms(folded);
  const known = [...own, ...writtenOut(folded), ...names];
  const spelled = withoutQuestionWords(fold(withUmlauts(text)).text);
  const runs = latinRuns(spelled);
  let found = await store.find([...new Set([...known, ...runs.flat()])]);
  const held = (/** @type {string} */ term) => found.rows.has(term) || found.left.has(term);
  const bigrams = unseenBigrams(own, held);
  const isHeldTogether = (/** @type {string} */ name) => {
    const terms = queryTerms(name, fold).filter((term) => [...term].length > 1 && !found.left.has(term));
    return !terms.length || documentsInAll(terms.map((term) => found.rows.get(term))).length > 0;
  };
  const isShort = (/** @type {string} */ name) => [...name].length <= SHORT && folded.includes(name.slice(1));
  const unseenNames = bigrams.length ? names : names.filter((name) => isShort(name) && !isHeldTogether(name));
  if (unseenNames.length || bigrams.length || !runs.flat().every(held)) {
    known.push(...(await pinyinTerms({ bigrams, names: unseenNames, spelled, held })));
  }
  const terms = [...new Set(known)];
  const unheld = own.filter((term) => !held(term));
  found = await store.find(terms);
  return { folded, held, own, terms, unheld, ...found };
}
