// Write the comparison as a table for spreadsheets: a row a property, a column a case.
import { cellsOf } from "./sheet.mjs";

/** Characters at the start of a cell that spreadsheets take for a formula. */
const FORMULA = /^\s*[=+\-@\t\r\n＝＋－＠]/;

/** @param {string} words */
function cell(words) {
  const safe = FORMULA.test(words) ? `'${words}` : words;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** The words of a comparison's cell. @param {string | HTMLElement} said */
const wordsOf = (said) => (typeof said === "string" ? said : said.textContent || "");

/**
 * The table as text; the mark at the start makes spreadsheets read it as UTF-8.
 *
 * @param {import("../case/types").Case[]} cases
 * @param {string} root
 */
export function csvText(cases, root) {
  const columns = cases.map((one) => cellsOf(one));
  const rows = [
    ["", ...cases.map(({ facts }) => facts.title)],
    ["摘要", ...cases.map(({ facts }) => facts.summary)],
    ...columns[0].map(([name], at) => [name, ...columns.map((cells) => wordsOf(cells[at][1]))]),
    ["页面", ...cases.map(({ id }) => `${root}cases/${id}.html`)],
  ];
  return `\ufeff${rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;
}

/** The table as a file. @param {import("../case/types").Case[]} cases @param {string} root */
export function comparisonCsv(cases, root) {
  return new Blob([csvText(cases, root)], { type: "text/csv;charset=utf-8" });
}
