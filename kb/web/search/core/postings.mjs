// Read postings and other numbers written as printable characters; kb/publish/search_index/{postings,quantize}.py write them.

const VALUES = new Int16Array(128).fill(-1);
let place = 0;
for (let code = 0x23; code < 0x7f; code += 1) {
  if (code !== 0x3c && code !== 0x5c) VALUES[code] = place++;
}

const BASE = 90;
const IMPACT_SCALE = 65536;
const EXACT = 0;
const SPARSE = 1;
const PACKED = 2;

/** Levels of a packed row → how many documents share a character. */
/** @type {Record<number, number>} */
const PACKS = { 1: 6, 2: 4, 3: 3, 8: 2 };

/** Reads one text from the left. */
export class Reader {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
    this.at = 0;
  }

  get done() {
    return this.at >= this.text.length;
  }

  symbol() {
    const value = VALUES[this.text.charCodeAt(this.at)];
    this.at += 1;
    return value;
  }

  number() {
    let value = 0;
    let scale = 1;
    for (;;) {
      const part = this.symbol();
      if (part < 32) return value + part * scale;
      value += (part - 32) * scale;
      scale *= 32;
    }
  }

  /** A number of so many symbols, highest first. @param {number} width */
  fixed(width) {
    let value = 0;
    for (let digit = 0; digit < width; digit += 1) value = value * BASE + this.symbol();
    return value;
  }

  /** An impact in the steps of two symbols, by its middle. */
  coarse() {
    return Math.floor(((this.fixed(2) + 0.5) * IMPACT_SCALE) / BASE ** 2);
  }

  /** A number whose last symbol is below `ending`, those before it are not. @param {number} ending */
  ended(ending) {
    const more = BASE - ending;
    let high = 0;
    for (;;) {
      const part = this.symbol();
      if (part < ending) return high * ending + part;
      high = high * more + part - ending + 1;
    }
  }
}

/**
 * Read one term's postings.
 * @param {string} text
 * @returns {import("../types").Postings}
 */
export function readPostings(text) {
  const row = new Reader(text);
  const kind = row.symbol();
  const length = kind > PACKED ? kind - PACKED : row.number();
  const documents = new Int32Array(length);
  const impacts = new Int32Array(length);
  let document = -1;
  if (kind === EXACT || kind > PACKED) {
    const least = kind === EXACT ? row.number() : 0;
    for (let at = 0; at < length; at += 1) {
      document += row.number() + 1;
      documents[at] = document;
      impacts[at] = kind === EXACT ? least + row.number() : row.coarse();
    }
    return { documents, impacts };
  }
  const levels = Int32Array.from({ length: row.symbol() }, () => row.coarse());
  if (kind === SPARSE) {
    const ending = row.symbol();
    for (let at = 0; at < length; at += 1) {
      const both = row.ended(ending);
      const level = both % levels.length;
      document += (both - level) / levels.length + 1;
      documents[at] = document;
      impacts[at] = levels[level];
    }
  } else {
    const pack = row.symbol();
    document = 0;
    for (let at = 0; at < length; ) {
      let states = row.symbol();
      for (let left = PACKS[pack]; left > 0; left -= 1) {
        const state = states % (pack + 1);
        states = (states - state) / (pack + 1);
        if (state) {
          documents[at] = document;
          impacts[at] = levels[state - 1];
          at += 1;
        }
        document += 1;
      }
    }
  }
  // The greatest impacts follow exactly: a short query's first hits are decided among them.
  let at = -1;
  for (let left = row.number(); left > 0; left -= 1) {
    at += row.number() + 1;
    impacts[at] = row.fixed(3);
  }
  return { documents, impacts };
}

/**
 * Whether postings hold a document.
 * @param {import("../types").Postings} postings @param {number} document
 */
export function holdsDocument({ documents }, document) {
  let low = 0;
  let high = documents.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (documents[middle] < document) low = middle + 1;
    else high = middle;
  }
  return documents[low] === document;
}

/**
 * The documents that all of the postings hold; none when one of them is missing.
 * @param {(import("../types").Postings | undefined)[]} rows
 */
export function documentsInAll(rows) {
  const present = rows.flatMap((row) => row || []);
  if (!rows.length || present.length < rows.length) return [];
  const [shortest, ...others] = present.sort((one, other) => one.documents.length - other.documents.length);
  return [...shortest.documents].filter((document) => others.every((row) => holdsDocument(row, document)));
}

/**
 * Which of so many shards holds a term.
 * @param {string} term @param {number} shards
 */
export function shardOf(term, shards) {
  let value = 0x811c9dc5;
  for (let at = 0; at < term.length; at += 1) value = Math.imul(value ^ term.charCodeAt(at), 0x01000193);
  value >>>= 0;
  return ((value ^ (value >>> 15)) >>> 0) % shards;
}

/**
 * Read a column of places, one a document, all of the same width.
 * @param {string} text @param {number} size
 */
export function readPlaces(text, size) {
  const column = new Reader(text);
  const width = size ? text.length / size : 0;
  return Int32Array.from({ length: size }, () => column.fixed(width));
}
