// Read a zip: its list of entries, and one entry at a time, counting while it is unpacked.

/** @typedef {import("./types").Entry} Entry */

const END = 0x06054b50;
const LISTED = 0x02014b50;
const LOCAL = 0x04034b50;
const END_SIZE = 22;
const LONGEST_COMMENT = 0xffff;
const STORED = 0;
const DEFLATED = 8;

/** What is wrong with a zip. */
export class BadZip extends Error {}

/** Tell whether this browser can unpack what a zip holds. */
export function canUnpack() {
  try {
    return Boolean(new DecompressionStream("deflate-raw"));
  } catch {
    return false;
  }
}

/** Return the entries of a zip as its directory lists them. @param {Uint8Array} data @returns {Entry[]} */
export function entriesOf(data) {
  const view = viewOf(data);
  const usual = data.length - END_SIZE;
  const first = Math.max(0, usual - LONGEST_COMMENT);
  // Behind it stands at most a comment, which may hold the same sign.
  let end = usual >= 0 && view.getUint16(usual + 20, true) === 0 ? usual : data.length - 4;
  while (end >= first && view.getUint32(end, true) !== END) end -= 1;
  if (end < first || end > usual) throw new BadZip("no directory");
  const count = view.getUint16(end + 10, true);
  const size = view.getUint32(end + 12, true);
  // What was put before a zip moves its directory.
  let at = end - size;
  const shift = at - view.getUint32(end + 16, true);
  if (at < 0 || shift < 0) throw new BadZip("directory outside");
  /** @type {Entry[]} */
  const entries = [];
  for (let place = 0; place < count; place += 1) {
    if (at + 46 > end || view.getUint32(at, true) !== LISTED) throw new BadZip("directory broken");
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
    entries.push({
      name: new TextDecoder("utf-8").decode(data.subarray(at + 46, at + 46 + nameLength)).split("\0")[0],
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true) + shift,
    });
    at += 46 + nameLength + extra + comment;
  }
  return entries;
}

/**
 * Promise the bytes of an entry: exactly as many as its directory says, or it is broken.
 * @param {Uint8Array} data @param {Entry} entry @returns {Promise<Uint8Array>}
 */
export async function unpack(data, { offset, packed, size, method, crc }) {
  const view = viewOf(data);
  if (offset + 30 > data.length || view.getUint32(offset, true) !== LOCAL) throw new BadZip("entry outside");
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  const inside = data.subarray(start, start + packed);
  if (inside.length < packed || ![STORED, DEFLATED].includes(method)) throw new BadZip("entry broken");
  const whole = method === STORED ? inside : await inflated(inside, size);
  if (whole.length !== size || crcOf(whole) !== crc) throw new BadZip("entry changed");
  return whole;
}

/** @param {Uint8Array} packed @param {number} most @returns {Promise<Uint8Array>} */
async function inflated(packed, most) {
  const whole = new Uint8Array(most);
  let length = 0;
  const stream = new Blob([/** @type {Uint8Array<ArrayBuffer>} */ (packed)]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const reader = stream.getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      // A bomb says that it is small.
      if (length + part.value.length > most) throw new BadZip("larger than it says");
      whole.set(part.value, length);
      length += part.value.length;
    }
  } catch (error) {
    reader.cancel().catch(() => undefined);
    throw error instanceof BadZip ? error : new BadZip("packed badly");
  }
  return whole.subarray(0, length);
}

/** @param {Uint8Array} data */
const viewOf = (data) => new DataView(data.buffer, data.byteOffset, data.byteLength);

const TABLE = Uint32Array.from({ length: 256 }, (_, number) => {
  let value = number;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** @param {Uint8Array} data */
function crcOf(data) {
  let crc = 0xffffffff;
  for (const byte of data) crc = (crc >>> 8) ^ TABLE[(crc ^ byte) & 0xff];
  return (crc ^ 0xffffffff) >>> 0;
}
