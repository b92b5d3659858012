// What every field of the form has around its control: an id, a mark, a hint, a list of problems.

import { element } from "../lib/element.mjs";
import { lengthOf } from "./check.mjs";

/** The id of the element for the field at a path. @param {import("./types").Path} path */
export function idOf(path) {
  return `f-${path.join("-").replace(/[^\w\u4e00-\u9fff-]+/g, "_")}`;
}

/** The mark after the label of a field that must be filled in. */
export function required() {
  return element("span", { class: "kb-form-required" }, "必填");
}

/**
 * What stands below a label: the help text and an example, or nothing.
 * @param {string} help @param {string} example @param {string} id
 */
export function hint(help, example, id) {
  // A help text that names the vocabulary's file tells editors of files something, not readers of a form.
  const said = help.replace(/^词表 \w+ 中的名称；?/, "").replace(/^cases\/sources\.yml 中的来源 id$/, "");
  if (!said && !example) return null;
  if (id === "f-id") return element("p", { class: "kb-form-help", id: `${id}-help` }, `${said}。选好地区和做法会自动写上，也可以自己改`);
  const short = example && lengthOf(example) > 48 ? `${[...example].slice(0, 48).join("")}…` : example;
  return element("p", { class: "kb-form-help", id: `${id}-help` }, said, said && short ? "。" : "", short ? `如：${short}` : "");
}

/** The list that shows what is wrong with a field. @param {string} id */
export function problemsAt(id) {
  return element("ul", { class: "kb-form-problems", id: `${id}-problems`, "aria-live": "polite" });
}
