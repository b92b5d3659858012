// Let a reader choose the order and the view of what was found.
import { element } from "../../lib/element.mjs";

const SORTS = [
  ["", "最相关"],
  ["evidence", "证据多的在前"],
  ["newest", "最近核对的在前"],
  ["name", "按名称"],
];

/**
 * Make the controls; `onChange` gets what was chosen. Returns their elements and a function that shows a query's.
 * @param {(changed: {sort: string} | {view: string}) => void} onChange
 */
export function sortControls(onChange) {
  const options = SORTS.map(([value, words]) => element("option", { value }, words));
  const select = element("select", { on: { change: () => onChange({ sort: select.value }) } }, options);
  const press = () => onChange({ view: button.getAttribute("aria-pressed") === "true" ? "" : "compact" });
  const button = element("button", { type: "button", "aria-pressed": "false", on: { click: press } }, "只看标题");
  const update = (/** @type {{text: string, sort: string, view: string}} */ { text, sort, view }) => {
    // Where nothing was searched nothing is relevant: the cases stand by their evidence.
    const [relevance, evidence] = options;
    const isSearched = Boolean(text.trim());
    relevance.hidden = relevance.disabled = !isSearched;
    evidence.value = isSearched ? "evidence" : "";
    select.selectedIndex = sort && (isSearched || sort !== "evidence") ? SORTS.findIndex(([value]) => value === sort) : Number(!isSearched);
    button.setAttribute("aria-pressed", String(view === "compact"));
  };
  return { parts: [element("label", null, "排序", " ", select), button], update };
}
