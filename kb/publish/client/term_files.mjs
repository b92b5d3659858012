// Find terms in the index: most in shards by hash, very common ones in files of their own.
import { isSound } from "./analysis.mjs";
import { isName, nameKey } from "./names.mjs";
import { Reader, readImpactRow, shardOf } from "./rows.mjs";

/** How many characters of common terms' rows one query may load; the least common come first and tell most. */
const COMMON_BUDGET = 60000;

/** Lengths of common rows are told in steps of so many characters. */
const ROUGHNESS = 128;

/** Gives the rows of a query's terms, loading what is not yet there. */
export class TermFiles {
  constructor(core, store) {
    this.store = store;
    this.shards = core.shards;
    this.soundShards = core.soundShards;
    this.shardLines = new Map();
    this.rows = new Map();
    const lengths = new Reader(core.common[1]);
    const common = core.common[0] ? core.common[0].split(" ") : [];
    this.common = new Map(common.map((term, place) => [term, { place, length: lengths.symbol() * ROUGHNESS }]));
  }

  /** Return `term → {documents, impacts}` for those terms that documents hold. */
  async rowsOf(terms) {
    return this.wholeRowsOf(this.affordable(terms));
  }

  /** The same whatever it costs: a phrase left half looked up would be another phrase. */
  async wholeRowsOf(terms) {
    const found = await Promise.all(terms.map((term) => this.rowOf(term)));
    return new Map(found.filter(([, row]) => row));
  }

  affordable(terms) {
    const common = terms.filter((term) => this.common.has(term));
    common.sort((one, other) => this.common.get(one).length - this.common.get(other).length);
    let left = COMMON_BUDGET;
    const kept = new Set(common.filter((term) => left > 0 && (left -= this.common.get(term).length) > -COMMON_BUDGET));
    return terms.filter((term) => !this.common.has(term) || kept.has(term));
  }

  async rowOf(term) {
    if (!this.rows.has(term)) {
      const text = await this.textOf(term);
      this.rows.set(term, text && readImpactRow(text));
    }
    return [term, this.rows.get(term)];
  }

  async textOf(term) {
    const common = this.common.get(term);
    if (common) return this.store.load(`c/${common.place}`);
    const key = isName(term) ? nameKey(term) : term;
    const shard = isSound(term) ? `s/${shardOf(key, this.soundShards)}` : `t/${shardOf(key, this.shards)}`;
    const text = await this.store.load(shard);
    let lines = this.shardLines.get(shard);
    if (!lines) {
      const parts = text.split("\n");
      lines = new Map();
      for (let at = 0; at + 1 < parts.length; at += 2) lines.set(parts[at], parts[at + 1]);
      this.shardLines.set(shard, lines);
    }
    return lines.get(term);
  }
}
