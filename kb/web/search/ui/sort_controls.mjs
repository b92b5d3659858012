// Let a reader choose the order and the view of what was found.
import { element } from "../../lib/element.mjs";

const SORTS = [
  ["", "最相关"],
  ["evidence", "证据等级"],
  ["newest", "最近审核"],
  ["name", "名称"],
];

/**
 * Make the controls; `onChange` gets what was chosen. Returns their elements and a function that shows a query's.
 * @param {(changed: {sort: string} | {view: string}) => void} onChange
 */
export function sortControls(onChange) {
  const options = SORTS.map(([value, words]) => element("option", { value }, words));
  const select = element("select", { on: { change: () => onChange({ sort: select.value }) } }, options);
  const press = () => onChange({ view: button.getAttribute("aria-pressed") === "true" ? "" : "compact" });
  const button = element("button", { type: "button", "aria-pressed": "false", on: { click: press } }, "紧凑");
  const update = (/** @type {{sort: string, view: string}} */ { sort, view }) => {
    select.value = sort;
    button.setAttribute("aria-pressed", String(view === "compact"));
  };
  return { parts: [element("label", null, "排序", " ", select), button], update };
}
