// Answer queries from an index; the path from a query to results is that of kb/search/answer.py.
import { isUnigram } from "./analyzer.mjs";
import { expandedTerms } from "./expansion.mjs";
import { makeFold, readFoldTable } from "./fold.mjs";
import { isName } from "./exact_names.mjs";
import { writtenOut } from "./numerals.mjs";
import { isPlain, plainQuery, straySignsNote, strip } from "./simple_query.mjs";
import { firstRanked, matchesOf, placed, scoresOf, termValue } from "./ranking.mjs";
import { documentsInAll, holdsDocument, readPlaces } from "./postings.mjs";
import { isSettledBy, snippetOf } from "./snippet.mjs";
import { withoutQuestionWords } from "./stopwords.mjs";
import { TermStore } from "./term_store.mjs";
import { mayMiss } from "./unseen_terms.mjs";
import { makeYieldIfBusy } from "../../lib/scheduling.mjs";

/** @typedef {import("./extras.mjs").Extras} Extras */
/** @typedef {import("../types").Filters} Filters */
/** @typedef {import("../types").Postings} Postings */
/** @typedef {import("../types").Unseen} Unseen */

const MAX_QUERY_LENGTH = 300;

const foldWith = (/** @type {import("../types").FoldPart} */ table) => makeFold(readFoldTable(table));

/** Collections up to this size are answered exactly as Python does; in larger ones impacts are rounded, and so are totals. */
const SMALL = 500;

/** In larger collections the bodies of so many hits are looked through for snippets; the others make do without. */
const READ_FOR_SNIPPETS = 3;

/** Where so few documents hold all that was typed, a mention is enough, however low its score: all are listed. */
const FEW = 20;
/** So many cases that only touch what no case says are shown. */
const TOUCHING = 5;

/** Among so many best documents a correction is looked for. */
const NEAR_HITS = 10;

/**
 * Cut a query to a length anyone may type, and drop half characters, which can be neither shown nor searched.
 * @param {string} text @param {string[]} notes
 */
function trimmed(text, notes) {
  const whole = [...text].filter((char) => !/^[\ud800-\udfff]$/.test(char)).join("");
  const chars = [...strip(whole)];
  if (chars.length <= MAX_QUERY_LENGTH) return chars.join("");
  notes.push(`查询太长，只用了前 ${MAX_QUERY_LENGTH} 个字。`);
  return chars.slice(0, MAX_QUERY_LENGTH).join("");
}

/**
 * Join what was chosen with what was typed; values of one facet are alternatives.
 * @param {Filters} chosen @param {Filters} typed
 */
export function joined(chosen, typed) {
  const filters = { ...chosen };
  for (const name of Object.keys(typed)) filters[name] = [...new Set([...(filters[name] || []), ...typed[name]])];
  return filters;
}

/**
 * Of these matches and few documents that hold all of a query's own words, all; ascending.
 * @param {Int32Array} matches @param {string[]} own @param {import("../types").FoundTerms} found
 */
function withMentions(matches, own, { rows, left }) {
  const longer = own.filter((term) => !isUnigram(term));
  const wanted = longer.length ? longer : own;
  if (wanted.some((term) => left.has(term))) return [...matches];
  const holding = wanted.length ? documentsInAll(wanted.map((term) => rows.get(term))) : [];
  if (!holding.length || holding.length > FEW) return [...matches];
  return [...new Set([...matches, ...holding])].sort((one, other) => one - other);
}

/** How many documents hold a term, of frequent ones about how many. @param {import("../types").FoundTerms} found */
const matchingIn = ({ rows, left }) => (/** @type {string} */ term) => {
  const row = rows.get(term);
  return row ? row.documents.length : left.get(term) || 0;
};

export class Engine {
  /**
   * @param {import("../types").Core} core
   * @param {import("../types").Store} store
   * @param {() => Promise<typeof import("./extras.mjs")>} loadExtras Promises the module of the second bundle.
   */
  constructor(core, store, loadExtras) {
    this.core = core;
    this.store = store;
    this.size = core.size;
    this.isLarge = core.size > SMALL;
    this.fold = foldWith(core.fold);
    this.isFoldWhole = false;
    this.terms = new TermStore(core, store);
    this.loadExtras = loadExtras;
    /** @type {Extras | null} */
    this.openExtras = null;
  }

