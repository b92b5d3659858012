// Put a workshop pack together: handout, slides, worksheets.
import { passageOf } from "../case/payload.mjs";
import { openCitation } from "../cite/citation_text.mjs";
import { element } from "../lib/element.mjs";
import { citationsIn, el, evidenceWords, passage, shortName } from "./parts.mjs";
import { asksOf, chosenQuestions } from "./questions.mjs";
import { referenceList } from "./references.mjs";
import { partsOf } from "./part_choice.mjs";
import { modelsOf, researchSection, researchSlide } from "./research_part.mjs";
import { cellsOf, sheetOf } from "./sheet.mjs";
import { comparisonSlides, doneSlide, settleSlide } from "./slide.mjs";
import { inEvenParts } from "./split.mjs";
import { worksheetOf } from "./worksheet.mjs";

/**
 * @import { Case, Template } from "../case/types"
 * @import { Templates } from "../cite/citation_text.mjs"
 * @import { Questions } from "./questions.mjs"
 * @import { Research } from "./research_part.mjs"
 * @typedef {"handout" | "slides" | "deck" | "worksheet" | "sheet"} View `sheet` is one case on one page, `deck` slides for a file.
 * @typedef {{ one: Case, anchor: string }} Item A case, or a passage of it.
 * @typedef {object} Session What the reader left empty is a line to write on.
 * @property {Item[]} items
 * @property {string} title
 * @property {string} date
 * @property {string} facilitator
 * @property {string} style
 * @property {string} parts Names of the parts that go in; empty for the usual ones.
 * @typedef {{ templates: Templates, questions: Questions | null, accessed: string, research: Record<string, Research | null> }} Library `accessed` is today.
 */

const COLUMNS = 5;
const QUESTIONS_ON_A_SLIDE = 4;
const REFERENCES_ON_A_SLIDE = 6;
/** The references stand on the page of a case that is printed by itself. */
const CLAIMS_BESIDE_REFERENCES = 3;
const LIBRARY = "教育信息化典型案例库";

const READING =
  "案例标题下面写着证据等级，0 级最弱，5 级最强；0 级和 1 级没有经过评估；证据多不等于效果好。" +
  "写“未知”的，是来源没有说；“编者的话”和“编者分析”是编者的推断；其余都有出处，句末的小字是参考文献的标记和原文中的位置。";

/** The title, or one that does until there is one. @param {{ title: string }} session */
export const shownTitle = ({ title }) => title || "教育信息化案例培训";
/** @param {Session} session */
const wholeCasesOf = ({ items }) => items.filter(({ anchor }) => !anchor).map(({ one }) => one);

/** Head and items of each leaf: a case has one of its own, passages in a row share one. @param {Session} session */
function leavesOf({ items }) {
  /** @type {{ head: string, items: Item[], isPassages?: boolean }[]} */
  const leaves = [];
  for (const item of items) {
    const last = leaves[leaves.length - 1];
    if (!item.anchor) leaves.push({ head: shortName(item.one), items: [item] });
    else if (last && last.isPassages) last.items.push(item);
    else leaves.push({ head: "摘录", isPassages: true, items: [item] });
  }
  return leaves;
}

/** What stands above the first item: names, and what is in the pack if that is more than one thing. @param {Session} session */
function cover(session) {
  const lines = [
    ["日期", session.date],
    ["主持", session.facilitator],
    ["参加的学校", ""],
  ];
  const line = (/** @type {string[]} */ [name, said]) => el("div", el("dt", name), el("dd", said || el("span.kp-blank")));
  const content = (/** @type {Item} */ { one, anchor }) => el("li", one.facts.title, el("small", anchor ? passageOf(one, anchor)?.where : evidenceWords(one)));
  return el(
    "div.kp-cover",
    el("p.kp-library", `${LIBRARY} · 培训讲义`),
    el("h1", shownTitle(session)),
    el("dl.kp-session", lines.map(line)),
    session.items.length > 1 && el("ol.kp-contents", session.items.map(content)),
  );
}

