// Offer vocabulary terms where nothing was found: the nearest to the text, or else the problems.
import { isUnigram, queryTerms } from "./analyzer.mjs";

/** How many are offered, and of which facets. */
const OFFERED = 6;
const OFFERED_FACETS = ["problem", "model", "theme"];

/**
 * Promise the terms to offer; `near` says whether they share anything with the text.
 * @param {string} text
 * @param {import("../types").Fold} fold
 * @param {import("./facet_columns.mjs").FacetColumns} columns
 * @param {import("../types").Store} store
 */
export async function suggestedTerms(text, fold, columns, store) {
  const [facets, words] = await Promise.all([columns.valuesFor({}), store.load("words")]);
  // One character that a name shares with the text says nothing.
  const asked = new Set(queryTerms(text, fold).filter((term) => !isUnigram(term)));
  const sharing = (/** @type {string} */ word) => queryTerms(word, fold).filter((term) => asked.has(term)).length;
  /** @type {{name: string, value: string, label: string, shared: number}[]} */
  const terms = [];
  facets.forEach(({ name, values, used: places }) => {
    if (!OFFERED_FACETS.includes(name)) return;
    const used = new Set(places);
    values.forEach(({ value, label }, place) => {
      if (!used.has(place)) return;
      const shared = Math.max(...[label, ...words[name][place]].map(sharing));
      terms.push({ name, value, label, shared });
    });
  });
  const near = terms.filter(({ shared }) => shared > 0).sort((one, other) => other.shared - one.shared);
  const offered = near.length ? near : terms.filter(({ name }) => name === "problem");
  return { near: near.length > 0, terms: offered.slice(0, OFFERED) };
}
