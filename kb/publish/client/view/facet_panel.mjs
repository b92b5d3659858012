// Show what results can be narrowed by; boxes stay where they are while their counts change.
import { element } from "./element.mjs";

const TITLES = { theme: "主题", problem: "问题", model: "做法模式", stage: "学段", region: "地区", evidence: "证据等级" };

function valueRow(name, value, onToggle) {
  const box = element("input", { type: "checkbox", name, value: value.value, on: { change: () => onToggle(name, value.value) } });
  const count = element("span", { class: "kb-facet__count" });
  const row = element(
    "li",
    { class: value.within ? "kb-facet__value kb-facet__value--within" : "kb-facet__value" },
    element("label", null, box, element("span", { class: "kb-facet__label" }, value.label), count),
  );
  return { box, count, row, value };
}

/** Make the panel once for the facets the index knows; returns its element and a function that updates it. */
export function facetPanel(facets, onToggle) {
  const rows = [];
  const groups = facets.map(({ name, values }) => {
    const own = values.map((value) => valueRow(name, value, onToggle));
    rows.push(...own.map((row) => ({ ...row, name })));
    return element(
      "fieldset",
      { class: "kb-facet" },
      element("legend", null, TITLES[name]),
      element("ul", { class: "kb-facet__values" }, own.map((row) => row.row)),
    );
  });
  const summary = element("summary", { class: "kb-facets__summary" }, "筛选");
  const panel = element("details", { class: "kb-facets" }, summary, element("div", { class: "kb-facets__groups" }, groups));

  const update = (counts, filters) => {
    let chosen = 0;
    for (const { name, box, count, row, value } of rows) {
      const amount = counts[name].get(value.value) || 0;
      const values = filters[name] || [];
      box.checked = values.includes(value.value);
      chosen += box.checked ? 1 : 0;
      count.textContent = String(amount);
      row.classList.toggle("kb-facet__value--none", !amount && !box.checked);
      // A city shows once its province, or the city itself, is chosen: the list stays short.
      row.hidden = Boolean(value.within) && !box.checked && !values.includes(value.within);
    }
    summary.textContent = chosen ? `筛选（已选 ${chosen} 项）` : "筛选";
  };
  return { panel, update };
}

/** Make the chips of what is chosen, each a button that takes its filter away. */
export function filterChips(filters, facets, onToggle) {
  const chips = [];
  for (const { name, values } of facets) {
    for (const chosen of filters[name] || []) {
      const known = values.find((value) => value.value === chosen);
      const words = `${TITLES[name]}：${known ? known.label : chosen}`;
      chips.push(
        element(
          "li",
          null,
          element(
            "button",
            { type: "button", class: "kb-chip", "aria-label": `去掉条件 ${words}`, on: { click: () => onToggle(name, chosen) } },
            words,
            element("span", { class: "kb-chip__cross", "aria-hidden": "true" }, "×"),
          ),
        ),
      );
    }
  }
  return chips;
}