/** @param {Case[]} cases */
function comparison(cases) {
  if (cases.length < 2) return null;
  const head = (/** @type {string} */ scope) => (/** @type {string} */ words) => element("th", { scope }, words);
  return inEvenParts(cases, COLUMNS).map((shown) => {
    const columns = shown.map(cellsOf);
    const isTold = (/** @type {number} */ at) => columns.some((cells) => typeof cells[at][1] === "string");
    const rows = columns[0].map(([name], at) => ({ name, at }));
    const row = ({ name = "", at = 0 }) => el("tr", head("row")(name), columns.map((cells) => el("td", cells[at][1])));
    const untold = rows.filter(({ at }) => !isTold(at)).map(({ name }) => name);
    return el(
      "div.kp-compare",
      el("h2", "比较"),
      el("table", el("thead", el("tr", el("td"), shown.map(shortName).map(head("col")))), el("tbody", rows.filter(({ at }) => isTold(at)).map(row))),
      untold.length > 0 && el("p.kp-gaps", `这几个案例的来源都没有写：${untold.join("、")}。`),
    );
  });
}

/** @param {Case[]} cases @param {Library} library */
const questionsOn = (cases, { questions }) => chosenQuestions(cases.map((one) => asksOf(one, questions)));

/** @param {Case[]} cases @param {Library} library */
function discussion(cases, library) {
  const chosen = questionsOn(cases, library);
  if (!chosen.length) return null;
  const asked = (/** @type {[string, number[]]} */ [question, about]) =>
    el(
      "li",
      el("p", question),
      el("p.kp-about", `对应案例：${about.map((at) => shortName(cases[at])).join("、")}`),
      el("div.kp-lines"),
    );
  return el("div.kp-discussion", el("h2", "讨论题"), el("ol", chosen.map(asked)));
}

/** What studies say of the models of these cases, as far as it is at hand. @param {Case[]} cases @param {Library} library */
const studied = (cases, { research }) => modelsOf(cases).flatMap((id) => research[id] || []);

const notes = () => el("div.kp-notes", el("div", el("h3", "记录"), el("div.kp-lines")));

/** @param {Session} session @param {Library} library */
function handout(session, library) {
  const { site } = library.templates;
  const cases = wholeCasesOf(session);
  const parts = partsOf(session.parts);
  const leaf = (/** @type {{ items: Item[] }} */ { items }, /** @type {number} */ at) =>
    el(
      `section.kp-page.kp-item.kp-n${at + 1}`,
      // It shares a page with the first item where there is room.
      at === 0 && cover(session),
      items.map(({ one, anchor }) => (anchor ? passage(one, anchor, site) : sheetOf(one, site, parts))),
      parts.has("notes") && notes(),
    );
  const research = parts.has("research") ? studied(cases, library).map(researchSection) : [];
  const rest = [parts.has("compare") && comparison(cases), ...research, parts.has("questions") && discussion(cases, library)].filter(Boolean);
  return [...leavesOf(session).map(leaf), ...(rest.length ? [el("section.kp-page.kp-end", rest)] : [])];
}

/** @param {Session} session @param {Library} library */
function slides(session, library, restAt = "讲义") {
  const said = [session.date, session.facilitator].filter(Boolean).join(" · ");
  const cases = wholeCasesOf(session);
  const parts = partsOf(session.parts);
  const title = el("div.kp-face", el("p.kp-library", LIBRARY), el("h1", shownTitle(session)), el("p", said));
  const slidesOf = (/** @type {Item} */ { one, anchor }) =>
    anchor
      ? [el("div.kp-face.kp-quote", passage(one, anchor, library.templates.site))]
      : [doneSlide(one, library.templates.site), parts.has("settle") && settleSlide(one, restAt)];
  const chosen = parts.has("questions") ? questionsOn(cases, library).slice(0, QUESTIONS_ON_A_SLIDE) : [];
  const research = parts.has("research") ? studied(cases, library).map(researchSlide) : [];
  const asking = el("div.kp-face.kp-asking", el("h2", "讨论"), el("ol", chosen.map(([question]) => el("li", question))));
  return [
    el("section.kp-slide.kp-title", title),
    ...[...session.items.flatMap(slidesOf), ...(parts.has("compare") ? comparisonSlides(cases) : []), ...research, chosen.length > 0 && asking]
      .filter(Boolean)
      .map((slide) => el("section.kp-slide", slide)),
  ];
}

