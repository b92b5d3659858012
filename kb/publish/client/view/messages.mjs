// Say what happened when there are no hits to show: nothing matched, or the index cannot be used.
import { element } from "./element.mjs";

/** Make the words for an empty result: a way out for every reason there may be. */
export function emptyMessage({ text, filtered, terms, total, root, onClearFilters, onAll }) {
  const link = (search, words, onClick) =>
    element("a", { href: `${root}cases/index.html${search}`, on: onClick && { click: onClick } }, words);
  return element(
    "div",
    { class: "kb-empty" },
    element("p", { class: "kb-empty__what" }, text ? `没有找到与“${text}”相符的案例。` : "没有同时符合这些条件的案例。"),
    filtered &&
      element(
        "p",
        null,
        element("button", { type: "button", class: "kb-button", on: { click: onClearFilters } }, "去掉筛选条件再找"),
      ),
    terms.length > 0 && [
      element("p", null, "词表里相近的词："),
      element("ul", { class: "kb-empty__terms" }, terms.map((term) => element("li", null, link(term.search, term.label)))),
    ],
    element("p", null, link("", `看全部 ${total} 个案例`, onAll)),
  );
}

/** Make the words for an index that cannot be used; the static list of cases stays below it. */
export function faultMessage(words) {
  return element("p", { class: "kb-fault", role: "alert" }, words);
}
