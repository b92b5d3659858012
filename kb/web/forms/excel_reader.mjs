// Read the sheets of an Excel file: values only, as people see them, by kb/publish/forms/excel_reader.py.

import { Refusal, refusal, told } from "./refusal.mjs";
import { UNSOLVED, cellText, letters, numbersOf, stylesOf } from "./excel_values.mjs";
import { readSheets } from "./sheets.mjs";
import { all, below } from "./xml_tree.mjs";

/** @typedef {import("./types").Sheet} Sheet */
/** @typedef {import("./types").Tree} Tree */
/** @typedef {import("./excel_values.mjs").Book} Book */

const WORKBOOK = "xl/workbook.xml";
const ON = ["1", "true"];
const RANGE = /^\$?([A-Z]{1,3})\$?([0-9]{1,7}):\$?([A-Z]{1,3})\$?([0-9]{1,7})$/;
/** How WPS keeps a picture in a cell. */
const PICTURE = /^=?(_xlfn\.)?DISPIMG\(/;
const ADDRESS = /^\$?[A-Z]{1,3}\$?[0-9]{1,7}$/i;
/** So many cells are named. */
const NAMED = 10;

/** Return the cases that the file holds. @param {import("./vetting.mjs").Package} file @returns {import("./types").ReadFile} */
export function readExcel(file) {
  let sheets;
  try {
    sheets = sheetsOf(file);
  } catch (error) {
    throw error instanceof Refusal ? error : refusal(file.form, "damaged.inside", { program: "Excel", kind: ".xlsx" });
  }
  const read = readSheets(sheets, file.form);
  return { forms: read.forms, leftOut: [...file.leftOut, ...hiddenSheets(file), ...read.leftOut] };
}

/** @param {import("./vetting.mjs").Package} file */
function hiddenSheets({ trees, form }) {
  const sheets = [...all(/** @type {Tree} */ (trees.get(WORKBOOK)), "s:sheet")].filter(({ at }) => isHidden(at));
  const hidden = form.sheets.filter((title) => sheets.some(({ at }) => at.name === title));
  return hidden.map((title) => told(form, "left.sheet", { sheet: told(form, "place.sheet", { name: title }) }));
}

/** @param {Tree["at"]} at */
const isHidden = (at) => (at.state || "visible") !== "visible";

/** @param {import("./vetting.mjs").Package} file @returns {Sheet[]} */
function sheetsOf(file) {
  const workbook = file.trees.get(WORKBOOK);
  const relations = file.relations(WORKBOOK);
  if (!workbook || !relations.size) throw new SyntaxError("no workbook");
  const part = (/** @type {string} */ kind) => {
    const found = [...relations.values()].find((one) => one.kind === kind);
    return found && file.trees.get(found.target);
  };
  const about = below(workbook, "s:workbookPr");
  const strings = part("sharedStrings");
  /** @type {Book} */
  const book = {
    strings: strings ? strings.kids.filter(({ tag }) => tag === "s:si").map((one) => stringOf(one).replace(/x005F_/g, "")) : [],
    styles: stylesOf(part("styles")),
    is1904: Boolean(about && ON.includes(about.at.date1904)),
    errors: file.form.errors,
  };
  /** @type {Sheet[]} */
  const found = [];
  const sheets = [...all(workbook, "s:sheet")].map(({ at }) => at);
  if (new Set(sheets.map(({ name }) => name)).size < sheets.length) throw new RangeError("two sheets of one name");
  for (const at of sheets.filter((one) => !isHidden(one))) {
    const relation = relations.get(at["r:id"]);
    const tree = relation && file.trees.get(relation.target);
    if (tree) found.push(sheetOf(tree, at.name || "", book, file.form));
  }
  return found;
}

/** @param {Tree} tree @param {string} title @param {Book} book @param {import("./types").FormPayload} form @returns {Sheet} */
function sheetOf(tree, title, book, form) {
  const { rows, columns } = form.limits;
  const name = told(form, "place.sheet", { name: title });
  /** @type {Sheet} */
  const sheet = { name, title, cells: new Map(), hidden: [], leftOut: [], epoch: book.is1904 ? 1904 : 1900, isLettered: true };
  const data = below(tree, "s:sheetData");
  /** @type {string[]} */
  const unsolved = [];
  let number = 0;
  for (const row of data ? data.kids.filter(({ tag }) => tag === "s:row") : []) {
    const next = row.at.r ? Number(row.at.r) : number + 1;
    if (!(next > number)) throw new RangeError("rows out of order");
    number = next;
    if (number > rows + 10) break;
    /** @type {Map<number, string>} */
    const cells = new Map();
    let column = 0;
    for (const cell of row.kids) {
      if (cell.at.r && !ADDRESS.test(cell.at.r)) throw new RangeError("no such cell");
      column = cell.at.r ? numbersOf(cell.at.r.replace(/[0-9$]/g, "")) : column + 1;
      const text = column > columns ? "" : cellText(cell, book, stringOf);
      if (text === UNSOLVED) unsolved.push(`${letters(column)}${number}`);
      else if (PICTURE.test(text)) sheet.leftOut.push(told(form, "left.cell", { place: `${name}${letters(column)}${number}` }));
      else if (text) cells.set(column, text);
    }
    if (cells.size) sheet.cells.set(number, cells);
    if (cells.size && ON.includes(row.at.hidden)) sheet.hidden.push(number);
  }
  if (unsolved.length) {
    const cells = unsolved.slice(0, NAMED).join("、") + (unsolved.length > NAMED ? "……" : "");
    sheet.leftOut.push(told(form, "left.formula", { sheet: name, cells }));
  }
  if (sheet.cells.size > rows) throw refusal(form, "rows", { sheet: name, most: rows });
  spread(tree, sheet, form.limits);
  return sheet;
}

/** Let merged cells say what their top row says, where a row says something of its own: a merged cell makes no case. @param {Tree} tree @param {Sheet} sheet @param {import("./types").FormPayload["limits"]} limits */
function spread(tree, { cells }, limits) {
  const merged = below(tree, "s:mergeCells");
  for (const { at } of (merged ? merged.kids : []).slice(0, limits.merged)) {
    const [, first, top, , bottom] = RANGE.exec((at.ref || "").toUpperCase()) || [];
    if (!first && !ADDRESS.test(at.ref || "")) throw new RangeError("no such cells");
    const column = first ? numbersOf(first) : 0;
    const row = cells.get(Number(top));
    const words = row && row.get(column);
    for (let line = Number(top) + 1; words && line <= Math.min(Number(bottom), limits.rows); line += 1) {
      const other = cells.get(line);
      const hasOwn = other && [...other.keys()].some((each) => each !== 1 && each !== column);
      if (other && hasOwn && !other.has(column)) other.set(column, words);
    }
  }
}

/** Return the words of a string with or without formats; how they are read aloud is left out. @param {Tree} tree */
function stringOf(tree) {
  const words = (/** @type {Tree | undefined} */ one) => (one ? one.text : "");
  return words(below(tree, "s:t")) + tree.kids.filter(({ tag }) => tag === "s:r").map((run) => words(below(run, "s:t"))).join("");
}