/** @param {Session} session @param {Library} library */
const worksheets = (session, { templates }) => wholeCasesOf(session).map((one) => el("section.kp-page.kp-sheet", worksheetOf(one, templates.site)));

/** @param {Session} session @param {Library} library */
const sheets = ({ items }, { templates }) => items.map(({ one }) => el("section.kp-page.kp-item", sheetOf(one, templates.site, partsOf(""), CLAIMS_BESIDE_REFERENCES), notes()));

/** @param {Session} session @param {Library} library */
const deck = (session, library) => slides(session, library, "备注");

const VIEWS = { handout, slides, deck, worksheet: worksheets, sheet: sheets };

/** Put the list of references at the end: on slides of its own, or on the last page where there is room. @param {Element} pack @param {string[]} entries @param {View} view */
function addReferences(pack, entries, view) {
  if (!entries.length) return;
  const listed = (/** @type {string[]} */ some) => some.map((entry) => el("p.kp-ref", entry));
  const heading = () => el("h2", "参考文献");
  if (view === "slides" || view === "deck") {
    const slide = (/** @type {string[]} */ some) => el("section.kp-slide", el("div.kp-face.kp-references", heading(), listed(some)));
    pack.append(...inEvenParts(entries, REFERENCES_ON_A_SLIDE).map(slide));
    return;
  }
  const reading = view === "handout" && READING;
  const list = el("div.kp-references", heading(), listed(entries), el("p.kp-more", reading, "案例内容按 CC BY 4.0 许可使用，请注明出处。"));
  const last = pack.lastElementChild;
  last?.insertBefore(list, last.querySelector(".kp-notes"));
}

/**
 * The reference behind the key of a mark, its letter left open.
 *
 * @param {string} key
 * @param {Session} session
 * @param {Library} library
 * @returns {Template}
 */
function templateOf(key, { items, style }, { templates, accessed }) {
  const cases = items.map(({ one }) => one);
  if (key.startsWith("source:")) {
    const [source] = cases.flatMap(({ sources }) => sources).filter(({ id }) => `source:${id}` === key);
    return source.styles[style];
  }
  const [id, anchor] = key.slice("case:".length).split("#");
  const [one] = cases.filter((each) => each.id === id);
  const [place = null] = one.places.filter((each) => each.id === anchor);
  const [entry, mark, order] = openCitation(templates, one, style, place, accessed);
  return [entry.trim(), mark, order];
}

/**
 * Make the pack of a session.
 *
 * @param {Session} session
 * @param {View} view
 * @param {Library} library
 */
export function packOf(session, view, library) {
  const pack = element("div", { class: "kb-paper", "data-view": view }, VIEWS[view](session, library));
  const cited = citationsIn(pack);
  const keys = [...new Set(cited.map(({ key }) => key))];
  const { entries, marks } = referenceList(keys.map((key) => [key, templateOf(key, session, library)]));
  for (const { mark, key, locator } of cited) mark.textContent = marks.get(key) + locator;
  addReferences(pack, entries, view);
  return pack;
}

/** @param {string} words */
const quoted = (words) => `"${words.replace(/\\/g, "\\\\").replace(/"/g, '\\"').replace(/</g, "\\3c ").replace(/\n/g, " ")}"`;

/** The style rules that put the titles on top of the pages. @param {Session} session */
export function runningHeads(session) {
  // The first page has the title in large type.
  const rules = [`@page{@top-left{content:${quoted(shownTitle(session))}}}@page :first{@top-left{content:none}}`];
  leavesOf(session).forEach(({ head }, at) => {
    const page = `kp-n${at + 1}`;
    rules.push(`.${page}{page:${page}}@page ${page}{@top-right{content:${quoted(head)}}}`);
  });
  return rules.join("");
}
