// Say what happened when there are no hits to show.
import { element } from "../../lib/element.mjs";

/** Make the words for an empty result: a way out for every reason there may be. */
export function emptyMessage({ text, filtered, near, terms, total, root, onClearFilters }) {
  const page = `${root}cases/index.html`;
  return element(
    "div",
    { class: "kb-empty" },
    element("p", null, text ? `没有找到与“${text}”相符的案例。` : "没有同时符合这些条件的案例。"),
    filtered && element("p", null, element("button", { type: "button", on: { click: onClearFilters } }, "去掉筛选条件再找")),
    terms.length > 0 && [
      element("p", null, near ? "词表里相近的词：" : "或者从问题找："),
      element(
        "ul",
        null,
        terms.map(({ name, value, label }) =>
          element("li", null, element("a", { href: `${page}?${new URLSearchParams([[name, value]])}` }, label)),
        ),
      ),
    ],
    element("p", null, element("a", { href: page }, `看全部 ${total} 个案例`)),
  );
}
