// A case on one page of paper, and its column in the comparison.
/**
 * @import { Case, Statement } from "../case/types"
 * @import { Parts } from "./parts.mjs"
 */
import { isKnown } from "../case/payload.mjs";
import { element } from "../lib/element.mjs";
import { citeSource, conditionParts, costOf, el, evidenceLine, evidenceWords, known, listed, qrOf, sourceLine, unknown, whoOf } from "./parts.mjs";

/** What fits on a page beside everything else. */
const CLAIMS = 6;
const ASKED = 4;

/** @typedef {[name: string, words: string | HTMLElement]} Cell */

const ROLES = [
  ["谁投资", "invest"],
  ["谁建设", "build"],
  ["谁运营", "operate"],
  ["归谁所有", "own"],
  ["谁付费", "pay"],
];

/** Who does what. @param {Case} one @returns {Cell[]} */
function roles({ facts }) {
  return [...ROLES.map(([name, role]) => /** @type {Cell} */ ([name, listed(facts[`mechanism.${role}`])])), ["期限", known(facts["mechanism.term"])]];
}

/** The case's column of the comparison. @param {Case} one @returns {Cell[]} */
export function cellsOf(one) {
  const { facts } = one;
  return [
    ["单位", facts["unit.name"]],
    ["地区", facts.region],
    ["学段", listed(facts.stage)],
    ["问题", listed(facts.problem)],
    ["做法", listed(facts.model)],
    ["证据", evidenceWords(one)],
    ["成效", known(facts.effect)],
    ...roles(one),
    ["费用", costOf(one)],
    ["何时开始", known(facts["practice.since"])],
    ["现在还在做吗", known(facts["practice.status"])],
    ["信息完整度", `${one.known}/${one.total}`],
  ];
}

/** @param {Case} one */
function factList(one) {
  const { facts } = one;
  const since = facts["practice.since"];
  const status = facts["practice.status"];
  /** @type {[name: string, ...said: Parts[]][]} */
  const rows = [
    ["问题", listed(facts.problem)],
    ["做法", listed(facts.model)],
    ["时间", since ? `${since} 开始` : ["何时开始", unknown()], "；", isKnown(status) ? status : ["现在还在做吗", unknown()], `（截至 ${facts["practice.as_of"]}）`],
    ["费用", costOf(one), facts.cost && citeSource(one, facts.cost.number, facts.cost.locator)],
    ["成效", known(facts.effect)],
  ];
  return el("dl.kp-facts", rows.map(([name, ...said]) => el("div", el("dt", name), el("dd", said))));
}

/** @param {Case} one */
function roleTable(one) {
  const cells = roles(one);
  return el(
    "table.kp-roles",
    el("thead", el("tr", cells.map(([name]) => element("th", { scope: "col" }, name)))),
    el("tbody", el("tr", cells.map(([, cell]) => el("td", cell)))),
  );
}

/** @param {Case} one */
function claimList(one) {
  const claims = one.facts.claims || [];
  if (!claims.length) return el("p", unknown());
  const rest = claims.length - CLAIMS;
  return [
    el("ul.kp-claims", claims.slice(0, CLAIMS).map(([text, number, locator]) => el("li", text, citeSource(one, number, locator)))),
    rest > 0 ? el("p.kp-more", `另有 ${rest} 条，见网页。`) : null,
  ];
}

/** @param {Case} one */
function conditions(one) {
  /** @type {[name: string, items: Statement[] | undefined][]} */
  const groups = [
    ["前提条件", one.facts.prerequisites],
    ["有利条件", one.facts.enabling],
    ["限制", one.facts.constraints],
  ];
  /** @param {Statement[] | undefined} items */
  const list = (items) => (items ? el("ul", items.map((item) => el("li", conditionParts(one, item)))) : el("p", unknown()));
  return el("div.kp-conditions", groups.map(([name, items]) => el("div", el("h3", name), list(items))));
}

/** What sources leave open, and the questions with which editors end the case. @param {Case} one */
function gaps({ gaps: names, places }) {
  const asked = places.filter(({ id, text }) => text && id.startsWith("gaps-")).map(({ text = [] }) => text.filter((part) => typeof part === "string").join(""));
  return [
    names.length ? el("p", `来源没有说清的：${names.join("、")}。`) : null,
    asked.length ? el("ul.kp-asked", asked.slice(0, ASKED).map((words) => el("li", words))) : null,
  ];
}

/** The case on one page of paper. @param {Case} one @param {string} site The address of the library. */
export function sheetOf(one, site) {
  return el(
    "div.kp-case",
    el("header.kp-head", el("div", el("h2", one.facts.title), el("p.kp-who", whoOf(one))), qrOf(one)),
    evidenceLine(one),
    el("p.kp-summary", one.facts.summary),
    factList(one),
    el("h3", "谁出钱，谁来办"),
    roleTable(one),
    el("h3", "来源说"),
    claimList(one),
    conditions(one),
    el("h3", "还不知道什么"),
    gaps(one),
    sourceLine(one, site),
  );
}
