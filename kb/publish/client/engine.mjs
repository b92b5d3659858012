// Answer queries from an index; the path from a query to results is that of kb/search/answer.py.
import { queryTerms } from "./analysis.mjs";
import { NEAR_HITS, suggestionFor } from "./correction.mjs";
import { expandedTerms } from "./expansion.mjs";
import { FacetFiles } from "./facet_files.mjs";
import { countedValues, narrow } from "./facets.mjs";
import { makeResolver } from "./filters.mjs";
import { makeFold, readFoldTable } from "./fold.mjs";
import { askedNames, isName } from "./names.mjs";
import { standsIn, tellingTerms } from "./phrases.mjs";
import { parseQuery, strip } from "./query.mjs";
import { matchesOf, placed, ranked, scoresOf, termValue } from "./ranking.mjs";
import { readPlaces, rowHolds, rowsInAll } from "./rows.mjs";
import { isSettledBy, snippetOf } from "./snippet.mjs";
import { TermFiles } from "./term_files.mjs";
import { turns } from "./turns.mjs";

const MAX_QUERY_LENGTH = 300;

/** The note of an empty result; the page says it in its own, more helpful way. */
export const NOTHING_FOUND = "没有找到相关案例。换个说法，或者去掉一些筛选条件再试。";

/** How many vocabulary terms an empty result offers, and of which facets. */
const OFFERED = 6;
/** In larger collections a phrase is looked for in the texts of at most so many documents; beyond, its pairs must do. */
const SMALL = 500;
const READ_FOR_PHRASE = 60;

/** In larger collections the bodies of so many hits are looked through for snippets; the others make do without. */
const READ_FOR_SNIPPETS = 3;

const OFFERED_FACETS = ["problem", "model", "theme"];

/** Cut a query to a length anyone may type, and drop half characters, which can be neither shown nor searched. */
function trimmed(text, notes) {
  const whole = [...text].filter((char) => !/^[\ud800-\udfff]$/.test(char)).join("");
  const chars = [...strip(whole)];
  if (chars.length <= MAX_QUERY_LENGTH) return chars.join("");
  notes.push(`查询太长，只用了前 ${MAX_QUERY_LENGTH} 个字。`);
  return chars.slice(0, MAX_QUERY_LENGTH).join("");
}

/** Join what was chosen with what was typed; values of one facet are alternatives. */
function joined(chosen, typed) {
  const filters = { ...chosen };
  for (const name of Object.keys(typed)) filters[name] = [...new Set([...(filters[name] || []), ...typed[name]])];
  return filters;
}

class Engine {
  constructor(core, store) {
    this.core = core;
    this.store = store;
    this.size = core.size;
    this.fold = makeFold(readFoldTable(core.fold));
    this.terms = new TermFiles(core, store);
    this.facets = new FacetFiles(core, store);
    this.resolve = makeResolver(this.fold, this.facets, store);
  }

  /**
   * Answer a query: `{total, hits, notes, facets, suggestion, filters, typed}`; `filters` holds what was chosen and
   * what was typed. Facets are a promise of their own, and the suggestion
   * is promised when asked for, so that hits need not wait for what only stands beside them.
   */
  async search({ text, filters: chosen, sort, offset, limit }) {
    const notes = [];
    const query = trimmed(text, notes);
    const parsed = await parseQuery(query, this.fold, this.resolve);
    notes.push(...parsed.notes);
    const filters = joined(chosen, parsed.filters);
    const narrowing = Object.keys(filters).some((name) => filters[name].length);
    const [{ terms, rows }, early] = await Promise.all([
      expandedTerms(parsed.text, this.fold, this.terms, this.store),
      narrowing && this.facets.facetsFor(filters),
    ]);
    if (!terms.length && strip(parsed.text)) notes.push("查询里没有可以检索的文字，下面列出全部案例。");
    const scores = scoresOf(rows, this.size);
    const scored = terms.length ? matchesOf(scores, this.core.floor) : Array.from(scores.keys());
    const matches = await this.meant(parsed, scored, notes);
    const narrowed = early && narrow(matches, early, filters);
    const kept = narrowed ? narrowed.kept : matches;
    if (!kept.length) notes.push(NOTHING_FOUND);
    const values = new Map(terms.filter((term) => !isName(term)).map((term) => [term, termValue(term, rows.has(term) ? rows.get(term).documents.length : 0, this.size)]));
    const order = sort ? placed(kept, await this.placesIn(sort)) : ranked(kept, scores);
    const page = order.slice(offset, offset + limit);
    const hits = await this.hitsOf(page, scores, rows, values);
    const facets = narrowed
      ? Promise.resolve(countedValues(early, narrowed.counts, filters))
      : this.facets.facetsFor(filters).then((all) => countedValues(all, narrow(matches, all, filters).counts, filters));
    const suggestion = () => suggestionFor(query, parsed.text, () => ranked(matches, scores).slice(0, NEAR_HITS), this);
    return { total: kept.length, hits, facets, notes, suggestion, filters, typed: parsed.typed };
  }