  /** What only some queries need; loaded when the first does. */
  async extras() {
    if (!this.openExtras) {
      const { Extras } = await this.loadExtras();
      this.openExtras = this.openExtras || new Extras({ core: this.core, store: this.store, terms: this.terms, withoutQuestionWords, foldWith });
    }
    return this.openExtras;
  }

  /** Take the rest of the fold table: characters that no document holds, but a query may. */
  async foldWhole() {
    if (this.isFoldWhole) return;
    const rest = readFoldTable(await this.store.load("fold"));
    this.fold = makeFold(new Map([...readFoldTable(this.core.fold), ...rest]));
    this.isFoldWhole = true;
  }

  /** @param {string} query */
  async parsed(query) {
    if (isPlain(query)) return plainQuery(query);
    await this.foldWhole();
    return (await this.extras()).parse(query, this.fold);
  }

  /** Promise a function that finds a facet's values by what was typed. */
  async resolver() {
    await this.foldWhole();
    return (await this.extras()).resolver(this.fold);
  }

  /**
   * The terms of a text with their postings; a character that no document holds is perhaps another way to write one.
   * @param {string} text
   */
  async lookedUp(text) {
    const found = await this.expanded(text);
    if (this.isFoldWhole || !found.unheld.some(isUnigram)) return found;
    const before = this.fold(text).text;
    await this.foldWhole();
    return this.fold(text).text === before ? found : this.expanded(text);
  }

  /** @param {string} text */
  expanded(text) {
    const pinyinTerms = async (/** @type {Unseen} */ unseen) => (await this.extras()).pinyinTerms(unseen);
    return expandedTerms(text, this.fold, this.terms, pinyinTerms);
  }

  /**
   * Promise what of a query no case says.
   * @param {{folded: string, unheld: string[]} & import("../types").FoundTerms} found
   * @returns {Promise<import("../types").Missing>}
   */
  async missing({ folded, unheld, rows, left }) {
    const matching = matchingIn({ rows, left });
    if (!mayMiss(folded, unheld, (term) => matching(term) > 0)) return { rest: folded, withoutPlaces: folded, words: [], places: [], isHalf: false };
    return (await this.extras()).missing(folded, matching, writtenOut, this.fold);
  }

