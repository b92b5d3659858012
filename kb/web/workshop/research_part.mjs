// What studies say of the ways of doing things in a pack: the editors' words, the plot of effects, what they rest on.
import { dataLoader } from "../lib/jsonp.mjs";
import { element } from "../lib/element.mjs";
import { el } from "./parts.mjs";

/**
 * What `models/<id>.js` hands over, as kb/publish/exports/research_payload.py writes it.
 * @typedef {object} Research
 * @property {string} label
 * @property {string | null} text
 * @property {number} count
 * @property {number} unplotted
 * @property {number} zero
 * @property {[words: string, percent: number][]} ticks
 * @property {{ title: string, about: string, effect: string, place: [at: number, start: number | null, end: number | null] }[]} rows
 * @property {string[]} references
 * @import { Case } from "../case/types"
 */

const ROWS_ON_PAPER = 8;
const ROWS_ON_A_SLIDE = 4;

/** @type {(root: string, id: string) => Promise<Research | null>} */
export const researchAt = dataLoader("kbResearch", (id) => `models/${encodeURIComponent(id)}.js`, (id, data) => [id, data]);

/** The models of some cases, each once. @param {Case[]} cases */
export const modelsOf = (cases) => [...new Set(cases.flatMap(({ facts }) => (facts.model || []).map(([id]) => id)))];

/** @param {string} name @param {Record<string, string | number>} attributes @param {...Node} inside */
function drawn(name, attributes, ...inside) {
  const part = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) part.setAttribute(key, String(value));
  part.append(...inside);
  return part;
}

/** @param {number} height @param {...Node} inside */
const picture = (height, ...inside) => drawn("svg", { "aria-hidden": "true", width: "100%", height }, ...inside);

/**
 * So many of a list, from its start and its end: a plot without its smallest effects would flatter.
 * @template T @param {T[]} list @param {number} most
 */
export const bothEnds = (list, most) => (list.length > most ? [...list.slice(0, Math.ceil(most / 2)), ...list.slice(-Math.floor(most / 2))] : list);

/** @param {Research} one @param {number} most */
function plot({ rows, ticks, zero }, most) {
  if (!rows.length) return null;
  const tick = (/** @type {[string, number]} */ [words, percent]) => {
    const text = drawn("text", { x: `${percent}%`, y: 11, "text-anchor": percent > 95 ? "end" : percent < 5 ? "start" : "middle" });
    text.textContent = words;
    return text;
  };
  const row = (/** @type {Research["rows"][0]} */ { title, about, effect, place: [at, start, end] }) => {
    const line = start === null || end === null ? [] : [drawn("line", { x1: `${start}%`, x2: `${end}%`, y1: 8, y2: 8 })];
    const marks = [drawn("line", { class: "kp-zero", x1: `${zero}%`, x2: `${zero}%`, y1: 0, y2: 16 }), ...line, drawn("circle", { cx: `${at}%`, cy: 8, r: 4 })];
    return el("tr", element("th", { scope: "row" }, title, " ", el("small", about)), el("td", effect), el("td", picture(16, ...marks)));
  };
  return el(
    "table.kp-forest",
    element("thead", null, el("tr", element("th", { scope: "col" }, "研究"), element("th", { scope: "col" }, "效应"), el("td", picture(14, ...ticks.map(tick))))),
    el("tbody", bothEnds(rows, most).map(row)),
  );
}

/** How to read the plot, and what is left out of it. @param {Research} one @param {number} most */
function legend({ rows, unplotted }, most) {
  const rest = rows.length - most;
  const left = [rest > 0 && `中间的 ${rest} 个数`, unplotted > 0 && `没有用标准差写结果的 ${unplotted} 项研究`].filter(Boolean);
  return rows.length > 0 && `圆点是估计值，横线是 95% 区间，竖线右边有利。${rows.length > 1 ? "量的东西不同、卷子不同，不能按圆点的远近排高下。" : ""}${left.length ? `${left.join("、")}不在图里，见网页。` : ""}`;
}

/** On paper, with what it rests on. @param {Research} one */
export const researchSection = (one) =>
  el(
    "div.kp-research",
    el("h2", `研究怎么说：${one.label}`),
    one.text && el("p", one.text, el("small", "（编者的话）")),
    plot(one, ROWS_ON_PAPER),
    el("p.kp-more", legend(one, ROWS_ON_PAPER), `依据 ${one.count} 项研究：`),
    one.references.map((reference) => el("p.kp-ref", reference)),
  );

/** To be read from the last row. @param {Research} one */
export const researchSlide = (one) =>
  el(
    "div.kp-face.kp-research",
    el("h2", `研究怎么说：${one.label}`),
    one.text && el("p.kp-said", one.text),
    plot(one, ROWS_ON_A_SLIDE),
    el("footer", `编者的话，依据 ${one.count} 项研究，出处见讲义。${legend(one, ROWS_ON_A_SLIDE) || ""}`),
  );
