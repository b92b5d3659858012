// Find cases and their tables on the sheets of a workbook, as kb/publish/forms/sheets.py does.

import { dayOf, letters } from "./excel_values.mjs";
import { byTitle, clean, isUnanswered, narrow, plainTitle, versionIn } from "./filled_form.mjs";
import { refusal, told } from "./refusal.mjs";

/** @typedef {import("./types").FormPayload} FormPayload */
/** @typedef {import("./types").Question} Question */
/** @typedef {import("./types").Row} Row */
/** @typedef {import("./types").Sheet} Sheet */
/** @typedef {{table: string, columns: Map<number, Question>, last: number}} Head  `last` is the last row above the answers. */
/** @typedef {{table: string, keys: Map<string, Question>, titles: Map<string, Question>}} Kind */

const CASES = "cases";
const SERIAL = /^([2-8][0-9]{4})(\.[0-9]+)?$/;

/** Return the cases of these sheets; tables belong to cases by number or by title. @param {Sheet[]} sheets @param {FormPayload} form @returns {import("./types").ReadFile} */
export function readSheets(sheets, form) {
  const kinds = [{ table: CASES, ...maps(form.questions) }, ...form.tables.map(({ key, columns }) => ({ table: key, ...maps(columns) }))];
  const heads = sheets.flatMap((sheet) => {
    const head = headOf(sheet, kinds, form);
    return head ? [{ sheet, head }] : [];
  });
  if (!heads.some(({ head }) => head.table === CASES)) throw refusal(form, "form.excel");
  const leftOut = heads.flatMap(({ sheet, head }) => [...sheet.leftOut, ...unreadIn(sheet, head, form)]);
  /** @type {Map<string, {table: string, of: string, row: Row}[]>} */
  const tables = new Map();
  for (const { sheet, head } of heads.filter((one) => one.head.table !== CASES)) {
    const listed = tables.get(head.table) || [];
    tables.set(head.table, listed.concat(rowsOf(sheet, head, form).map(({ first, row }) => ({ table: head.table, of: keyOf(first), row }))));
  }
  const claimed = new Set();
  const forms = heads.filter(({ head }) => head.table === CASES).flatMap(({ sheet, head }) =>
    rowsOf(sheet, head, form).map(({ first, row }, place) => {
      /** @type {Record<string, Row[]>} */
      const rows = {};
      const title = row.answers.title ? row.answers.title.text : "";
      for (const [table, listed] of tables) {
        const own = [...new Set([keyOf(first || String(place + 1)), keyOf(title)])].flatMap((key) => listed.filter(({ of }) => of === key));
        own.forEach((one) => claimed.add(one));
        if (own.length) rows[table] = own.map((one) => one.row);
      }
      return { place: row.place, answers: row.answers, rows };
    }),
  );
  const unclaimed = [...tables.values()].flat().filter((one) => !claimed.has(one));
  return { forms, leftOut: [...leftOut, ...unclaimed.map(({ row }) => told(form, "left.unclaimed", { place: row.place }))] };
}

/** @param {Question[]} questions */
const maps = (questions) => ({ keys: new Map(questions.map((question) => [question.key, question])), titles: byTitle(questions) });

/** Name columns and rows with words in them that are not read. @param {Sheet} sheet @param {Head} head @param {FormPayload} form @returns {string[]} */
function unreadIn(sheet, head, form) {
  const rows = sorted(sheet).filter((row) => row > head.last && !form.notRead.includes(firstIn(sheet, row, head)));
  const columns = [...cellsIn(sheet, head.last)].sort(([one], [other]) => one - other).flatMap(([column, text]) => {
    const title = clean(text).trim();
    const isNone = column === 1 || head.columns.has(column) || !title || title === form.remarks;
    if (isNone || !rows.some((row) => cellsIn(sheet, row).has(column))) return [];
    const place = sheet.isLettered ? `${sheet.name}${letters(column)}${head.last}` : sheet.name;
    return [told(form, "left.column", { place, title: title.split("\n")[0] })];
  });
  const hidden = rows.filter((row) => sheet.hidden.includes(row));
  const listed = hidden.slice(0, 10).join("、") + (hidden.length > 10 ? "……" : "");
  return hidden.length ? [...columns, told(form, "left.hidden", { sheet: sheet.name, rows: listed })] : columns;
}

