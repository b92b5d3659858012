// Show what results can be narrowed by; boxes stay where they are while their counts change.
import { element } from "./element.mjs";

/** Groups that begin open; the others are one press away. */
const OPEN = ["theme", "problem", "model"];

function valueRow(name, value, onToggle) {
  const box = element("input", {
    type: "checkbox",
    name,
    value: value.value,
    on: { change: () => onToggle(name, value.value) },
  });
  const count = element("b", { class: "kb-facet-count" });
  const row = element(
    "li",
    { class: value.parent && "kb-facet-within" },
    element("label", null, box, element("span", { class: "kb-facet-label" }, value.label), " ", count),
  );
  return { name, value, box, count, row };
}

/** Make the panel once for the facets the index knows; returns its element and a function that updates it. */
export function facetPanel(facets, onToggle) {
  const rows = [];
  const groups = facets.map(({ name, label, values }) => {
    const own = values.map((value) => valueRow(name, value, onToggle));
    rows.push(...own);
    const list = element("ul", { role: "group", "aria-label": label }, own.map(({ row }) => row));
    return element("details", { class: "kb-facet", open: OPEN.includes(name) }, element("summary", null, label), list);
  });
  const summary = element("summary", { class: "kb-filter-summary" }, "筛选");
  const panel = element("details", { class: "kb-filter" }, summary, element("div", null, groups));

  /** Show `{name: [{value, count, chosen}…]}`; a value left out would give nothing and is shown so. */
  const update = (counted) => {
    let chosen = 0;
    for (const { name, value, box, count, row } of rows) {
      const found = counted[name].find((entry) => entry.value === value.value);
      box.checked = Boolean(found && found.chosen);
      chosen += box.checked ? 1 : 0;
      count.textContent = String(found ? found.count : 0);
      row.classList.toggle("kb-facet-none", !found);
      // A place within a province shows once that province, or the place itself, is chosen: the list stays short.
      row.hidden = Boolean(value.parent) && !found;
    }
    groups.forEach((group, at) => {
      if (counted[facets[at].name].some((entry) => entry.chosen)) group.open = true;
    });
    summary.textContent = chosen ? `筛选（已选 ${chosen} 项）` : "筛选";
  };
  return { panel, update };
}

/** Make the chips of what is chosen, each a button that takes its filter away. */
export function filterChips(filters, facets, onRemove) {
  const chips = [];
  for (const { name, label, values } of facets) {
    for (const chosen of filters[name] || []) {
      const known = values.find(({ value }) => value === chosen);
      const words = `${label}：${known ? known.label : chosen}`;
      chips.push(
        element(
          "button",
          { type: "button", class: "kb-active-chip", "aria-label": `去掉条件 ${words}`, on: { click: () => onRemove(name, chosen) } },
          words,
          element("span", { "aria-hidden": "true" }, " ×"),
        ),
      );
    }
  }
  return chips;
}
