// Offer ways on where nothing was found; the notes above say what was not.
import { element } from "../../lib/element.mjs";

/**
 * Make the ways out of an empty result, one for every reason there may be.
 * @param {object} options
 * @param {import("../types").Hit[]} options.touching Cases that are no hits, but share characters with the text.
 * @param {boolean} options.filtered
 * @param {boolean} options.near Whether the terms share anything with the text.
 * @param {{name: string, value: string, label: string}[]} options.terms
 * @param {number} options.total
 * @param {string} options.root
 * @param {() => void} options.onClearFilters
 */
export function emptyMessage({ touching, filtered, near, terms, total, root, onClearFilters }) {
  const page = `${root}cases/index.html`;
  const links = terms.map(({ name, value, label }) =>
    element("li", null, element("a", { href: `${page}?${new URLSearchParams([[name, value]])}` }, label)),
  );
  return element(
    "div",
    { class: "kb-empty" },
    touching.length > 0 && element("p", null, "下面的案例只沾边，不算找到："),
    touching.length > 0 && element("ul", { class: "kb-touching" }, touching.map(({ id, title }) =>
      element("li", null, element("a", { href: `${root}cases/${encodeURIComponent(id)}.html` }, title)))),
    filtered && element("p", null, element("button", { type: "button", on: { click: onClearFilters } }, "清除筛选条件再找")),
    links.length > 0 && element("p", null, near ? "词表里相近的词：" : "或者从问题找："),
    links.length > 0 && element("ul", null, links),
    element("p", null, element("a", { href: page }, `看全部 ${total} 个案例`)),
  );
}
