// Read rows of numbers written as printable characters; the writing side is kb/publish/browser_rows.py.

const VALUES = new Int16Array(128).fill(-1);
let place = 0;
for (let code = 0x23; code < 0x7f; code += 1) {
  if (code !== 0x3c && code !== 0x5c) VALUES[code] = place++;
}

const EXACT = 0;
const LEVELS = 1;
const DENSE_GAPS = 5;

/** Reads one text from the left. */
export class Reader {
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
}

/** Read one term's row: `{documents, impacts}`, documents ascending. */
export function readImpactRow(text) {
  const row = new Reader(text);
  const kind = row.symbol();
  const length = row.number();
  const least = row.number();
  const reach = row.number();
  const steps = row.number();
  const width = steps > 1 ? reach / (steps - 1) : 0;
  const documents = new Int32Array(length);
  const impacts = new Int32Array(length);
  let document = -1;
  for (let at = 0; at < length; at += 1) {
    let above;
    if (kind === EXACT) {
      document += row.number() + 1;
      above = row.number();
    } else if (kind === LEVELS) {
      document += row.number() + 1;
      above = Math.floor(width * row.symbol());
    } else {
      const both = row.symbol();
      const short = both % DENSE_GAPS;
      document += short + 1 + (short === DENSE_GAPS - 1 ? row.number() : 0);
      above = Math.floor(width * ((both - short) / DENSE_GAPS));
    }
    documents[at] = document;
    impacts[at] = least + above;
  }
  // The greatest impacts follow exactly: a short query's first hits are decided among them.
  if (kind !== EXACT) {
    let at = -1;
    for (let left = row.number(); left > 0; left -= 1) {
      at += row.number() + 1;
      impacts[at] = least + row.number();
    }
  }
  return { documents, impacts };
}

/** Whether a document stands in a row; its documents ascend. */
export function rowHolds({ documents }, document) {
  let low = 0;
  let high = documents.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (documents[middle] < document) low = middle + 1;
    else high = middle;
  }
  return documents[low] === document;
}

/** The documents that stand in every one of the rows; none when a row is missing. */
export function rowsInAll(rows) {
  if (!rows.length || !rows.every(Boolean)) return [];
  const [shortest, ...others] = [...rows].sort((one, other) => one.documents.length - other.documents.length);
  return [...shortest.documents].filter((document) => others.every((row) => rowHolds(row, document)));
}

/** Which of so many shards holds a term. */
export function shardOf(term, shards) {
  let value = 0x811c9dc5;
  for (let at = 0; at < term.length; at += 1) value = Math.imul(value ^ term.charCodeAt(at), 0x01000193);
  value >>>= 0;
  return ((value ^ (value >>> 15)) >>> 0) % shards;
}

/** Read a column of places, one a document, all of the same width. */
export function readPlaces(text, size) {
  const column = new Reader(text);
  const width = size ? text.length / size : 0;
  return Int32Array.from({ length: size }, () => {
    let place = 0;
    for (let digit = 0; digit < width; digit += 1) place = place * 90 + column.symbol();
    return place;
  });
}
