// Show a comparison as one table: a column a case, on a phone a card a row. Differences are said in words.
import { element } from "../lib/element.mjs";
import { evidenceLadder } from "../case/evidence.mjs";
import { shortTitle } from "../case/payload.mjs";
import { DIFFERENT, PARTLY, SAME } from "./differences.mjs";

/**
 * @import { Group, Item, Row } from "./differences.mjs"
 * @typedef {import("../case/types").Case & { address: string }} Shown
 */

/** @type {Record<string, string>} */
const STATE_WORDS = { [DIFFERENT]: "不同", [SAME]: "相同", [PARTLY]: "部分未知" };

/** So many of a list are seen at once; the rest opens on a press, and is on paper. @type {Record<string, number>} */
const SHOWN = { claims: 3, settle: 4, statements: 2, sources: 2 };

/** What has no room beside a case's name in a narrow window. */
const LONG = ["summary", "settle", "claims", "statements", "gaps", "sources"];
/** Tags sort cases and say little about them: they are not marked. */
const UNMARKED = "situation";
/** In a narrow window these open on a press. */
const FOLDED = ["conditions", "gaps", UNMARKED];
const narrow = matchMedia("(max-width: 44.99em)");

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
    item.asOf && element("span", { class: "kb-asof" }, `（${item.asOf}）`),
  ];
}

/** The shortest names that tell these cases apart: what stands before a quotation, or before the colon. @param {Shown[]} cases */
function namesOf(cases) {
  const short = cases.map(({ facts }) => shortTitle(facts.title));
  const shorter = short.map((title) => title.split("“")[0].trim() || title);
  return new Set(shorter).size === cases.length ? shorter : short;
}

/** @param {Item[]} items @param {Row} row @param {Shown} one @param {string} root */
function bodyOf(items, row, one, root) {
  if (row.kind === "gaps") return items.map((item) => item.words).join("、") || "都写了";
  if (!items.length) return unknown();
  const said = items.map((item) => [words(item, row, one, root)].flat(3));
  if (row.kind === "labels") return element("div", null, ...said.flatMap((parts, at) => (at ? ["、", ...parts] : parts)));
  if (said.length === 1) return element("div", null, ...said[0]);
  const most = SHOWN[row.kind] || said.length;
  const list = element("ul", null, said.map((parts, at) => element("li", { class: at < most ? null : "kb-compare-rest" }, ...parts)));
  return most < said.length ? [list, restButton(list, said.length)] : list;
}

/** What shows all of a list, and its first lines again. @param {HTMLElement} list @param {number} length */
function restButton(list, length) {
  const press = () => {
    const isWhole = list.classList.toggle("kb-compare-whole");
    button.setAttribute("aria-expanded", String(isWhole));
    button.textContent = isWhole ? "收起" : `全部 ${length} 条`;
  };
  const button = element("button", { type: "button", class: "kb-compare-all", "aria-expanded": "false", on: { click: press } }, `全部 ${length} 条`);
  return button;
}

/** @param {Row} row @param {Shown[]} cases @param {string} root @param {boolean} isMarked */
function rowOf(row, cases, root, isMarked) {
  const { name, state, kind } = row;
  const labels = namesOf(cases);
  const names = [state && `kb-compare-${state}`, isMarked && state && "kb-compare-marked", LONG.includes(kind) && "kb-compare-long"].filter(Boolean);
  const shown = isMarked ? row : { ...row, cells: row.cells.map((cell) => cell.map((item) => ({ ...item, own: false }))) };
  return element(
    "tr",
    { class: names.join(" ") || null },
    element("th", { scope: "row" }, name, isMarked && state && element("span", { class: "kb-compare-state" }, STATE_WORDS[state])),
    shown.cells.map((items, at) => element("td", { "data-label": labels[at] }, bodyOf(items, shown, cases[at], root))),
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

/** What opens and shuts a group in a narrow window. @param {string} title @param {HTMLElement} body */
function foldingTitle(title, body) {
  const press = () => button.setAttribute("aria-expanded", String(!body.classList.toggle("kb-compare-folded")));
  const button = element("button", { type: "button", class: "kb-compare-fold", "aria-expanded": "false", on: { click: press } }, title);
  body.classList.add("kb-compare-folded");
  return button;
}

/** @param {Group} group @param {Shown[]} cases @param {string} root */
function groupOf({ title, part, rows, untold }, cases, root) {
  const body = element("tbody", null);
  const across = { colspan: cases.length + 1 };
  const name = narrow.matches && FOLDED.includes(part) ? foldingTitle(title, body) : title;
  body.append(element("tr", { class: "kb-compare-group" }, element("th", { ...across, scope: "rowgroup" }, name)));
  body.append(...rows.map((row) => rowOf(row, cases, root, part !== UNMARKED)));
  if (untold.length) {
    const said = cases.length > 1 ? "来源都没有写" : "来源没有写";
    body.append(element("tr", { class: "kb-compare-untold" }, element("td", across, `${said}：${untold.join("、")}`)));
  }
  return body;
}

/**
 * Make the table of these groups of rows.
 *
 * @param {Shown[]} cases
 * @param {Group[]} groups
 * @param {string} root
 * @param {(id: string) => void} onRemove Called to take a case away.
 */
export function comparisonTable(cases, groups, root, onRemove) {
  return element(
    "table",
    { class: "kb-compare-table" },
    element("caption", { class: "kb-sr" }, `${cases.length} 个案例对比`),
    element("thead", null, element("tr", null, element("td", null), cases.map((one) => headOf(one, onRemove)))),
    groups.map((group) => groupOf(group, cases, root)),
  );
}