  /**
   * Answer a query. Facet counts and the suggestion are promised when asked for, so that hits need not wait for them.
   * @param {import("../types").Query} query
   * @returns {Promise<import("../types").Answer>}
   */
  async search({ text, filters: chosen, sort, offset, limit }) {
    /** @type {string[]} */
    const notes = [];
    const query = trimmed(text, notes);
    const parsed = await this.parsed(query);
    notes.push(...parsed.notes, ...straySignsNote(parsed));
    const filters = joined(chosen, parsed.filters);
    const isNarrowed = Object.keys(filters).some((name) => filters[name].length);
    const narrowing = async () => (await this.extras()).narrowing(filters);
    const [first, columns] = await Promise.all([this.lookedUp(parsed.text), isNarrowed ? narrowing() : null]);
    let missing = await this.missing(first);
    const isCut = missing.withoutPlaces !== first.folded;
    const found = isCut ? await this.expanded(missing.withoutPlaces) : first;
    let kept = missing.words.length ? await this.expanded(missing.rest) : found;
    const { terms, rows } = found;
    if (!terms.length && !isCut && strip(parsed.text)) notes.push("查询里没有可以检索的文字，下面列出全部案例。");
    const scores = scoresOf(rows, this.size);
    const near = matchesOf(scores, this.core.floor);
    let touched = terms.length ? withMentions(near, kept.own, kept) : [];
    const suggestion = async (/** @type {number[]} */ documents) =>
      (await this.extras()).suggestion(query, parsed.text, () => firstRanked(documents, scores, NEAR_HITS), this.fold);
    if (missing.isHalf && (await suggestion(touched))) {
      // A slip in what some case says, and no word of its own.
      missing = { ...missing, rest: missing.withoutPlaces, words: [] };
      kept = found;
      touched = withMentions(near, kept.own, kept);
    }
    let matches = terms.length || isCut ? touched : Array.from(scores.keys());
    if (missing.words.length) {
      // What only touches a word that no case says is not found.
      const said = scoresOf(kept.rows, this.size);
      matches = matches.filter((document) => said[document]);
    }
    if (parsed.phrases.length || parsed.excluded.length) {
      const phrased = await (await this.extras()).applyPhrases(parsed, matches, this.fold);
      matches = phrased.matches;
      notes.push(...phrased.notes);
    }
    const asTyped = (/** @type {string} */ word) => {
      const at = query.toLowerCase().indexOf(word);
      return at < 0 ? word : query.slice(at, at + word.length);
    };
    const words = missing.words.map(asTyped);
    if (words.length) notes.push(`没有写到${words.map((word) => `“${word}”`).join("、")}的案例。`);
    const passing = async (/** @type {number[]} */ documents) =>
      columns ? (await this.extras()).narrowed(documents, columns, filters) : documents;
    const narrowed = await passing(matches);
    const touching = words.length && !narrowed.length ? firstRanked(await passing(touched), scores, TOUCHING) : [];
    const matching = matchingIn(found);
    const values = new Map(terms.filter((term) => !isName(term)).map((term) => [term, termValue(term, matching(term), this.size)]));
    const end = offset + limit;
    const facets = async (/** @type {string[] | null} */ wanted = null) => (await this.extras()).counts(matches, filters, wanted);
    const order = sort ? placed(narrowed, await this.placesIn(sort)) : firstRanked(narrowed, scores, end);
    return {
      total: narrowed.length,
      rounded: this.isLarge && terms.length > 0,
      hits: await this.hitsOf(order.slice(offset, end), scores, rows, values),
      facets,
      notes,
      missing: words,
      touching: await this.hitsOf(touching, scores, rows, values),
      waysOn: async () => {
        const asked = { asked: first.folded, missing, parsed, filters, total: narrowed.length, asTyped };
        return (await this.extras()).waysOn(asked, facets, () => suggestion(matches), writtenOut, this.fold);
      },
      suggestion: () => suggestion(words.length ? touched : matches),
      filters,
      typed: parsed.typed,
    };
  }

  /** Each document's place in an order; numbers already follow evidence. @param {string} sort */
  async placesIn(sort) {
    return sort === "evidence" ? null : readPlaces(await this.store.load(`o/${sort}`), this.size);
  }

  /**
   * What to show of these documents; a snippet takes a while to choose, so other work gets its turn in between.
   * @param {number[]} page
   * @param {Float64Array} scores
   * @param {Map<string, Postings>} rows
   * @param {Map<string, number>} values
   */
  async hitsOf(page, scores, rows, values) {
    const loaded = await Promise.all(page.map((document) => this.store.load(`d/${document}`)));
    const texts = await Promise.all(
      page.map(async (document, at) => {
        const head = loaded[at][4];
        const hasTerm = (/** @type {string} */ term) => {
          const row = rows.get(term);
          return row !== undefined && holdsDocument(row, document);
        };
        const mayRead = this.core.bodies && (!this.isLarge || at < READ_FOR_SNIPPETS);
        if (!mayRead || isSettledBy(head, values, hasTerm, this.fold)) return head;
        return head.concat(await this.store.load(`b/${document}`));
      }),
    );
    /** @type {import("../types").Hit[]} */
    const hits = [];
    const yieldIfBusy = makeYieldIfBusy();
    for (let at = 0; at < page.length; at += 1) {
      const [id, title, facts, labels] = loaded[at];
      /** @type {import("../types").Hit["terms"]} */
      const terms = {};
      Object.keys(this.core.labels).forEach((name, facet) => {
        terms[name] = labels[facet].map((each) => this.core.labels[name][each]);
      });
      const excerpt = snippetOf(title, texts[at], values, this.fold);
      hits.push({ id, title, facts, terms, score: scores[page[at]], ...excerpt });
      await yieldIfBusy();
    }
    return hits;
  }
}

/**
 * Open an engine on the index in a store.
 * @param {import("../types").Store} store
 * @param {() => Promise<typeof import("./extras.mjs")>} loadExtras Promises the module of the second bundle.
 */
export async function openEngine(store, loadExtras) {
  return new Engine(await store.load("core"), store, loadExtras);
}
