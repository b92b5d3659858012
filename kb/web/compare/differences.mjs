// Lay cases side by side as rows, and say for each row whether the cases agree. Knows nothing of pages.

/**
 * @import { Case, Statement, Term } from "../case/types"
 * @typedef {"text" | "labels" | "statements" | "level" | "amount" | "division"} Kind
 * @typedef {{ key: string, label: string, kind: Kind, compared: boolean, folder: string }} Fact  a row of kb/publish/view/facts.py
 * @typedef {{ words: string, value?: string, note?: number, locator?: string | null, asOf?: string | null, level?: number, more?: string, tier?: string, number?: number, own?: boolean }} Item
 * @typedef {{ name: string, kind: string, folder: string, state: string | null, cells: Item[][] }} Row
 * @typedef {{ title: string, part: string, rows: Row[], untold: string[] }} Group `untold` names the rows of which no case says anything.
 */

import { adviceOf, firstSentence } from "../case/payload.mjs";

/** What a row says of its cells: they agree, they differ, some say nothing, none says anything. */
export const SAME = "same";
export const DIFFERENT = "different";
export const PARTLY = "partly";
export const UNKNOWN = "unknown";

/** How the cases of one row stand to each other. @param {Item[][]} cells */
function stateOf(cells) {
  const known = cells.filter((cell) => cell.length);
  if (!known.length) return UNKNOWN;
  const forms = new Set(known.map((cell) => cell.map(({ words }) => words).sort().join("\n")));
  if (forms.size > 1) return DIFFERENT;
  return known.length < cells.length ? PARTLY : SAME;
}

/** Mark in each cell what some other case does not have, where two or more cases say something. @param {Item[][]} cells */
function marked(cells) {
  const known = cells.filter((cell) => cell.length);
  if (known.length < 2) return cells;
  const everywhere = (/** @type {string} */ words) => known.every((cell) => cell.some((item) => item.words === words));
  return cells.map((cell) => cell.map((item) => ({ ...item, own: !everywhere(item.words) })));
}

/**
 * Rows of controlled values are compared; rows of free text always differ and only show what is unknown.
 *
 * @param {string} name @param {Item[][]} cells @param {{ compared?: boolean, folder?: string, kind?: string }} [about]
 * @returns {Row}
 */
function row(name, cells, { compared = false, folder = "", kind = "" } = {}) {
  const state = compared ? stateOf(cells) : cells.every((cell) => !cell.length) ? UNKNOWN : null;
  return { name, kind, folder, state, cells: compared ? marked(cells) : cells };
}

/** What a fact of each kind puts into a cell. @type {Record<Kind, (value: any) => Item[]>} */
const READERS = {
  text: (words) => [{ words: String(words) }],
  division: (words) => [{ words }],
  labels: (/** @type {Term[]} */ terms) => terms.map(([value, words]) => ({ value, words })),
  statements: (/** @type {Statement[]} */ statements) =>
    statements.map(([words, note, locator, asOf]) => ({ words, note, locator, asOf })),
  level: ({ level, label, definition }) => [{ words: label, level, more: definition }],
  amount: ({ amount, note, number, locator }) => [{ words: [amount, note].filter(Boolean).join(" "), note: number, locator }],
};

/** Whether a practice goes on is known as of a day. @param {string} key @param {Case} one */
const asOf = (key, { facts }) => (key === "practice.status" ? { asOf: `截至 ${facts["practice.as_of"]}` } : {});

/** @param {Fact} fact @param {Case[]} cases */
function factRow({ key, label, kind, compared, folder }, cases) {
  const cells = cases.map((one) => (key in one.facts ? READERS[kind](one.facts[key]).map((item) => ({ ...item, ...asOf(key, one) })) : []));
  return row(label, cells, { compared, folder, kind: key === "claims" || key === "summary" ? key : kind });
}

/** A heading over its rows; those of which no case says anything are only named. @param {string} title @param {string} part @param {Row[]} rows @returns {Group} */
function group(title, part, rows) {
  const untold = rows.filter(({ state }) => state === UNKNOWN).map(({ name }) => name);
  return { title, part, rows: rows.filter(({ state }) => state !== UNKNOWN), untold };
}

/** What editors say should be settled first, each by its first sentence. @param {Case} one @returns {Item[]} */
const settled = (one) => adviceOf(one).map((words) => ({ words: firstSentence(words) }));

/**
 * The whole comparison: what they did, who pays, what to settle first, the evidence, and last the tags.
 *
 * @param {Case[]} cases
 * @param {{ title: string, part: string, facts: Fact[] }[]} groups
 * @returns {Group[]}
 */
export function comparisonOf(cases, groups) {
  /** @param {string} name @param {(one: Case) => Item[]} read */
  const rest = (name, read, kind = "") => row(name, cases.map(read), { kind });
  const told = groups.map(({ title, part, facts }) => group(title, part, facts.map((fact) => factRow(fact, cases))));
  const first = told.findIndex(({ part }) => part === "mechanism") + 1;
  return [
    ...told.slice(0, first),
    group("想学，先想好什么", "settle", [rest("编者的话", settled, "settle")]),
    ...told.slice(first, -1),
    group("还想知道", "gaps", [
      rest("信息完整度", ({ known, total }) => [{ words: `${known}/${total}` }]),
      rest("来源没有写的", ({ gaps }) => gaps.map((words) => ({ words })), "gaps"),
      rest("来源", ({ sources }) => sources.map(({ title, tier }, at) => ({ words: title, number: at + 1, tier })), "sources"),
      rest("审核", ({ facts }) => [{ words: `${facts["review.status"]}（${facts["review.date"]}）` }]),
    ]),
    ...told.slice(-1),
  ];
}
