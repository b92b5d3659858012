// A case on one page of paper, and its column in the comparison.
/**
 * @import { Case, Statement, Words } from "../case/types"
 * @import { Parts } from "./parts.mjs"
 * @import { PartName } from "./part_choice.mjs"
 */
import { isKnown, labelsOf, paragraphsOf } from "../case/payload.mjs";
import { citeSource, conditionParts, costOf, el, evidenceLine, evidenceWords, flowOf, gapLine, known, listed, qrOf, settleLists, sourceLine, unknown, wordsOf, whoOf } from "./parts.mjs";

/** What fits on a page beside everything else. */
const CLAIMS = 6;

/** @typedef {[name: string, words: string | HTMLElement]} Cell */

const ROLES = [
  ["谁投资", "invest"],
  ["谁建设", "build"],
  ["谁运营", "operate"],
  ["归谁所有", "own"],
  ["谁付费", "pay"],
];

/** The case's column of the comparison, what is asked first coming first. @param {Case} one @returns {Cell[]} */
export function cellsOf(one) {
  const { facts } = one;
  const roles = ROLES.map(([name, role]) => /** @type {Cell} */ ([name, listed(facts[`mechanism.${role}`])]));
  return [
    ...roles,
    ["合作期限", known(facts["mechanism.term"])],
    ["费用", costOf(one)],
    ["证据", evidenceWords(one)],
    ["成效", known(facts.effect)],
    ["开始时间", known(facts["practice.since"])],
    ["现在还在做吗", known(facts["practice.status"])],
    ["信息完整度", `${one.known}/${one.total}`],
    ["单位", facts["unit.name"]],
    ["地区", facts.region],
    ["学段", listed(facts.stage)],
    ["问题", listed(facts.problem)],
    ["做法", listed(facts.model)],
  ];
}

/** Who does what, as far as sources say. @param {Case} one */
function knownRoles({ facts }) {
  const told = ROLES.map(([name, role]) => [name, labelsOf(facts[`mechanism.${role}`])]).filter(([, actors]) => isKnown(actors));
  return told.map(([name, actors]) => `${name}：${actors}`).join("；");
}

/** When it began and whether it goes on, as far as sources say. @param {Case} one */
function timeOf({ facts }) {
  const { "practice.since": since, "practice.status": status, "practice.as_of": asOf } = facts;
  return [isKnown(since) && `${since} 开始`, isKnown(status) && `${status}（最后的消息是 ${asOf}）`].filter(Boolean).join("；");
}

/** What is known in few words; all that is not stands in one line below. @param {Case} one */
function factList(one) {
  const { facts } = one;
  const cost = facts.cost && [facts.cost.amount, facts.cost.note].filter(Boolean).join(" ");
  /** @type {[name: string, said: Parts, more?: Parts][]} */
  const rows = [
    ["问题", labelsOf(facts.problem)],
    ["做法", labelsOf(facts.model)],
    ["谁来办", knownRoles(one)],
    ["期限", isKnown(facts["mechanism.term"]) && facts["mechanism.term"]],
    ["时间", timeOf(one)],
    ["费用", cost, facts.cost && citeSource(one, facts.cost.number, facts.cost.locator)],
    ["成效", isKnown(facts.effect) && facts.effect],
  ];
  return el("dl.kp-facts", rows.filter(([, said]) => said).map(([name, ...said]) => el("div", el("dt", name), el("dd", said))));
}

/** What they did, in the case's own words. @param {Case} one */
function practice(one) {
  const told = paragraphsOf(one, "practice").filter(({ isAnalysis }) => !isAnalysis);
  return told.length > 0 && [el("h3", "他们怎么做"), told.map(({ text }) => el("p.kp-done", wordsOf(one, text)))];
}

/** @param {Case} one */
function settle(one) {
  const lists = settleLists(one);
  return lists.length > 0 && [el("h3", "想学，先想好这几件事（编者的话）"), lists];
}

/** @param {Case} one @param {number} most */
function claimList(one, most) {
  const claims = one.facts.claims || [];
  const rest = claims.length - most;
  return claims.length > 0 && [
    el("h3", "来源说"),
    el("ul.kp-claims", claims.slice(0, most).map(([text, number, locator]) => el("li", text, citeSource(one, number, locator)))),
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

/**
 * The case on one page of paper.
 *
 * @param {Case} one
 * @param {string} site The address of the library.
 * @param {Set<PartName>} parts What goes in.
 */
export function sheetOf(one, site, parts, mostClaims = CLAIMS) {
  return el(
    "div.kp-case",
    el("header.kp-head", el("div", el("h2", one.facts.title), el("p.kp-who", whoOf(one)), el("p.kp-summary", one.facts.summary)), qrOf(one)),
    evidenceLine(one),
    parts.has("practice") && flowOf(one),
    factList(one),
    parts.has("practice") && practice(one),
    parts.has("settle") && settle(one),
    parts.has("claims") && claimList(one, mostClaims),
    parts.has("conditions") && conditions(one),
    parts.has("gaps") && gapLine(one),
    sourceLine(one, site),
  );
}
