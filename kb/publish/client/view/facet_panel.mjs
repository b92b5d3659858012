// Show what results can be narrowed by; boxes stay where they are while their counts change.
import { element } from "./element.mjs";

const TITLES = { theme: "主题", problem: "问题", model: "做法", stage: "学段", region: "地区", evidence: "证据等级" };
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
    { class: value.within && "kb-facet-within" },
    element("label", null, box, element("span", { class: "kb-facet-label" }, value.label), " ", count),
  );
  return { name, value, box, count, row };
}

/** Make the panel once for the facets the index knows; returns its element and a function that updates it. */
export function facetPanel(facets, onToggle) {
  const rows = [];
  const groups = facets.map(({ name, values }) => {
    const own = values.map((value) => valueRow(name, value, onToggle));
    rows.push(...own);
    return element(
      "details",
      { class: "kb-facet", open: OPEN.includes(name) },
      element("summary", null, TITLES[name]),
      element("ul", { role: "group", "aria-label": TITLES[name] }, own.map(({ row }) => row)),
    );
  });
  const summary = element("summary", { class: "kb-filter-summary" }, "筛选");
  const panel = element("details", { class: "kb-filter" }, summary, element("div", { class: "kb-filter-groups" }, groups));

  const update = (counts, filters) => {
    let chosen = 0;
    for (const { name, value, box, count, row } of rows) {
      const values = filters[name] || [];
      const amount = counts[name].get(value.value) || 0;
      box.checked = values.includes(value.value);
      chosen += box.checked ? 1 : 0;
      count.textContent = String(amount);
      row.classList.toggle("kb-facet-none", !amount && !box.checked);
      // A city shows once its province, or the city itself, is chosen: the list stays short.
      row.hidden = Boolean(value.within) && !box.checked && !values.includes(value.within);
    }
    groups.forEach((group, index) => {
      if (filters[facets[index].name]) group.open = true;
    });
    summary.textContent = chosen ? `筛选（已选 ${chosen} 项）` : "筛选";
  };
  return { panel, update };
}

/** Make the chips of what is chosen, each a button that takes its filter away. */
export function filterChips(filters, facets, onRemove) {
  const chips = [];
  for (const { name, values } of facets) {
    for (const chosen of filters[name] || []) {
      const known = values.find(({ value }) => value === chosen);
      const words = `${TITLES[name]}：${known ? known.label : chosen}`;
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
