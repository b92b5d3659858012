// Show a comparison as one table: a column a case, on a phone a card a row. Differences are said in words.
import { element } from "../lib/element.mjs";
import { evidenceLadder } from "../case/evidence.mjs";
import { shortTitle } from "../case/payload.mjs";
import { DIFFERENT, PARTLY, SAME, UNKNOWN } from "./differences.mjs";

/**
 * @import { Item, Row } from "./differences.mjs"
 * @typedef {import("../case/types").Case & { address: string }} Shown
 */

/** @type {Record<string, string>} */
const STATE_WORDS = { [DIFFERENT]: "不同", [SAME]: "相同", [PARTLY]: "有的未知", [UNKNOWN]: "都未知" };

/** A column is for comparing; whoever wants every claim reads the case. */
const CLAIMS = 4;

const unknown = () => element("span", { class: "kb-unknown" }, "未知");

/** The small mark behind a statement: which source, and where in it. @param {Item} item @param {Shown} one */
function mark({ note = 0, locator }, { sources, address }) {
  const source = sources[note - 1];
  const said = locator ? `${source.title}，${locator}` : source.title;
  const link = { href: `${address}#source-${source.id}`, "data-locator": locator || "", "aria-label": `来源 ${note}：${said}` };
  return element("sup", { class: "kb-mark" }, element("a", link, String(note)));
}

/** @param {Item} item @param {Row} row @param {Shown} one @param {string} root */
function words(item, { folder, kind }, one, root) {
  if (kind === "level") {
    return element("div", null, evidenceLadder(item.level || 0, item.words), element("p", { class: "kb-compare-more" }, item.more));
  }
  if (kind === "sources") return [`[${item.number}] ${item.words} `, element("span", { class: "kb-tier" }, item.tier)];
  const label = folder ? element("a", { href: `${root}${folder}/${encodeURIComponent(item.value || "")}.html` }, item.words) : item.words;
  return [
    item.own ? element("strong", { class: "kb-compare-own" }, label) : label,
    item.note ? mark(item, one) : null,
    kind === "statements" && !item.note && [" ", element("span", { class: "kb-analysis-tag" }, "编者分析")],
    item.asOf && element("span", { class: "kb-asof" }, `（截至 ${item.asOf}）`),
  ];
}

/** @param {Item[]} items @param {Row} row @param {Shown} one @param {string} root */
function cellOf(items, row, one, root) {
  return element("td", { "data-label": shortTitle(one.facts.title) }, bodyOf(items, row, one, root));
}

/** @param {Item[]} items @param {Row} row @param {Shown} one @param {string} root */
function bodyOf(items, row, one, root) {
  if (row.kind === "gaps") return items.map((item) => item.words).join("、") || "都说了";
  if (!items.length) return unknown();
  const shown = row.kind === "claims" ? items.slice(0, CLAIMS) : items;
  const said = shown.map((item) => [words(item, row, one, root)].flat(3));
  if (shown.length < items.length) said.push([element("a", { href: `${one.address}#claims` }, `全部 ${items.length} 条`)]);
  return said.length === 1 ? element("div", null, ...said[0]) : element("ul", null, said.map((parts) => element("li", null, ...parts)));
}

/** @param {Row} row @param {Shown[]} cases @param {string} root */
function rowOf(row, cases, root) {
  const { name, state } = row;
  return element(
    "tr",
    { class: state && `kb-compare-${state}` },
    element("th", { scope: "row" }, name, state && element("span", { class: "kb-compare-state" }, STATE_WORDS[state])),
    row.cells.map((items, at) => cellOf(items, row, cases[at], root)),
  );
}

/** @param {Shown} one @param {(id: string) => void} onRemove */
function headOf(one, onRemove) {
  return element(
    "th",
    { scope: "col" },
    element("a", { href: one.address }, one.facts.title),
    element(
      "button",
      { type: "button", class: "kb-compare-remove", "aria-label": `移除 ${one.facts.title}`, on: { click: () => onRemove(one.id) } },
      "移除",
    ),
  );
}

/**
 * Make the table of these groups of rows.
 *
 * @param {Shown[]} cases
 * @param {{ title: string, rows: Row[] }[]} groups
 * @param {string} root
 * @param {(id: string) => void} onRemove Called to take a case away.
 */
export function comparisonTable(cases, groups, root, onRemove) {
  const width = cases.length + 1;
  return element(
    "table",
    { class: "kb-compare-table" },
    element("caption", { class: "kb-sr" }, `${cases.length} 个案例对比`),
    element("thead", null, element("tr", null, element("td", null), cases.map((one) => headOf(one, onRemove)))),
    groups.map(({ title, rows }) =>
      element(
        "tbody",
        null,
        element("tr", { class: "kb-compare-group" }, element("th", { colspan: width, scope: "rowgroup" }, title)),
        rows.map((row) => rowOf(row, cases, root)),
      ),
    ),
  );
}
