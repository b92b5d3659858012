// Know which terms are so frequent that each has a file of its own, from their hashes alone (kb/publish/search_index/shards.py).
import { Reader, shardOf } from "./postings.mjs";

const CLASSES = 16;

/** Tells which file a frequent term is in, and how much of all documents holds it. */
export class FrequentTerms {
  /** @param {import("../types").PackedTerms} packed */
  constructor([room, packed]) {
    this.room = room;
    /** @type {Map<number, {place: number, share: number}>} */
    this.entries = new Map();
    const reader = new Reader(packed);
    let hash = -1;
    while (!reader.done) {
      const both = reader.number();
      hash += (both - (both % CLASSES)) / CLASSES + 1;
      this.entries.set(hash, { place: this.entries.size, share: ((both % CLASSES) + 0.5) / CLASSES });
    }
  }

  /** The file of a frequent term, or of a rare one that shares it; undefined for any other. @param {string} term */
  find(term) {
    return this.entries.get(shardOf(term, this.room));
  }
}
