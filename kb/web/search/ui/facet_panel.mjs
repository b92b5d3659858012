// Show what results can be narrowed by; boxes stay where they are while their counts change.
import { element } from "../../lib/element.mjs";

/** Groups that stand above the results as chips; the others are one press away. */
const CHIPS = ["problem", "stage", "region"];

/** Facets that an address may narrow by although the panel does not list them. */
/** @type {Record<string, string>} */
const UNLISTED = { year: "年份", source: "来源", pupils: "学生人数" };

/** @typedef {{value: string, label: string, parent: string | null, box: HTMLInputElement, count: HTMLElement, item: HTMLElement}} Row */
/** @typedef {(name: string, value: string) => unknown} OnValue */

/** One facet with a row a value. */
class Group {
  /** @param {import("../types").Facet} facet @param {OnValue} onToggle @param {() => void} onOpen */
  constructor({ name, label, values, used }, onToggle, onOpen) {
    this.name = name;
    this.label = label;
    this.onToggle = onToggle;
    /** @type {Map<string, Row>} */
    this.rows = new Map();
    this.list = element("ul", { "aria-label": label });
    this.isChips = CHIPS.includes(name);
    this.box = this.isChips
      ? element("div", { class: "kb-chip-group" }, element("b", { "aria-hidden": "true" }, label), this.list)
      : element("details", { class: "kb-facet" }, element("summary", null, label), this.list);
    for (const place of used) if (values[place].parent < 0) this.row(values[place].value, values[place].label, null);
    this.box.addEventListener("toggle", () => this.isOpen && onOpen());
  }

  /** Whether its counts can be seen. */
  get isOpen() {
    return this.isChips || this.box.hasAttribute("open");
  }

  /**
   * The row of a value, made when the value first turns up; one within another comes below that one.
   * @param {string} value @param {string} label @param {string | null} parent
   */
  row(value, label, parent) {
    const known = this.rows.get(value);
    if (known) return known;
    const change = () => this.onToggle(this.name, value);
    const box = element("input", { type: "checkbox", name: this.name, value, on: { change } });
    const count = element("b", { class: "kb-facet-count" });
    const words = element("span", { class: "kb-facet-label" }, label);
    const item = element("li", { class: parent && "kb-facet-within" }, element("label", null, box, words, " ", count));
    const row = { value, label, parent, box, count, item };
    this.rows.set(value, row);
    const above = parent && this.rows.get(parent);
    let before = above ? above.item.nextElementSibling : null;
    while (above && before && before.className === "kb-facet-within") before = before.nextElementSibling;
    this.list.insertBefore(item, before);
    return row;
  }

  /** The values that contain this one, and those within it. @param {string} value */
  kin(value) {
    /** @type {(own: string) => string[]} */
    const above = (own) => {
      const { parent } = this.rows.get(own) || { parent: null };
      return parent ? [parent, ...above(parent)] : [];
    };
    return [...above(value), ...[...this.rows.keys()].filter((other) => above(other).includes(value))];
  }

  /**
   * Show the counts; a value left out would give nothing and is shown so. Without counts, show none. A group whose values
   * do not divide the `total` cases shown is left out.
   * @param {import("../types").CountedValue[] | undefined} counted @param {number} total
   */
  update(counted, total) {
    if (!counted) {
      for (const { count, item } of this.rows.values()) {
        count.textContent = "";
        item.classList.remove("kb-facet-none");
      }
      return 0;
    }
    const shown = new Map(counted.map((entry) => [entry.value, entry]));
    for (const { value, label, parent } of counted) this.row(value, label, parent);
    for (const { value, parent, box, count, item } of this.rows.values()) {
      const entry = shown.get(value);
      const counts = String(entry ? entry.count : 0);
      box.checked = Boolean(entry && entry.chosen);
      if (count.textContent !== counts) count.textContent = counts;
      item.classList.toggle("kb-facet-none", !entry);
      // A place within a province shows once that province, or the place itself, is chosen: the list stays short.
      (/** @type {HTMLElement} */ (box.parentNode)).classList.toggle("kb-chosen", box.checked);
      item.hidden = (this.isChips || Boolean(parent)) && !entry;
    }
    const chosen = counted.filter((entry) => entry.chosen);
    this.box.hidden = !chosen.length && counted.every(({ count }) => count === total);
    if (chosen.length) this.box.setAttribute("open", "");
    return chosen.length;
  }
}

/**
 * Make the panel for the facets the index has; returns its parts, a function that shows `{name: [{value, count…}]}` of so
 * many cases, and one that names the facets whose counts can be seen. `onOpen` is called when more of them can.
 * @param {import("../types").Facet[]} facets
 * @param {string[]} untold Values that readers are told in parts, and so not offered.
 * @param {OnValue} onToggle
 * @param {() => void} onOpen
 */
export function facetPanel(facets, untold, onToggle, onOpen) {
  const isTold = (/** @type {{value: string}} */ { value }) => !untold.includes(value);
  const groups = facets.map((facet) => {
    const used = facet.used.filter((place) => isTold(facet.values[place]));
    return new Group({ ...facet, used }, onToggle, onOpen);
  });
  const chips = groups.filter(({ isChips }) => isChips);
  const rest = groups.filter(({ isChips }) => !isChips);
  chips.sort((one, other) => CHIPS.indexOf(one.name) - CHIPS.indexOf(other.name));
  const summary = element("summary", { class: "kb-filter-summary" }, "更多条件");
  const more = element("details", { class: "kb-filter" }, summary, element("div", null, rest.map(({ box }) => box)));
  more.addEventListener("toggle", () => more.open && onOpen());
  const seen = () => [...chips, ...(more.open ? rest.filter(({ isOpen }) => isOpen) : [])].map(({ name }) => name);
  const update = (/** @type {import("../types").Counts} */ counted, /** @type {number} */ total) => {
    /** @type {(some: Group[]) => number} */
    const shown = (some) => some.reduce((sum, group) => {
      const values = counted[group.name];
      return sum + group.update(values && values.filter((entry) => entry.chosen || isTold(entry)), total);
    }, 0);
    shown(chips);
    const chosen = shown(rest);
    summary.textContent = chosen ? `更多条件（已选 ${chosen} 项）` : "更多条件";
    more.hidden = rest.every(({ box }) => box.hidden);
  };
  const nameOf = (/** @type {string} */ name) => (groups.find((other) => other.name === name) || { label: UNLISTED[name] }).label;
  const kinOf = (/** @type {string} */ name, /** @type {string} */ value) => {
    const group = groups.find((other) => other.name === name);
    return group ? group.kin(value) : [];
  };
  return { parts: [...chips.map(({ box }) => box), more], seen, update, nameOf, kinOf };
}

/**
 * Make the chips of what is chosen, each a button that takes its filter away.
 * @param {import("../types").Filters} filters
 * @param {(name: string, value: string) => string} labelOf
 * @param {OnValue} onRemove
 */
export function filterChips(filters, labelOf, onRemove) {
  return Object.keys(filters).flatMap((name) =>
    (filters[name] || []).map((value) => {
      const words = labelOf(name, value);
      return element(
        "button",
        { type: "button", class: "kb-active-chip", "aria-label": `移除条件 ${words}`, on: { click: () => onRemove(name, value) } },
        words,
        element("span", { "aria-hidden": "true" }, " ×"),
      );
    }),
  );
}