  /** Narrow matches to those that hold the phrases, and to those that hold nothing excluded. */
  async meant({ phrases, excluded }, scored, notes) {
    let matches = scored;
    let required = null;
    for (const phrase of phrases) {
      const holding = await this.holding(phrase);
      const held = new Set(holding);
      if (holding.length) required = required ? required.filter((document) => held.has(document)) : holding;
      else if (queryTerms(phrase, this.fold).length) {
        notes.push(`没有案例含有“${phrase}”这几个连着的字，下面按普通文字检索。`);
      }
    }
    // Who asks for a phrase wants every document that has it, however low its score.
    if (required) matches = required;
    for (const word of excluded) {
      const holding = new Set(await this.holding(word));
      matches = matches.filter((document) => !holding.has(document));
    }
    return matches;
  }

  /** The documents that hold the phrase in one of their texts, names or vocabulary terms. */
  async holding(phrase) {
    const wanted = tellingTerms(phrase, this.fold);
    const rows = await this.terms.wholeRowsOf(wanted);
    const holding = rowsInAll(wanted.map((term) => rows.get(term)));
    const reading = this.size <= SMALL || (this.core.bodies && holding.length <= READ_FOR_PHRASE);
    if (wanted.length < 2 || !holding.length || !reading) return holding;
    const named = [...(await this.terms.wholeRowsOf(askedNames(this.fold(phrase).text))).values()];
    const carried = await this.carrying(phrase);
    const stands = await Promise.all(
      holding.map(async (document) => {
        if (carried(document) || named.some((row) => rowHolds(row, document))) return true;
        const [, title, shown, , head] = await this.store.load(`d/${document}`);
        if (standsIn(phrase, [title, ...Object.values(shown), ...head], this.fold)) return true;
        return standsIn(phrase, await this.store.load(`b/${document}`), this.fold);
      }),
    );
    return holding.filter((_, at) => stands[at]);
  }

  /** Tells of a document whether it has a facet value that is called so. */
  async carrying(phrase) {
    const [outer, within, words] = await Promise.all(["facets", "within", "words"].map((name) => this.store.load(name)));
    const all = new Set([...outer, ...within].map(({ name }) => name));
    const facets = await this.facets.facetsFor(Object.fromEntries([...all].map((name) => [name, ["0"]])));
    const called = facets.map(({ name, values }) =>
      values.map(({ label }, place) => standsIn(phrase, [label, ...words[name][place]], this.fold)),
    );
    return (document) => facets.some(({ column }, at) => column[document].some((place) => called[at][place]));
  }

  /** Each document's place in an order; numbers already follow evidence. */
  async placesIn(sort) {
    return sort === "evidence" ? null : readPlaces(await this.store.load(`o/${sort}`), this.size);
  }

  /** What to show of these documents; a snippet takes a while to choose, so other work gets its turn in between. */
  async hitsOf(page, scores, rows, values) {
    const loaded = await Promise.all(page.map((document) => this.store.load(`d/${document}`)));
    const texts = await Promise.all(
      page.map(async (document, at) => {
        const head = loaded[at][4];
        const hasTerm = (term) => rows.has(term) && rowHolds(rows.get(term), document);
        const mayRead = this.core.bodies && (this.size <= SMALL || at < READ_FOR_SNIPPETS);
        if (!mayRead || isSettledBy(head, values, hasTerm, this.fold)) return head;
        return head.concat(await this.store.load(`b/${document}`));
      }),
    );
    const hits = [];
    const takeTurns = turns();
    for (let at = 0; at < page.length; at += 1) {
      const [id, title, shown, terms] = loaded[at];
      hits.push({ id, title, shown, terms, score: scores[page[at]], ...snippetOf(title, texts[at], values, this.fold) });
      await takeTurns();
    }
    return hits;
  }

  /** Vocabulary terms to offer where nothing was found: the nearest to the text, or else the problems. */
  async nearestTerms(text) {
    const [facets, words] = await Promise.all([this.facets.facetsFor({}), this.store.load("words")]);
    const asked = new Set(queryTerms(text, this.fold));
    const sharing = (word) => queryTerms(word, this.fold).filter((term) => asked.has(term)).length;
    const terms = [];
    facets.forEach(({ name, values, column }) => {
      if (!OFFERED_FACETS.includes(name)) return;
      const used = new Set(column.flat());
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
}

/** Open an engine on the index in a store. */
export async function openEngine(store) {
  return new Engine(await store.load("core"), store);
}
