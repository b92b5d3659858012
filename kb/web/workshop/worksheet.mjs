// The worksheet «我校能不能做»: what a school would need, and what has to be settled before it begins.
/**
 * @import { Case, Statement } from "../case/types"
 * @import { Parts } from "./parts.mjs"
 */
import { element } from "../lib/element.mjs";
import { conditionParts, el, qrOf, sourceLine, whoOf } from "./parts.mjs";

const HAVE = ["有", "没有", "不清楚", "谁去问、何时答复"];
const DECIDED = ["已定（写在这里）", "未定", "问谁"];
/** Answers that are ticked; the others are written. */
const TICKED = new Set(["有", "没有", "不清楚", "未定"]);
/** Of what sources leave open, that which must be settled before anything is signed. */
const TO_SETTLE = ["谁投资", "谁建设", "谁运营", "归谁所有", "谁付费", "合作期限", "费用"];
const VERDICTS = ["现在就能试", "补上缺的再试", "换一种做法", "不适合我们"];

/** @param {string} kind @param {string} title @param {string[]} answers @param {[title: string, rows: Parts[]][]} groups */
function checklist(kind, title, answers, groups) {
  const box = (/** @type {string} */ answer) => (TICKED.has(answer) ? el("td.kp-box", "□") : el("td"));
  const row = (/** @type {Parts} */ said) => el("tr", el("td", said), answers.map(box));
  const wide = (/** @type {HTMLElement} */ cell) => {
    cell.setAttribute("colspan", String(answers.length + 1));
    return el("tr", cell);
  };
  const none = () => wide(el("td.kp-unknown", "案例没有列出，不等于没有"));
  return el(
    `table.kp-check.${kind}`,
    el("thead", el("tr", [title, ...answers].map((name) => element("th", { scope: "col" }, name)))),
    groups.map(([name, rows]) => {
      const head = wide(element("th", { scope: "rowgroup" }, name));
      head.classList.add("kp-group");
      return el("tbody", head, rows.length ? rows.map(row) : none());
    }),
  );
}

/** The worksheet of one case. @param {Case} one @param {string} site The address of the library. */
export function worksheetOf(one, site) {
  /** @param {Statement[] | undefined} items */
  const conditions = (items) => (items || []).map((item) => conditionParts(one, item));
  const { title, prerequisites, constraints } = one.facts;
  const open = one.gaps.filter((gap) => TO_SETTLE.includes(gap));
  return el(
    "div.kp-work",
    el("header.kp-head", el("div", el("p.kp-library", "我校能不能做"), el("h2", title), el("p.kp-who", whoOf(one))), qrOf(one)),
    el("p.kp-lead", "逐条打勾。没有来源标记的条目是编者分析，您可以划掉重写。"),
    checklist("kp-have", "要有什么", HAVE, [
      ["前提条件", conditions(prerequisites)],
      ["我校自己的条件", ["", ""]],
    ]),
    checklist("kp-decide", "要定什么", DECIDED, [
      ["要防的事，怎么防", conditions(constraints)],
      ["来源没有写，动手前要先定好", open],
    ]),
    el("p.kp-verdict", "结论：", VERDICTS.map((words) => el("span", `□ ${words}`))),
    el("p.kp-verdict", "理由："),
    el("div.kp-lines"),
    sourceLine(one, site),
  );
}