/** Return what the first column says of a row, where it holds no answers. @param {Sheet} sheet @param {number} row @param {Head} head */
function firstIn(sheet, row, head) {
  return head.columns.has(1) ? "" : narrow(clean(cellsIn(sheet, row).get(1) || "")).trim();
}

/** Find the row of keys, or that of titles, near the top of a sheet. @param {Sheet} sheet @param {Kind[]} kinds @param {FormPayload} form @returns {Head | null} */
function headOf(sheet, kinds, form) {
  /** @type {Head | null} */
  let found = null;
  for (const row of sorted(sheet).slice(0, form.limits.top)) {
    const cells = new Map([...cellsIn(sheet, row)].map(([column, text]) => [column, clean(text).trim()]));
    for (const text of cells.values()) {
      const version = versionIn(form, text);
      if (version > form.version) throw refusal(form, "version", { version, own: form.version });
    }
    const { table, columns } = columnsIn(cells, kinds, form);
    const usual = table === CASES ? form.limits.least : 2;
    const isMarked = found || versionIn(form, cells.get(1) || "");
    const least = isMarked ? Math.min(usual, found ? found.columns.size : 1) : usual;
    const isHead = columns.size > 0 && columns.size >= least && (!found || table === found.table);
    if (isHead) found = { table, columns: new Map([...columns, ...(found ? found.columns : [])]), last: row };
    else if (found) break;
  }
  return found;
}

/** Return which table a row of heads belongs to, and what its columns hold, each once. @param {Map<number, string>} cells @param {Kind[]} kinds @param {FormPayload} form */
function columnsIn(cells, kinds, form) {
  const first = cells.get(1) || "";
  const mark = versionIn(form, first) ? /(\w+)$/.exec(first) : null;
  /** @type {{table: string, columns: Map<number, Question>}} */
  let best = { table: CASES, columns: new Map() };
  for (const { table, keys, titles } of kinds) {
    if (mark && mark[1] !== table) continue;
    /** @type {Map<number, Question>} */
    const columns = new Map();
    for (const [column, text] of cells) {
      const question = keys.get(text) || titles.get(plainTitle(text));
      if (question && ![...columns.values()].includes(question)) columns.set(column, question);
    }
    if (columns.size > best.columns.size) best = { table, columns };
  }
  return best;
}

/** Return the rows of answers, each with what its first column says: a number or a title. @param {Sheet} sheet @param {Head} head @param {FormPayload} form */
function rowsOf(sheet, head, form) {
  const rows = [];
  for (const number of sorted(sheet)) {
    const cells = cellsIn(sheet, number);
    const first = firstIn(sheet, number, head);
    if (number <= head.last || sheet.hidden.includes(number) || form.notRead.includes(first)) continue;
    const place = told(form, "place.row", { sheet: sheet.name, number });
    /** @type {Row["answers"]} */
    const answers = {};
    for (const [column, question] of head.columns) {
      let text = clean(cells.get(column) || "");
      const serial = question.kind === "date" && SERIAL.exec(text);
      if (serial) text = dayOf(Number(serial[1]), sheet.epoch === 1904);
      answers[question.key] = { text: isUnanswered(text, question) ? "" : text, place: sheet.isLettered ? `${sheet.name}${letters(column)}${number}` : `${place}“${question.title}”` };
    }
    if (Object.values(answers).some(({ text }) => text.trim())) rows.push({ first, row: { answers, place } });
  }
  return rows;
}

/** @param {Sheet} sheet */
const sorted = ({ cells }) => [...cells.keys()].sort((one, other) => one - other);

/** @param {Sheet} sheet @param {number} row @returns {Map<number, string>} */
const cellsIn = ({ cells }, row) => cells.get(row) || new Map();

/** @param {string} text */
const keyOf = (text) => narrow(text).replace(/\s+/g, "").replace(/\.0$/, "");
