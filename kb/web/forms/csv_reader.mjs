// Read a sheet of the Excel form that was saved as CSV, as kb/publish/forms/csv_reader.py does.

import { refusal } from "./refusal.mjs";
import { readSheets } from "./sheets.mjs";

/** @typedef {import("./types").FormPayload} FormPayload */

const BOMS = [["\xef\xbb\xbf", "utf-8"], ["\xff\xfe", "utf-16le"], ["\xfe\xff", "utf-16be"]];
/** An Excel file, new or old. */
const EXCEL = /^(PK\x03\x04|\xd0\xcf\x11\xe0)/;
/** So much tells how a file is encoded, and which sign stands between its cells. */
const LOOKED_AT = 2000;
const FIRST_LINE = 5000;

/** Return the cases of a file. @param {Uint8Array} data @param {FormPayload} form @returns {import("./types").ReadFile} */
export function readCsv(data, form) {
  const begun = latin(data.subarray(0, LOOKED_AT));
  if (EXCEL.test(begun)) throw refusal(form, "csv.excel");
  const text = decoded(data, begun, form);
  if (!text.trim()) throw refusal(form, "empty");
  /** @type {import("./types").Sheet} */
  const sheet = { name: "", title: "", cells: new Map(), hidden: [], leftOut: [], epoch: 1900, isLettered: false };
  for (const [place, row] of rowsOf(text, form).entries()) {
    const filled = row.map((value, column) => /** @type {[number, string]} */ ([column + 1, value])).filter(([, value]) => value.trim());
    if (filled.length) sheet.cells.set(place + 1, new Map(filled));
  }
  return readSheets([sheet], form);
}

/** @param {Uint8Array} data @param {string} begun @param {FormPayload} form */
function decoded(data, begun, form) {
  const [, marked = ""] = BOMS.find(([mark]) => begun.startsWith(mark)) || [];
  const count = (/** @type {string} */ signs) => latin(data).split(signs).length;
  const wide = begun.includes("\0") ? (count(",\0") > count("\0,") ? "utf-16le" : "utf-16be") : "";
  const own = marked || wide;
  for (const encoding of own ? [own] : ["utf-8", "gb18030"]) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(data);
      if (!text.includes("\0")) return text;
    } catch {
      // Then it is the next one.
    }
  }
  throw refusal(form, "csv.encoding");
}

/** Return the cells of each row; lines may break within quotation marks. @param {string} text @param {FormPayload} form */
function rowsOf(text, form) {
  const { rows: most, cell: longest } = form.limits;
  const end = text.slice(0, FIRST_LINE).indexOf("\n");
  const first = text.slice(0, end);
  const [between] = [",", "\t", ";"].sort((one, other) => first.split(other).length - first.split(one).length);
  const plain = new RegExp(`[^${between}\r\n]*`, "y");
  /** @type {string[][]} */
  const rows = [];
  for (let at = 0; at < text.length; ) {
    /** @type {string[]} */
    const row = [];
    for (let isOpen = true; isOpen; ) {
      let value = "";
      if (text[at] === '"') {
        const quoted = /[^"]*(?:""[^"]*)*/y;
        quoted.lastIndex = at + 1;
        [value] = /** @type {RegExpExecArray} */ (quoted.exec(text));
        at += value.length + 2;
        value = value.replace(/""/g, '"');
      }
      plain.lastIndex = Math.min(at, text.length);
      const [rest] = /** @type {RegExpExecArray} */ (plain.exec(text));
      value += rest;
      at += rest.length;
      if (value.length > longest) throw refusal(form, "csv.quotes");
      row.push(value);
      isOpen = text[at] === between;
      if (isOpen) at += 1;
    }
    at += text[at] === "\r" && text[at + 1] === "\n" ? 2 : 1;
    rows.push(row);
    if (rows.length > most) throw refusal(form, "rows", { sheet: "文件", most });
  }
  return rows;
}

/** @param {Uint8Array} bytes */
const latin = (bytes) => new TextDecoder("latin1").decode(bytes);
