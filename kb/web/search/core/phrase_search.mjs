// Narrow matches to what holds a phrase and nothing excluded; the rules are those of kb/search/query/phrases.py.
import { queryTerms } from "./analyzer.mjs";
import { exactNameTerms } from "./exact_names.mjs";
import { isPhraseIn, longerTerms } from "./phrases.mjs";
import { documentsInAll, holdsDocument } from "./postings.mjs";

/** @typedef {import("../types").OpenIndex} OpenIndex */
/** @typedef {import("../types").Fold} Fold */
/** @typedef {import("./facet_columns.mjs").FacetColumns} FacetColumns */

/** In larger collections a phrase is looked for in the texts of at most so many documents; beyond, its bigrams must do. */
const SMALL = 500;
const READ_FOR_PHRASE = 60;

/**
 * Tells of a document whether it has a facet value of this name.
 * @param {string} phrase @param {Fold} fold @param {FacetColumns} facets @param {import("../types").Store} store
 */
async function hasValueNamed(phrase, fold, facets, store) {
  const [outer, within, words] = await Promise.all([store.load("facets"), store.load("within"), store.load("words")]);
  const all = [...new Set([...outer, ...within].map(({ name }) => name))];
  const columns = await facets.facetsFor(Object.fromEntries(all.map((name) => [name, ["0"]])));
  const named = columns.map(({ name, values }) =>
    values.map(({ label }, place) => isPhraseIn(phrase, [label, ...words[name][place]], fold)),
  );
  return (/** @type {number} */ document) => columns.some(({ column }, at) => column[document].some((place) => named[at][place]));
}

/**
 * The documents that hold the phrase in one of their texts, names or vocabulary terms.
 * @param {string} phrase @param {Fold} fold @param {OpenIndex} index @param {FacetColumns} facets
 * @returns {Promise<number[]>}
 */
export async function documentsWithPhrase(phrase, fold, { core, terms, store }, facets) {
  const wanted = longerTerms(phrase, fold);
  const rows = await terms.findAll(wanted);
  const candidates = documentsInAll(wanted.map((term) => rows.get(term)));
  const isRead = core.size <= SMALL || (core.bodies && candidates.length <= READ_FOR_PHRASE);
  if (wanted.length < 2 || !candidates.length || !isRead) return candidates;
  const named = [...(await terms.findAll(exactNameTerms(fold(phrase).text))).values()];
  const hasValue = await hasValueNamed(phrase, fold, facets, store);
  const holds = await Promise.all(
    candidates.map(async (document) => {
      if (hasValue(document) || named.some((row) => holdsDocument(row, document))) return true;
      const [, title, words, , head] = await store.load(`d/${document}`);
      if (isPhraseIn(phrase, [title, ...words, ...head], fold)) return true;
      return isPhraseIn(phrase, await store.load(`b/${document}`), fold);
    }),
  );
  return candidates.filter((_, at) => holds[at]);
}

/**
 * Promise the matches narrowed to those that hold the phrases and nothing excluded, and what to say of phrases not found.
 * @param {Pick<import("../types").ParsedQuery, "phrases" | "excluded">} parsed
 * @param {Iterable<number>} scored
 * @param {Fold} fold
 * @param {OpenIndex} index
 * @param {FacetColumns} facets
 */
export async function applyPhrases({ phrases, excluded }, scored, fold, index, facets) {
  /** @type {string[]} */
  const notes = [];
  /** @type {number[] | null} */
  let required = null;
  for (const phrase of phrases) {
    const holding = await documentsWithPhrase(phrase, fold, index, facets);
    const held = new Set(holding);
    if (holding.length) required = required ? required.filter((document) => held.has(document)) : holding;
    else if (queryTerms(phrase, fold).length) notes.push(`没有案例含有“${phrase}”这几个连着的字，下面按普通文字检索。`);
  }
  // Who asks for a phrase wants every document that has it, however low its score.
  let matches = required || [...scored];
  for (const word of excluded) {
    const holding = new Set(await documentsWithPhrase(word, fold, index, facets));
    matches = matches.filter((document) => !holding.has(document));
  }
  return { matches, notes };
}
