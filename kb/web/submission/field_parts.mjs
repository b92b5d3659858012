// What every field of the form has around its control: an id, a mark, a hint, a list of problems.

import { element } from "../lib/element.mjs";

/** The id of the element for the field at a path. @param {import("./types").Path} path */
export function idOf(path) {
  return `f-${path.join("-").replace(/[^\w\u4e00-\u9fff-]+/g, "_")}`;
}

/** The mark after the label of a field that must be filled in. */
export function required() {
  return element("span", { class: "kb-form-required" }, "必填");
}

/** What stands below a label, or nothing. @param {string} help @param {string} id */
export function hint(help, id) {
  return help ? element("p", { class: "kb-form-help", id: `${id}-help` }, help) : null;
}

/** The list that shows what is wrong with a field. @param {string} id */
export function problemsAt(id) {
  return element("ul", { class: "kb-form-problems", id: `${id}-problems`, "aria-live": "polite" });
}

/** @param {string} className @param {...import("../lib/element.mjs").Child} children */
export function wrapped(className, ...children) {
  return element("div", { class: className }, ...children);
}
