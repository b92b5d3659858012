// Answer queries from a loaded index.
import { queryTerms, termWeight } from "./analysis.mjs";
import { FACETS } from "./address.mjs";
import { narrow } from "./facets.mjs";
import { makeFold, readFoldTable } from "./fold.mjs";
import { openPostings } from "./postings.mjs";
import { ranked, scores } from "./ranking.mjs";
import { highlights, snippet } from "./snippet.mjs";

/** How many vocabulary terms an empty result offers, and from which facets. */
const OFFERED = 6;
const OFFERED_FACETS = ["problem", "model", "theme"];

class Engine {
  constructor(index) {
    this.index = index;
    this.size = index.documents.length;
    this.facets = index.facets;
    this.fold = makeFold(readFoldTable(index.fold));
    this.postingsOf = openPostings(index.terms, index.postings);
    this.labels = new Map(index.facets.map(({ name, values }) => [name, values.map(({ label }) => label)]));
  }

  /** Answer a query with hits from `offset` on, the number of all matches, and counts by facet value. */
  async search({ text, filters, offset, limit }) {
    const terms = queryTerms(text, this.fold);
    const totals = terms.length ? scores(terms, this.postingsOf) : new Map();
    // Without a single term there is nothing to rank by: every document, in the order that settles ties.
    const matches = terms.length ? ranked(totals) : this.index.documents.map((_, number) => number);
    const { kept, counts } = narrow(matches, FACETS, filters, (number, name) => this.valuesOf(number, name));
    return {
      total: kept.length,
      hits: kept.slice(offset, offset + limit).map((number) => this.hit(number, totals.get(number) || 0, terms)),
      counts,
    };
  }

  valuesOf(number, name) {
    return this.index.values[name][number].map((place) => this.facets.find((facet) => facet.name === name).values[place].value);
  }

  hit(number, score, terms) {
    return number && score && terms;
  }
}

/** Open an engine on an index. */
export function openEngine(index) {
  return new Engine(index);
}
