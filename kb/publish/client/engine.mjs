// Answer queries from a loaded index; the path from a query to results is that of kb/search/answer.py.
import { queryTerms } from "./analysis.mjs";
import { countedValues, narrow } from "./facets.mjs";
import { makeFold, readFoldTable } from "./fold.mjs";
import { openPostings } from "./postings.mjs";
import { matchesOf, ranked, scoresOf, termValue } from "./ranking.mjs";
import { snippetOf } from "./snippet.mjs";

const MAX_QUERY_LENGTH = 300;

/** What other engines read as commands; here it is text, and the reader is told so. */
const COMMANDS = /[*?~^]|(?:^|\s)(?:AND|OR|NOT)(?!\S)/;

/** The note of an empty result; the page says it in its own, more helpful way. */
export const NOTHING_FOUND = "没有找到相关案例。换个说法，或者去掉一些筛选条件再试。";

/** How many vocabulary terms an empty result offers, and of which facets. */
const OFFERED = 6;
const OFFERED_FACETS = ["problem", "model", "theme"];

/** Cut a query to a length anyone may type, and drop half characters, which can be neither shown nor searched. */
function trimmed(text, notes) {
  const chars = [...text].filter((char) => !/^[\ud800-\udfff]$/.test(char)).join("").trim();
  const all = [...chars];
  if (all.length <= MAX_QUERY_LENGTH) return chars;
  notes.push(`查询太长，只用了前 ${MAX_QUERY_LENGTH} 个字。`);
  return all.slice(0, MAX_QUERY_LENGTH).join("");
}

class Engine {
  constructor(index) {
    this.documents = index.documents;
    this.floor = index.floor;
    this.facets = index.facets;
    this.names = index.facets.map(({ name }) => name);
    this.fold = makeFold(readFoldTable(index.fold));
    this.postingsOf = openPostings(index.terms, index.postings);
    this.values = new Map(index.facets.map(({ name, values }) => [name, values.map(({ value }) => value)]));
  }

  /** The facets with only the values that some document has. */
  get usedFacets() {
    const used = this.facets.map(() => new Set());
    for (const document of this.documents) document.facets.forEach((places, at) => places.forEach((place) => used[at].add(place)));
    return this.facets.map((facet, at) => ({ ...facet, values: facet.values.filter((_, place) => used[at].has(place)) }));
  }

  get size() {
    return this.documents.length;
  }

  /** Answer a query: the hits asked for, the number of all matches, counts by facet value, notes. */
  async search({ text, filters, offset, limit }) {
    const notes = [];
    const asked = trimmed(text, notes);
    const terms = queryTerms(asked, this.fold);
    let scores;
    if (terms.length) {
      if (COMMANDS.test(asked)) notes.push("查询里的符号（如 *、?、AND、OR）按普通文字处理。");
      scores = matchesOf(scoresOf(terms, this.postingsOf), this.floor);
    } else {
      if (asked) notes.push("查询里没有可以检索的文字，下面列出全部案例。");
      scores = new Map(this.documents.map((_, number) => [number, 0]));
    }
    const { kept, counts } = narrow(scores.keys(), this.names, filters, (number, name) => this.valuesOf(number, name));
    if (!kept.length) notes.push(NOTHING_FOUND);
    const values = new Map(terms.map((term) => [term, termValue(term, this.matching(term), this.size)]));
    const hits = ranked(kept, scores)
      .slice(offset, offset + limit)
      .map((number) => this.hit(number, scores.get(number), values));
    return { total: kept.length, hits, facets: countedValues(this.facets, counts, filters), notes };
  }

  matching(term) {
    const postings = this.postingsOf(term);
    return postings ? postings[0].length : 0;
  }

  /** The values a document has in one facet. */
  valuesOf(number, name) {
    const all = this.values.get(name);
    return this.documents[number].facets[this.names.indexOf(name)].map((place) => all[place]);
  }

  hit(number, score, values) {
    const { id, title, shown, texts } = this.documents[number];
    return {
      id,
      title,
      shown,
      score,
      ...snippetOf(title, texts, values, this.fold),
      facets: this.termsOf(number),
    };
  }

  /** What a document has in each facet, as `{name: [{value, label}…]}`. */
  termsOf(number) {
    return Object.fromEntries(
      this.facets.map(({ name, values }, at) => [name, this.documents[number].facets[at].map((place) => values[place])]),
    );
  }

  /** Vocabulary terms to offer where nothing was found: the nearest to the text, or else the problems. */
  nearestTerms(text) {
    const asked = new Set(queryTerms(text, this.fold));
    const offered = this.usedFacets.filter(({ name }) => OFFERED_FACETS.includes(name));
    const terms = offered.flatMap(({ name, values }) =>
      values.map(({ value, label, aliases }) => {
        const shared = [label, ...aliases].map((word) => queryTerms(word, this.fold).filter((term) => asked.has(term)).length);
        return { name, value, label, shared: Math.max(...shared) };
      }),
    );
    const near = terms.filter(({ shared }) => shared > 0).sort((one, other) => other.shared - one.shared);
    return { near: near.length > 0, terms: (near.length ? near : terms.filter(({ name }) => name === "problem")).slice(0, OFFERED) };
  }
}

/** Open an engine on an index. */
export function openEngine(index) {
  return new Engine(index);
}
