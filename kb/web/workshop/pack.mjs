// Put a workshop pack together: handout, slides, worksheets. handout.py does the same on the command line.
import { chosenQuestions } from "./questions.mjs";
import { referenceList } from "./references.mjs";
import { citedIn, el, elementOf, part } from "./tree.mjs";

const COLUMNS = 5;
const QUESTIONS_ON_A_SLIDE = 4;
const REFERENCES_ON_A_SLIDE = 6;
const LIBRARY = "教育信息化典型案例库";

const READING = [
  "每个案例标题下面写着证据等级，0 级最弱，5 级最强；0 级和 1 级没有经过评估。证据多不等于效果好。",
  "“未知”是来源没有说，编者没有替它猜。“编者分析”是编者的推断，其余都有出处。",
  "句末的标记指向最后的参考文献，后面跟着在原文中的位置。",
];

/** Parts of at most so many, none much smaller than the others. */
function inEvenParts(list, most) {
  const size = Math.ceil(list.length / Math.ceil(list.length / most));
  return Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, (at + 1) * size));
}

export const shownTitle = ({ title }) => title || "教育信息化案例培训";
const wholeCasesOf = ({ items }) => items.filter(({ anchor }) => !anchor).map(({ told }) => told);

/** Head and content of each leaf: a case has one of its own, passages in a row share one. */
function leavesOf({ items }) {
  const leaves = [];
  for (const { told, anchor } of items) {
    const last = leaves[leaves.length - 1];
    if (!anchor) leaves.push({ head: told.short, content: [part(told.sheet)] });
    else if (last && last.isPassage) last.content.push(part(told.passages[anchor][1]));
    else leaves.push({ head: "摘录", isPassage: true, content: [part(told.passages[anchor][1])] });
  }
  return leaves;
}

function cover(session) {
  const lines = [
    ["日期", session.date],
    ["主持", session.facilitator],
    ["参加的学校", ""],
  ];
  const line = ([name, said]) => el("div", el("dt", name), el("dd", said || el("span.kp-blank")));
  const content = ({ told, anchor }) => el("li", told.title, el("small", anchor ? told.passages[anchor][0] : told.evidence));
  return el(
    "section.kp-page.kp-cover",
    el("p.kp-library", `${LIBRARY} · 培训讲义`),
    el("h1", shownTitle(session)),
    el("dl.kp-session", lines.map(line)),
    el("h2", "内容"),
    el("ol.kp-contents", session.items.map(content)),
    el("h2", "怎么读"),
    el("ul.kp-reading", READING.map((words) => el("li", words))),
  );
}

function comparison(cases) {
  if (cases.length < 2) return [];
  const head = (scope) => (words) => part(["th", { scope }, words]);
  return inEvenParts(cases, COLUMNS).map((shown) => {
    const row = ([name], at) => el("tr", head("row")(name), shown.map(({ cells }) => el("td", part(cells[at][1]))));
    const names = el("thead", el("tr", el("td"), shown.map(({ short }) => short).map(head("col"))));
    return el("section.kp-page.kp-compare", el("h2", "比较"), el("table", names, el("tbody", shown[0].cells.map(row))));
  });
}

function discussion(cases) {
  const chosen = chosenQuestions(cases.map(({ asks }) => asks));
  if (!chosen.length) return [];
  const asked = ([question, about]) =>
    el(
      "li",
      el("p", question),
      el("p.kp-about", `由来：${about.map((at) => cases[at].short).join("、")}`),
      el("div.kp-lines"),
    );
  return [el("section.kp-page.kp-discussion", el("h2", "讨论题"), el("ol", chosen.map(asked)))];
}

function handout(session) {
  const notes = el("div.kp-notes", el("h3", "记录"), el("div.kp-lines"));
  const cases = wholeCasesOf(session);
  return [
    cover(session),
    ...leavesOf(session).map(({ content }, at) => el(`section.kp-page.kp-item.kp-n${at + 1}`, content, notes)),
    ...comparison(cases),
    ...discussion(cases),
  ];
}

function slides(session) {
  const said = [session.date, session.facilitator].filter(Boolean).join(" · ");
  const title = el("div.kp-face", el("p.kp-library", LIBRARY), el("h1", shownTitle(session)), el("p", said));
  const slide = ({ told, anchor }) => (anchor ? el("div.kp-face.kp-quote", part(told.passages[anchor][1])) : part(told.slide));
  const chosen = chosenQuestions(wholeCasesOf(session).map(({ asks }) => asks)).slice(0, QUESTIONS_ON_A_SLIDE);
  const asking = el("div.kp-face.kp-asking", el("h2", "讨论"), el("ol", chosen.map(([question]) => el("li", question))));
  return [
    el("section.kp-slide.kp-title", title),
    ...session.items.map((item) => el("section.kp-slide", slide(item))),
    ...(chosen.length ? [el("section.kp-slide", asking)] : []),
  ];
}

const worksheets = (session) => wholeCasesOf(session).map(({ worksheet }) => el("section.kp-page.kp-sheet", part(worksheet)));

const SECTIONS = { handout, slides, worksheet: worksheets };

function references(entries, view) {
  const listed = (some) => some.map((entry) => el("p.kp-ref", entry));
  const heading = el("h2", "参考文献");
  if (!entries.length) return [];
  if (view === "slides") {
    return inEvenParts(entries, REFERENCES_ON_A_SLIDE).map((some) =>
      el("section.kp-slide", el("div.kp-face.kp-references", heading, listed(some))),
    );
  }
  const note = el("p.kp-more", "案例内容按 CC BY 4.0 许可使用，请注明出处。");
  return [el("section.kp-page.kp-references", heading, listed(entries), note)];
}

/** What stands behind the key of a mark: its entry in every style, and the anchor if it is a passage. */
function openReference(key, items) {
  if (key.startsWith("source:")) return { key, anchor: "", styles: items.map(({ told }) => told.references[key]).find(Boolean) };
  const [id, anchor] = key.slice("case:".length).split("#");
  const { told } = items.find((item) => item.told.id === id);
  return { key, anchor: anchor || "", styles: told.references[anchor ? "passage" : "case"] };
}

/** Make the pack of a session, `{items: [{told, anchor}], title, date, facilitator, style}`; `accessed` is today. */
export function packOf(session, view, accessed) {
  const sections = SECTIONS[view](session);
  const open = citedIn(sections).map((key) => openReference(key, session.items));
  const { entries, marks } = referenceList(open, session.style, accessed);
  const tree = ["div", { class: "kb-paper", "data-view": view }, ...sections, ...references(entries, view)];
  const pictures = new Map(session.items.map(({ told }) => [`qr:${told.id}`, told.qr]));
  return elementOf(tree, marks, pictures);
}

const quoted = (words) => `"${words.replace(/\\/g, "\\\\").replace(/"/g, '\\"').replace(/</g, "\\3c ").replace(/\n/g, " ")}"`;

/** The style rules that put the titles on top of the pages. */
export function runningHeads(session) {
  const rules = [`@page{@top-left{content:${quoted(shownTitle(session))}}}`];
  leavesOf(session).forEach(({ head }, at) => {
    const page = `kp-n${at + 1}`;
    rules.push(`.${page}{page:${page}}@page ${page}{@top-right{content:${quoted(head)}}}`);
  });
  return rules.join("");
}
