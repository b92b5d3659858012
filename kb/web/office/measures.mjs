// Say in which size words fit on a slide, as kb/publish/exports/slides/measures.py does.
import LAYOUT from "../../publish/exports/slides/layout.json";

export { LAYOUT };

const POINTS = 72;
/** Height of a line of Chinese, and what stands between paragraphs, by the size of its type. */
const LINE = 1.4;
const BETWEEN = 0.4;
/** Margins within a cell of a table, in inches. */
const CELL = [0.2, 0.1];
/** Signs as wide as a Chinese one although they stand before them, and the width of others. */
const WIDE = "“”‘’…—";
const LAST_NARROW = 0x2e80;
const NARROW = 0.56;

/** How wide words are, counted in Chinese signs. @param {string} text */
const widthOf = (text) => [...text].reduce((sum, sign) => sum + (/** @type {number} */ (sign.codePointAt(0)) > LAST_NARROW || WIDE.includes(sign) ? 1 : NARROW), 0);

/** A line ends before what does not fit and never begins with a full stop, which costs a sign. @param {number} width @param {number} size @param {number} room */
const linesOf = (width, size, room) => Math.max(1, Math.ceil(width / Math.max(1, (room * POINTS) / size - 1)));

/**
 * The largest size in which paragraphs fit into a room; else the smallest.
 *
 * @param {string[]} paragraphs
 * @param {number[]} room Left, top, width and height in inches.
 * @param {number[]} sizes
 */
export function sizeFor(paragraphs, [, , width, height], sizes) {
  const widths = paragraphs.map(widthOf);
  const fits = (/** @type {number} */ size) => {
    const lines = widths.reduce((sum, one) => sum + linesOf(one, size, width), 0);
    return (size * (lines * LINE + (widths.length - 1) * BETWEEN)) / POINTS <= height;
  };
  return sizes.find(fits) || sizes[sizes.length - 1];
}

/** How high each row of a table is. @param {string[][]} rows @param {number[]} columns @param {number} size */
export const rowHeights = (rows, columns, size) =>
  rows.map((row) => CELL[1] + ((size * LINE) / POINTS) * Math.max(...row.map((text, at) => linesOf(widthOf(text), size, columns[at] - CELL[0]))));

/** The largest size in which a table is no higher than this; else the smallest. @param {string[][]} rows @param {number[]} columns @param {number} height @param {number[]} sizes */
export const tableSize = (rows, columns, height, sizes) =>
  sizes.find((size) => rowHeights(rows, columns, size).reduce((sum, one) => sum + one, 0) <= height) || sizes[sizes.length - 1];
