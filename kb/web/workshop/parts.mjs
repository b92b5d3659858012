// The small parts that sheets, slides and worksheets of a case are made of.
import { isHeading, isKnown, labelsOf, paragraphsOf, passageOf } from "../case/payload.mjs";
import { element } from "../lib/element.mjs";
import { qrPicture } from "./qr.mjs";

/**
 * @import { Case, Statement, Term, Words } from "../case/types"
 * @typedef {Node | string | null | undefined | false | Parts[]} Parts
 */

/**
 * Make an element; its name may carry classes: `el("p.kp-lead", "text", [more])`.
 *
 * @param {string} name
 * @param {...Parts} parts
 */
export function el(name, ...parts) {
  const [tag, ...classes] = name.split(".");
  return element(/** @type {keyof HTMLElementTagNameMap} */ (tag), classes.length ? { class: classes.join(" ") } : null, .../** @type {(Node | string)[]} */ (parts.flat(5)));
}

/** @type {WeakMap<Element, {key: string, locator: string}>} */
const citations = new WeakMap();

/** Leave room for the mark of a reference, which depends on what else is in the pack. @param {string} key @param {string} locator */
function cite(key, locator) {
  const mark = element("span", { class: "kp-cite" });
  citations.set(mark, { key, locator });
  return mark;
}

/** @typedef {{ notes: string[], code: string[] | null }} Beside Words for whoever speaks, and the rows of the slide's QR code. */

/** @type {WeakMap<Element, Beside>} */
const beside = new WeakMap();

/** Put beside a slide what does not stand on it as text. @param {HTMLElement} face @param {string[]} notes @param {string[] | null} [code] */
export function withNotes(face, notes, code = null) {
  beside.set(face, { notes, code });
  return face;
}

/** @param {Element} face @returns {Beside} */
export const besideOf = (face) => beside.get(face) || { notes: [], code: null };

/** The places of marks within an element in the order of the text. @param {Element} pack */
export function citationsIn(pack) {
  return [...pack.querySelectorAll(".kp-cite")].flatMap((mark) => {
    const citation = citations.get(mark);
    return citation ? [{ mark, ...citation }] : [];
  });
}

/** The mark of the case itself, or of a passage in it. @param {Case} one */
export const citeCase = (one, anchor = "") => cite(anchor ? `case:${one.id}#${anchor}` : `case:${one.id}`, "");

/** The mark of a source by its number in the case. @param {Case} one @param {number} number @param {string | null} locator */
export const citeSource = (one, number, locator) => (number ? cite(`source:${one.sources[number - 1].id}`, locator || "") : null);

export const unknown = () => el("span.kp-unknown", "未知");
const analysis = () => [" ", el("span.kp-tag", "编者分析")];

/** Words, or that nobody told us. @param {string | undefined} words */
export const known = (words) => (isKnown(words) ? words : unknown());

/** Labels in a row, or that nobody told us. @param {Term[] | undefined} terms */
export const listed = (terms) => known(labelsOf(terms));

/** What the practice cost. @param {Case} one */
export const costOf = ({ facts: { cost } }) => (cost && [cost.amount, cost.note].filter(Boolean).join(" ")) || unknown();

/** The part of a title before its colon. @param {Case} one */
export const shortName = ({ facts: { title } }) => title.split("：")[0].trim() || title;

/** The step of the evidence ladder in words. @param {Case} one */
export const evidenceWords = ({ facts: { evidence } }) => `${evidence.level} 级 ${evidence.label}`;

/** How hard the evidence is: six steps, the words that say everything, and what they mean. @param {Case} one */
export function evidenceLine(one, { isShort = false } = {}) {
  const { level, definition } = one.facts.evidence;
  const ladder = element("span", { class: "kp-ladder", "aria-hidden": "true" }, [0, 1, 2, 3, 4, 5].map((step) => el(step <= level ? "i.on" : "i")));
  return el("p.kp-evidence", ladder, el("b", `${evidenceWords(one)}${level < 2 ? "，未经评估" : ""}。`), isShort ? null : definition);
}

/** Where, and of which year we know. @param {Case} one */
const placeOf = ({ facts }) => `${facts.region} · ${facts["practice.as_of"].slice(0, 4)} 年`;

/** Whose practice it is, where and when. @param {Case} one */
export const whoOf = (one) => [placeOf(one), one.facts["unit.name"], labelsOf(one.facts.stage)].filter(Boolean).join(" · ");

/** Wording with its citations in their places. @param {Case} one @param {Words[]} text */
export const wordsOf = (one, text) => text.map((part) => (typeof part === "string" ? part : citeSource(one, ...part)));

/** The first sentence of a piece of advice, if it is short enough to be its name. */
const NAME = /^[^。？！]{2,20}[。？！]/;

/** A piece of advice, its name in bold. @param {Case} one @param {Words[]} text */
export function pieceOfAdvice(one, text) {
  const [first, ...rest] = text;
  const [name = ""] = (typeof first === "string" && NAME.exec(first)) || [];
  return el("li", name && el("b", name), wordsOf(one, name ? [String(first).slice(name.length), ...rest] : text));
}

/** What to settle first, in the editors' words. @param {Case} one */
export const settlePieces = (one) => paragraphsOf(one, "replication").map(({ text }) => text).filter((text) => !isHeading(text));

/** The same as lists, each after what says for whom it is meant. @param {Case} one */
export function settleLists(one) {
  /** @type {HTMLElement[]} */
  const shown = [];
  for (const { text } of paragraphsOf(one, "replication")) {
    const last = shown[shown.length - 1];
    if (isHeading(text)) shown.push(el("p.kp-for-whom", wordsOf(one, text)));
    else if (last && last.tagName === "OL") last.append(pieceOfAdvice(one, text));
    else shown.push(el("ol.kp-settle", pieceOfAdvice(one, text)));
  }
  return shown;
}

/** All that sources leave open, in one line. @param {Case} one */
export const gapLine = ({ gaps }) => gaps.length > 0 && el("p.kp-gaps", `来源没有写（${gaps.length} 项）：${gaps.join("、")}。`);

/** Who gives what to whom, drawn. @param {Case} one */
export function flowOf({ flow }) {
  if (!flow) return null;
  const picture = new DOMParser().parseFromString(flow, "image/svg+xml").documentElement;
  return el("figure.kp-flow", document.importNode(picture, true));
}

/** The code of the case's page, where that has an address. @param {Case} one */
export const qrOf = (one) => one.qr && element("img", { class: "kp-qr", src: qrPicture(one.qr), alt: `${one.facts.title}的网址二维码` });

/** What is cited here: which version, and where it stands. @param {Case} one @param {string} site */
export const sourceLine = (one, site, anchor = "") =>
  el("p.kp-self", "出自本库案例", citeCase(one, anchor), `，版本 ${one.version}，${site}cases/${one.id}.html${anchor && `#${anchor}`}`);

/** A condition with where it comes from. @param {Case} one @param {Statement} condition */
export const conditionParts = (one, [text, number, locator]) => [text, number ? citeSource(one, number, locator) : analysis()];

/** A passage in its own words; nothing where there is none. @param {Case} one @param {string} anchor @param {string} site */
export function passage(one, anchor, site) {
  const found = passageOf(one, anchor);
  if (!found) return null;
  const { where, parts, isAnalysis } = found;
  return el(
    "div.kp-passage",
    el("p.kp-from", el("b", one.facts.title), ` ${where}`, isAnalysis ? analysis() : null),
    el("blockquote", el("p", wordsOf(one, parts))),
    sourceLine(one, site, anchor),
  );
}
