// Find terms in the index: most in shards by hash, very frequent ones in files of their own.
import { isPinyin } from "./analyzer.mjs";
import { FrequentTerms } from "./frequent_terms.mjs";
import { isName, shardKey } from "./exact_names.mjs";
import { queryWeight } from "./ranking.mjs";
import { readPostings, shardOf } from "./postings.mjs";

/** @typedef {import("../types").Postings} Postings */
/** @typedef {{letters: string[], shards: number, frequent: FrequentTerms}} Layout Which files hold terms of one kind. */

/** How many characters of frequent terms' rows one query may load; the least frequent come first and tell most. */
const FREQUENT_BUDGET = 80000;
/** A frequent row takes about so many characters a document that holds the term, and a document there is at most. */
const PER_DOCUMENT = [1.2, 0.5];

/** A frequent term of less than this part of all rarer terms' weight changes no order that anyone would miss. */
const LEAST_SHARE = 0.003;

/**
 * Of frequent terms, the weightiest first, those that matter compared with the weight of all rarer ones.
 * @param {string[]} order
 * @param {number} rarer
 * @param {(term: string) => number} weight
 * @param {(term: string) => number} length
 */
function mattering(order, rarer, weight, length) {
  let known = rarer;
  let budget = FREQUENT_BUDGET;
  return order.filter((term) => {
    if (budget <= 0 || weight(term) < LEAST_SHARE * known) return false;
    known += weight(term);
    budget -= length(term);
    return true;
  });
}

/** Gives the postings of a query's terms, loading what is not yet there. */
export class TermStore {
  /** @param {import("../types").Core} core @param {import("../types").Store} store */
  constructor(core, store) {
    this.store = store;
    this.size = core.size;
    /** @type {Layout} */
    this.written = { letters: ["t", "c"], shards: core.shards, frequent: new FrequentTerms(core.common) };
    /** @type {Layout | null} */
    this.pinyin = null;
    /** @type {Map<string, Map<string, string>>} */
    this.lines = new Map();
    /** @type {Map<string, Postings | undefined>} */
    this.rows = new Map();
  }

  /**
   * Return `rows`, the postings of those terms that documents hold; and `left`, term → about how many documents hold it,
   * for those too frequent to matter in this query, which are not looked up.
   * @param {string[]} terms
   * @returns {Promise<import("../types").FoundTerms>}
   */
  async find(terms) {
    /** @type {Map<string, number>} */
    const frequent = new Map();
    for (const term of terms) {
      const entry = (await this.layoutOf(term)).frequent.find(term);
      if (entry) frequent.set(term, Math.max(1, Math.round(entry.share * this.size)));
    }
    const matching = (/** @type {string} */ term) => frequent.get(term) || 0;
    const weight = (/** @type {string} */ term) => queryWeight(term, matching(term), this.size);
    const rare = terms.filter((term) => !frequent.has(term));
    const length = (/** @type {string} */ term) => Math.min(matching(term) * PER_DOCUMENT[0], this.size * PER_DOCUMENT[1]);
    const order = [...frequent.keys()].sort((one, other) => weight(other) - weight(one));
    // What matters even where the other terms are the rarest there could be is asked for along with them.
    const most = rare.reduce((sum, term) => sum + queryWeight(term, 1, this.size), 0);
    const sure = mattering(order, most, weight, length);
    const rows = await this.findAll([...rare, ...sure]);
    let known = 0;
    for (const term of rare) {
      const row = rows.get(term);
      if (row) known += queryWeight(term, row.documents.length, this.size);
    }
    const wanted = mattering(order, known, weight, length);
    const missing = wanted.filter((term) => !sure.includes(term));
    for (const [term, row] of missing.length ? await this.findAll(missing) : []) rows.set(term, row);
    const left = new Map([...frequent].filter(([term]) => !wanted.includes(term)));
    return { rows, left };
  }

  /**
   * The postings of all terms that documents hold, however frequent: a phrase half looked up would be another phrase.
   * @param {string[]} terms
   */
  async findAll(terms) {
    const found = await Promise.all(terms.map((term) => this.postingsOf(term)));
    /** @type {Map<string, Postings>} */
    const rows = new Map();
    found.forEach((row, at) => row && rows.set(terms[at], row));
    return rows;
  }

  /**
   * Promise a function that tells which of these terms some document holds; frequent terms are taken for held.
   * @param {string[]} terms
   */
  async heldAmong(terms) {
    /** @type {string[]} */
    const rare = [];
    for (const term of terms) if (!(await this.layoutOf(term)).frequent.find(term)) rare.push(term);
    const rows = await this.findAll(rare);
    const asked = new Set(rare);
    return (/** @type {string} */ term) => (asked.has(term) ? rows.has(term) : terms.includes(term));
  }

  /** @param {string} term */
  async postingsOf(term) {
    if (!this.rows.has(term)) {
      const text = await this.textOf(term);
      this.rows.set(term, text ? readPostings(text) : undefined);
    }
    return this.rows.get(term);
  }

  /** Which files hold terms of this one's kind; the layout of pinyin terms is loaded when the first is looked up. @param {string} term */
  async layoutOf(term) {
    if (!isPinyin(term)) return this.written;
    if (!this.pinyin) {
      const [shards, frequent] = await this.store.load("sounds");
      this.pinyin = { letters: ["s", "z"], shards, frequent: new FrequentTerms(frequent) };
    }
    return this.pinyin;
  }

  /** @param {string} term */
  async textOf(term) {
    const { letters, shards, frequent } = await this.layoutOf(term);
    const own = frequent.find(term);
    const file = own ? `${letters[1]}/${own.place}` : `${letters[0]}/${shardOf(isName(term) ? shardKey(term) : term, shards)}`;
    const text = await this.store.load(/** @type {`t/${string}`} */ (file));
    let lines = this.lines.get(file);
    if (!lines) {
      const parts = text.split("\n");
      lines = new Map();
      for (let at = 0; at + 1 < parts.length; at += 2) lines.set(parts[at], parts[at + 1]);
      this.lines.set(file, lines);
    }
    return lines.get(term);
  }
}
