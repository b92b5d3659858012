// A case as slides that can be read from the last row: what they did, then what to settle first; and several side by side.
/** @import { Case } from "../case/types" */
import { element } from "../lib/element.mjs";
import { citeCase, costOf, el, evidenceLine, evidenceWords, flowOf, listed, pieceOfAdvice, qrOf, settlePieces, shortName, whoOf, withNotes } from "./parts.mjs";
import { notesOnAdvice, notesOnCase } from "./speaker_notes.mjs";
import { inEvenParts } from "./split.mjs";

/** More than this cannot be read from afar. */
const ADVICE = 4;
const COLUMNS = 4;
/** A summary of more characters is set smaller. */
const LONG = 105;

/** What they did, in large type. @param {Case} one @param {string} site The address of the library. */
export const doneSlide = (one, site) =>
  withNotes(
    el(
      "div.kp-face",
      el("header", el("div", el("h2", one.facts.title), el("p.kp-who", whoOf(one))), qrOf(one)),
      el("div.kp-done-beside", el(one.facts.summary.length > LONG ? "p.kp-large.kp-long" : "p.kp-large", one.facts.summary, citeCase(one)), flowOf(one)),
      el("footer", evidenceLine(one, { isShort: true })),
    ),
    notesOnCase(one, site),
    one.qr,
  );

/** What to settle first; null where editors have not written it. @param {Case} one @param {string} restAt Where the rest stands. */
export function settleSlide(one, restAt) {
  const pieces = settlePieces(one);
  if (!pieces.length) return null;
  const rest = pieces.length - ADVICE;
  return withNotes(
    el(
      "div.kp-face",
      el("header", el("div", el("p.kp-who", one.facts.title), el("h2", "想学，先想好这几件事"))),
      el("ol.kp-settle", pieces.slice(0, ADVICE).map((text) => pieceOfAdvice(one, text))),
      el("footer", `编者的话${rest > 0 ? `；另有 ${rest} 条，见${restAt}` : ""}。来源没有写的有 ${one.gaps.length} 项。`),
    ),
    notesOnAdvice(one, pieces),
  );
}

/** Cases side by side, as many a slide as can be read. @param {Case[]} cases */
export function comparisonSlides(cases) {
  if (cases.length < 2) return [];
  /** @type {[name: string, cell: (one: Case) => import("./parts.mjs").Parts][]} */
  const rows = [
    ["哪里", ({ facts }) => facts.region],
    ["做法", ({ facts }) => listed(facts.model)],
    ["谁投资", ({ facts }) => listed(facts["mechanism.invest"])],
    ["谁运营", ({ facts }) => listed(facts["mechanism.operate"])],
    ["谁付费", ({ facts }) => listed(facts["mechanism.pay"])],
    ["费用", costOf],
    ["证据", evidenceWords],
    ["还没有写的", ({ gaps }) => `${gaps.length} 项`],
  ];
  return inEvenParts(cases, COLUMNS).map((shown) =>
    el(
      "div.kp-face.kp-side-by-side",
      el("h2", "放在一起看"),
      el(
        "table",
        el("thead", el("tr", el("td"), shown.map((one) => element("th", { scope: "col" }, shortName(one))))),
        el("tbody", rows.map(([name, cell]) => el("tr", element("th", { scope: "row" }, name), shown.map((one) => el("td", cell(one)))))),
      ),
    ),
  );
}
