// Answer queries from an index; the path from a query to results is that of kb/search/answer.py.
import { startsWithGram } from "./analyzer.mjs";
import { expandedTerms } from "./expansion.mjs";
import { makeFold, readFoldTable } from "./fold.mjs";
import { isName } from "./exact_names.mjs";
import { isPlain, noteOf, plainQuery, strip } from "./simple_query.mjs";
import { firstRanked, matchesOf, placed, scoresOf, termValue } from "./ranking.mjs";
import { readPlaces, rowHolds } from "./postings.mjs";
import { isSettledBy, snippetOf } from "./snippet.mjs";
import { TermFiles } from "./term_store.mjs";
import { turns } from "../../lib/scheduling.mjs";

const MAX_QUERY_LENGTH = 300;

/** The note of an empty result; the page says it in its own, more helpful way. */
export const NOTHING_FOUND = "没有找到相关案例。换个说法，或者去掉一些筛选条件再试。";

/** Collections up to this size are answered exactly as Python does; in larger ones impacts are rounded, and so are totals. */
const SMALL = 500;

/** In larger collections the bodies of so many hits are looked through for snippets; the others make do without. */
const READ_FOR_SNIPPETS = 3;

/** Among so many best documents a correction is looked for. */
const NEAR_HITS = 10;

/** Cut a query to a length anyone may type, and drop half characters, which can be neither shown nor searched. */
function trimmed(text, notes) {
  const whole = [...text].filter((char) => !/^[\ud800-\udfff]$/.test(char)).join("");
  const chars = [...strip(whole)];
  if (chars.length <= MAX_QUERY_LENGTH) return chars.join("");
  notes.push(`查询太长，只用了前 ${MAX_QUERY_LENGTH} 个字。`);
  return chars.slice(0, MAX_QUERY_LENGTH).join("");
}

/** Join what was chosen with what was typed; values of one facet are alternatives. */
export function joined(chosen, typed) {
  const filters = { ...chosen };
  for (const name of Object.keys(typed)) filters[name] = [...new Set([...(filters[name] || []), ...typed[name]])];
  return filters;
}

class Engine {
  constructor(core, store, loadMore) {
    this.core = core;
    this.store = store;
    this.loadMore = loadMore;
    this.size = core.size;
    this.isLarge = core.size > SMALL;
    this.fold = makeFold(readFoldTable(core.fold));
    this.isFoldWhole = false;
    this.terms = new TermFiles(core, store);
    this.more = null;
  }

  /** What `more.mjs` exports, with the facets and the resolver of this index. */
  async furtherParts() {
    if (!this.more) {
      this.more = await this.loadMore();
      this.facets = new this.more.FacetFiles(this.core, this.store);
    }
    return this.more;
  }

  /** Take the rest of the fold table: characters that stand in no document, but may in a query. */
  async foldWhole() {
    if (this.isFoldWhole) return;
    const rest = readFoldTable(await this.store.load("fold"));
    this.fold = makeFold(new Map([...readFoldTable(this.core.fold), ...rest]));
    this.isFoldWhole = true;
  }

  async parsed(query) {
    if (isPlain(query)) return plainQuery(query);
    const resolve = await this.resolver();
    return this.more.parseQuery(query, this.fold, resolve);
  }

  /** Promise a function that finds a facet's values by what was typed. */
  async resolver() {
    const { makeResolver } = await this.furtherParts();
    await this.foldWhole();
    return makeResolver(this.fold, this.facets, this.store);
  }

  /** The terms of a text with their rows; a character that no document holds is perhaps another way to write one. */
  async lookedUp(text) {
    const soundsOf = async (strange) => (await this.furtherParts()).soundsOf(strange, this.terms, this.store);
    const isStrange = (term) => startsWithGram(term) && [...term].length === 1;
    const found = await expandedTerms(text, this.fold, this.terms, soundsOf);
    if (this.isFoldWhole || !found.unheld.some(isStrange)) return found;
    const before = this.fold(text).text;
    await this.foldWhole();
    return this.fold(text).text === before ? found : expandedTerms(text, this.fold, this.terms, soundsOf);
  }

  /**
   * Answer a query: `{total, hits, notes, facets, suggestion, filters, typed}`; `filters` holds what was chosen and
   * what was typed. Facets (all, or those wanted and those narrowed by) and the suggestion are promised when asked for, so
   * that hits need not wait for what only stands beside them.
   */
  async search({ text, filters: chosen, sort, offset, limit }) {
    const notes = [];
    const query = trimmed(text, notes);
    const parsed = await this.parsed(query);
    notes.push(...parsed.notes, ...noteOf(parsed));
    const filters = joined(chosen, parsed.filters);
    const narrowing = Object.keys(filters).some((name) => filters[name].length);
    const [{ terms, rows, left }, early] = await Promise.all([this.lookedUp(parsed.text), narrowing && this.narrowingFacets(filters)]);
    if (!terms.length && strip(parsed.text)) notes.push("查询里没有可以检索的文字，下面列出全部案例。");
    const scores = scoresOf(rows, this.size);
    let matches = terms.length ? matchesOf(scores, this.core.floor) : Array.from(scores.keys());
    if (parsed.phrases.length || parsed.excluded.length) {
      matches = await (await this.furtherParts()).applyPhrases(parsed, matches, notes, this);
    }
    const kept = early ? this.more.narrow(matches, early, filters).kept : matches;
    if (!kept.length) notes.push(NOTHING_FOUND);
    const matching = (term) => (rows.has(term) ? rows.get(term).documents.length : left.get(term) || 0);
    const values = new Map(terms.filter((term) => !isName(term)).map((term) => [term, termValue(term, matching(term), this.size)]));
    const end = offset + limit;
    const order = sort ? placed(kept, await this.placesIn(sort)) : firstRanked(kept, scores, end);
    const hits = await this.hitsOf(order.slice(offset, end), scores, rows, values);
    const facets = async (wanted = null) => {
      const { countedValues, narrow } = await this.furtherParts();
      const all = await this.facets.facetsFor(filters, wanted);
      return countedValues(all, narrow(matches, all, filters).counts, filters);
    };
    const suggestion = async () => {
      const { suggestionFor } = await this.furtherParts();
      return suggestionFor(query, parsed.text, () => firstRanked(matches, scores, NEAR_HITS), this);
    };
    const rounded = this.isLarge && terms.length > 0;
    return { total: kept.length, rounded, hits, facets, notes, suggestion, filters, typed: parsed.typed };
  }

  async narrowingFacets(filters) {
    await this.furtherParts();
    return this.facets.facetsFor(filters, []);
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
        const mayRead = this.core.bodies && (!this.isLarge || at < READ_FOR_SNIPPETS);
        if (!mayRead || isSettledBy(head, values, hasTerm, this.fold)) return head;
        return head.concat(await this.store.load(`b/${document}`));
      }),
    );
    const hits = [];
    const yieldIfBusy = turns();
    for (let at = 0; at < page.length; at += 1) {
      const [id, title, [unit, place], labels] = loaded[at];
      const terms = {};
      Object.keys(this.core.labels).forEach((name, facet) => {
        terms[name] = labels[facet].map((each) => this.core.labels[name][each]);
      });
      const excerpt = snippetOf(title, texts[at], values, this.fold);
      hits.push({ id, title, shown: { unit, place }, terms, score: scores[page[at]], ...excerpt });
      await yieldIfBusy();
    }
    return hits;
  }
}

/** Open an engine on the index in a store; `loadMore` promises what `more.mjs` exports. */
export async function openEngine(store, loadMore) {
  return new Engine(await store.load("core"), store, loadMore);
}
