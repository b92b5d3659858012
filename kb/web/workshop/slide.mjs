// A case as a slide that can be read from the last row.
import { citeCase, citeSource, el, evidenceLine, listed, qrOf, unknown, whoOf } from "./parts.mjs";

/** More than this cannot be read from afar. */
const CLAIMS = 2;
const GAPS = 6;

/** The case as a slide. @param {import("../case/types").Case} one */
export function slideOf(one) {
  const { facts, gaps } = one;
  const claims = (facts.claims || []).slice(0, CLAIMS).map(([text, number, locator]) => el("p", text, citeSource(one, number, locator)));
  const lines = [
    ["问题", listed(facts.problem)],
    ["做法", listed(facts.model)],
    ["谁出钱", "投资：", listed(facts["mechanism.invest"]), "；付费：", listed(facts["mechanism.pay"])],
    ["来源说", claims.length ? claims : unknown()],
    ["还不知道", gaps.length ? `${gaps.slice(0, GAPS).join("、")}${gaps.length > GAPS ? "等" : ""}` : "来源都说清了"],
  ];
  return el(
    "div.kp-face",
    el("header", el("h2", facts.title), qrOf(one)),
    evidenceLine(one, { isShort: true }),
    el("dl", lines.map(([name, ...said]) => el("div", el("dt", name), el("dd", said)))),
    el("footer", whoOf(one), citeCase(one)),
  );
}
