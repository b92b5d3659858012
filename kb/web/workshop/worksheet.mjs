// The worksheet «我校能不能做»: what a school would need, what to beware of, what to ask first.
/**
 * @import { Case, Statement } from "../case/types"
 * @import { Parts } from "./parts.mjs"
 */
import { element } from "../lib/element.mjs";
import { conditionParts, el, qrOf, sourceLine, whoOf } from "./parts.mjs";

const ANSWERS = ["有", "没有", "不清楚"];
/** Of what sources leave open, that which must be settled before anything is signed. */
const TO_SETTLE = ["谁投资", "谁建设", "谁运营", "归谁所有", "谁付费", "合作期限", "费用"];
const VERDICTS = ["现在就能试", "补上缺的再试", "换一种做法", "不适合我们"];

/** @param {string} title @param {Parts[]} rows */
function group(title, rows) {
  const row = (/** @type {Parts} */ said) => el("tr", el("td", said), ANSWERS.map(() => el("td.kp-box", "□")), el("td"));
  const none = () => el("tr", element("td", { class: "kp-unknown", colspan: "5" }, "案例没有列出，不等于没有"));
  return el("tbody", el("tr.kp-group", element("th", { colspan: "5", scope: "rowgroup" }, title)), rows.length ? rows.map(row) : none());
}

/** The worksheet of one case. @param {Case} one @param {string} site The address of the library. */
export function worksheetOf(one, site) {
  /** @param {Statement[] | undefined} items */
  const conditions = (items) => (items || []).map((item) => conditionParts(one, item));
  const { title, prerequisites, constraints } = one.facts;
  return el(
    "div.kp-work",
    el("header.kp-head", el("div", el("h2", `我校能不能做：${title}`), el("p.kp-who", whoOf(one))), qrOf(one)),
    el("p.kp-lead", "逐条打勾；“不清楚”的，写下谁去问、什么时候答复。没有来源的条目是编者分析，您可以划掉重写。"),
    el(
      "table.kp-check",
      el("thead", el("tr", ["要有什么", ...ANSWERS, "谁去弄清，什么时候"].map((name) => element("th", { scope: "col" }, name)))),
      group("前提条件", conditions(prerequisites)),
      group("要防的事", conditions(constraints)),
      group("来源没有说，动手以前先定下来", one.gaps.filter((gap) => TO_SETTLE.includes(gap))),
      group("我校自己的条件", ["", ""]),
    ),
    el("p.kp-verdict", "结论：", VERDICTS.map((words) => el("span", `□ ${words}`))),
    el("p.kp-verdict", "理由："),
    el("div.kp-lines"),
    sourceLine(one, site),
  );
}
