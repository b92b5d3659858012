// Turn what a cell stores into what people see in it; formulas by the values that were stored with them.

import { below } from "./xml_tree.mjs";

/** @typedef {import("./types").Tree} Tree */
/**
 * @typedef {object} Book
 * @property {string[]} strings
 * @property {string[]} styles Formats of numbers by style.
 * @property {boolean} is1904
 * @property {string[]} errors
 */

/** @type {Record<string, string>} Formats of dates and times that are not written down. */
const BUILT_IN = { 14: "mm-dd-yy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss", 22: "m/d/yy h:mm", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mmss.0" };
/** What a cell comes to whose formula has no result. */
export const UNSOLVED = "\0";
const ISO_DAY = /^[0-9]{4}-[0-9]{2}-[0-9]{2}(T|$)/;
/** Excel keeps more figures than it shows. */
const FIGURES = 15;
const DAY_MS = 86_400_000;
/** The last day that has four digits for its year. */
const LAST_YEAR = 9999;

/** Return the formats of a book's styles. @param {Tree | undefined} styles */
export function stylesOf(styles) {
  const own = (styles && below(styles, "s:numFmts")) || { kids: [] };
  const formats = new Map(own.kids.map(({ at }) => [at.numFmtId, at.formatCode || ""]));
  const used = (styles && below(styles, "s:cellXfs")) || { kids: [] };
  return used.kids.map(({ at }) => formats.get(at.numFmtId) || BUILT_IN[at.numFmtId] || "");
}

/** @param {Tree} cell @param {Book} book @param {(tree: Tree) => string} stringOf */
export function cellText(cell, book, stringOf) {
  const kind = cell.at.t || "n";
  const inline = kind === "inlineStr" ? below(cell, "s:is") : null;
  const stored = below(cell, "s:v");
  const value = stored ? stored.text : "";
  if (inline) return known(stringOf(inline), book);
  // A formula that comes to no text at all has a result.
  if (!value || kind === "inlineStr") return below(cell, "s:f") && kind !== "str" ? UNSOLVED : "";
  switch (kind) {
    case "n":
      return numberText(value, book.styles[Number(cell.at.s || 0)] || "", book.is1904);
    case "s":
      if (book.strings[Number(value)] === undefined) throw new RangeError("no such string");
      return known(book.strings[Number(value)], book);
    case "b":
      return Number(value) ? "是" : "否";
    case "d":
      if (!ISO_DAY.test(value)) throw new SyntaxError("no date");
      return value.slice(0, 10);
    default:
      return known(value, book);
  }
}

/** Return a text with plain ends of lines: Excel writes those that other programs put in as _x000D_. @param {string} text @param {Book} book */
const known = (text, { errors }) => (errors.includes(text) ? UNSOLVED : text.replace(/_x000D_\n?/g, "\n"));

/** @param {string} value @param {string} format @param {boolean} is1904 */
function numberText(value, format, is1904) {
  if (!/^\s*[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?\s*$/.test(value)) throw new SyntaxError("no number");
  const [first] = format.split(";");
  const shown = first.replace(/".*?"|\[(?!hh?\]|mm?\]|ss?\])[^\]]*\]/g, "");
  if (!/(^|[^_\\])[dmhysDMHYS]/.test(shown)) return inFull(value);
  if (/\[(hh?|mm?|ss?)\]/i.test(first)) return clock(Number(value));
  return dayText(Number(value), format, is1904);
}

/** Return a date as exactly as its cell shows it: a month's first day stands for the month. @param {number} serial @param {string} format @param {boolean} is1904 */
function dayText(serial, format, is1904) {
  if (serial >= 0 && serial < 1) return clock(serial);
  const day = dayOf(serial, is1904);
  const shown = format.toLowerCase().replace(/"[^"]*"|\[[^\]]*\]|\\./g, "");
  if (shown.includes("d") || !shown.includes("y")) return day;
  return shown.includes("m") ? day.slice(0, 7) : day.slice(0, 4);
}

/** Return the day that Excel counts; nothing beyond what has four digits for its year. @param {number} serial @param {boolean} is1904 */
export function dayOf(serial, is1904) {
  const shift = !is1904 && serial > 0 && serial < 60 ? 1 : 0;
  const first = is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  const day = new Date(first + Math.round((serial + shift) * DAY_MS));
  const year = day.getUTCFullYear();
  return year >= 1000 && year <= LAST_YEAR ? day.toISOString().slice(0, 10) : "";
}

/** @param {number} days */
function clock(days) {
  const seconds = Math.round(days * 86_400);
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** Write a number without exponent, and no digit less. @param {string} value */
function inFull(value) {
  if (!Number.isFinite(Number(value))) return "";
  if (!/[.eE]/.test(value)) return value.trim().replace(/^\+/, "").replace(/^(-?)0+(?=[0-9])/, "$1");
  const [digits, exponent] = String(Number(Number(value).toPrecision(FIGURES))).split("e");
  if (!exponent) return digits;
  const [whole, part = ""] = digits.replace("-", "").split(".");
  const shift = Number(exponent);
  const sign = digits.startsWith("-") ? "-" : "";
  if (shift < 0) return `${sign}0.${"0".repeat(-shift - 1)}${whole}${part}`;
  return sign + whole + part.padEnd(shift, "0");
}

/** Return a column's letters. @param {number} column */
export function letters(column) {
  let text = "";
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) text = String.fromCharCode(65 + ((rest - 1) % 26)) + text;
  return text;
}

/** Return the number of a column. @param {string} column */
export function numbersOf(column) {
  return [...column.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}
