// Show hits as quiet rows, of the same form as the page's static rows (templates/partials/macros.html).
import { element, marked } from "../../lib/element.mjs";
import { evidenceLadder } from "../../case/evidence.mjs";

/** @typedef {import("../types").Hit} Hit */

/** @param {string} folder @param {[value: string, label: string][] | undefined} terms @param {string} root */
function termChips(folder, terms, root) {
  return (terms || []).map(([value, label]) =>
    element("a", { class: "kb-chip", href: `${root}${folder}/${encodeURIComponent(value)}.html` }, label),
  );
}

/** @param {Hit} hit @param {string} root */
function hitRow({ id, title, titleHighlights, snippet, highlights, facts, terms }, root) {
  const evidence = (terms.evidence || [])[0];
  return element(
    "li",
    { class: "kb-row", "data-case": id },
    element(
      "h3",
      { class: "kb-row-title" },
      // The address comes from the case's id alone, never from text.
      element("a", { href: `${root}cases/${encodeURIComponent(id)}.html` }, marked(title, titleHighlights)),
    ),
    element("p", { class: "kb-row-meta" }, facts.filter(Boolean).join("\u00a0· ")),
    element("p", { class: "kb-row-text" }, marked(snippet, highlights)),
    element(
      "p",
      { class: "kb-row-foot" },
      evidence && evidenceLadder(Number(evidence[0]), evidence[1]),
      termChips("problems", terms.problem, root),
      termChips("models", terms.model, root),
    ),
  );
}

/** What a row shows, to recognise it. @type {WeakMap<Element, string>} */
const rows = new WeakMap();
/** @param {Hit} hit */
const shownBy = ({ id, titleHighlights, snippet, highlights }) => JSON.stringify([id, titleHighlights, snippet, highlights]);

/** @param {Hit} hit @param {string} root */
function rowOf(hit, root) {
  const row = hitRow(hit, root);
  rows.set(row, shownBy(hit));
  return row;
}

/**
 * Put the hits into the list in one step, so that nothing blinks; a row that would show the same stays as it is.
 * @param {Element} list @param {Hit[]} hits @param {string} root
 */
export function showHits(list, hits, root) {
  /** @type {Map<string | undefined, Element>} */
  const before = new Map([...list.children].map((row) => [rows.get(row), row]));
  /** @type {Element[]} */
  const wanted = hits.map((hit) => before.get(shownBy(hit)) || rowOf(hit, root));
  const staying = new Set(wanted);
  for (const row of [...list.children]) if (!staying.has(row)) row.remove();
  wanted.forEach((row, at) => {
    if (list.children[at] !== row) list.insertBefore(row, list.children[at] || null);
  });
}

/**
 * Add further hits below and put the focus on the first of them.
 * @param {Element} list @param {Hit[]} hits @param {string} root
 */
export function addHits(list, hits, root) {
  const added = hits.map((hit) => rowOf(hit, root));
  list.append(...added);
  const link = added.length ? added[0].querySelector("a") : null;
  if (link) link.focus();
}
