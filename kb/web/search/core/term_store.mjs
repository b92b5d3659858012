// Find terms in the index: most in shards by hash, very common ones in files of their own.
import { isSound } from "./analyzer.mjs";
import { CommonTerms } from "./frequent_terms.mjs";
import { isName, nameKey } from "./exact_names.mjs";
import { worth } from "./ranking.mjs";
import { readImpactRow, shardOf } from "./postings.mjs";

/** How many characters of common terms' rows one query may load; the least common come first and tell most. */
const COMMON_BUDGET = 80000;
/** A common row takes about so many characters a document that holds the term, and a document there is at most. */
const PER_DOCUMENT = [1.2, 0.5];

/** A common term worth less than this part of all rarer ones together changes no order that anyone would miss. */
const TELLING = 0.003;

/** Of common terms in their order, the most telling first, those that matter beside what all rarer ones are worth. */
function telling(order, rarer, value, length) {
  let known = rarer;
  let budget = COMMON_BUDGET;
  return order.filter((term) => {
    if (budget <= 0 || value(term) < TELLING * known) return false;
    known += value(term);
    budget -= length(term);
    return true;
  });
}

/** Gives the rows of a query's terms, loading what is not yet there. */
export class TermFiles {
  constructor(core, store) {
    this.store = store;
    this.size = core.size;
    this.written = { letters: ["t", "c"], shards: core.shards, common: new CommonTerms(core.common) };
    this.sounding = null;
    this.lines = new Map();
    this.rows = new Map();
  }

  /**
   * Return `rows`, `term → {documents, impacts}`, for those terms that documents hold; and `left`, term → about how many
   * documents hold it, for those too common to matter in this query, which are not looked up.
   */
  async rowsOf(terms) {
    const common = new Map();
    for (const term of terms) {
      const entry = (await this.placesOf(term)).common.find(term);
      if (entry) common.set(term, Math.max(1, Math.round(entry.share * this.size)));
    }
    const value = (term) => worth(term, common.get(term), this.size);
    const rare = terms.filter((term) => !common.has(term));
    const length = (term) => Math.min(common.get(term) * PER_DOCUMENT[0], this.size * PER_DOCUMENT[1]);
    const order = [...common.keys()].sort((one, other) => value(other) - value(one));
    // What matters even beside the rarest terms there could be is asked for along with them.
    const most = rare.reduce((sum, term) => sum + worth(term, 1, this.size), 0);
    const sure = telling(order, most, value, length);
    const rows = await this.wholeRowsOf([...rare, ...sure]);
    let known = 0;
    for (const term of rare) if (rows.has(term)) known += worth(term, rows.get(term).documents.length, this.size);
    const kept = telling(order, known, value, length);
    const missing = kept.filter((term) => !sure.includes(term));
    for (const [term, row] of missing.length ? await this.wholeRowsOf(missing) : []) rows.set(term, row);
    const left = new Map([...common].filter(([term]) => !kept.includes(term)));
    return { rows, left };
  }

  /** The same whatever it costs: a phrase left half looked up would be another phrase. */
  async wholeRowsOf(terms) {
    const found = await Promise.all(terms.map((term) => this.rowOf(term)));
    return new Map(found.filter(([, row]) => row));
  }

  /** Promise a function that tells which of these terms some document holds; common terms are taken for held. */
  async heldAmong(terms) {
    const rare = [];
    for (const term of terms) if (!(await this.placesOf(term)).common.find(term)) rare.push(term);
    const rows = await this.wholeRowsOf(rare);
    const asked = new Set(rare);
    return (term) => (asked.has(term) ? rows.has(term) : terms.includes(term));
  }

  async rowOf(term) {
    if (!this.rows.has(term)) {
      const text = await this.textOf(term);
      this.rows.set(term, text && readImpactRow(text));
    }
    return [term, this.rows.get(term)];
  }

  /** Where terms of this one's kind lie; how sound terms do is loaded when the first is looked up. */
  async placesOf(term) {
    if (!isSound(term)) return this.written;
    if (!this.sounding) {
      const [shards, common] = await this.store.load("sounds");
      this.sounding = { letters: ["s", "z"], shards, common: new CommonTerms(common) };
    }
    return this.sounding;
  }

  async textOf(term) {
    const { letters, shards, common } = await this.placesOf(term);
    const own = common.find(term);
    const file = own ? `${letters[1]}/${own.place}` : `${letters[0]}/${shardOf(isName(term) ? nameKey(term) : term, shards)}`;
    const text = await this.store.load(file);
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
