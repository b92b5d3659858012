// Choose a place by province, city and county; nobody has to know its six-digit code.

import { element } from "../lib/element.mjs";
import { hint, idOf, problemsAt, required } from "./field_parts.mjs";

/**
 * Build the three choices; the code of the innermost one chosen goes into the draft.
 * @param {import("./types").Field} field @param {Record<string, any>} holder @param {import("./types").Path} path @param {import("./types").Form} form
 */
export function regionChoice(field, holder, path, form) {
  const id = idOf(path);
  const { regions } = form.data;
  const code = holder[field.key];
  /** @type {{test: (each: string, above: string) => boolean, chosen: string}[]} */
  const steps = [
    { test: (each) => each.endsWith("0000"), chosen: code && `${code.slice(0, 2)}0000` },
    { test: (each, above) => each !== above && each.startsWith(above.slice(0, 2)) && isCity(each), chosen: code && `${code.slice(0, 4)}00` },
    { test: (each, above) => each !== above && each.startsWith(above.slice(0, above.endsWith("0000") ? 2 : 4)) && !isCity(each), chosen: code },
  ];
  const names = ["省", "市", "县"];
  const selects = steps.map((_, place) => element("select", { id: place ? `${id}-${place}` : id, required: place === 0, "aria-label": names[place], "aria-describedby": `${id}-problems` }));
  /** @type {(place: number, above: string) => void} */
  const fill = (place, above) => {
    const fitting = place && !above ? [] : regions.filter(([each]) => steps[place].test(each, above));
    selects[place].textContent = "";
    selects[place].append(element("option", { value: "" }, names[place]), ...fitting.map(([value, name]) => element("option", { value }, name)));
    selects[place].disabled = fitting.length === 0;
  };
  const innermost = () => selects.map((select) => select.value).filter(Boolean).pop() || "";
  const take = (/** @type {number} */ place) => {
    for (let below = place + 1; below < selects.length; below += 1) fill(below, innermostAbove(below));
    holder[field.key] = innermost();
    form.changed(path);
  };
  const innermostAbove = (/** @type {number} */ place) => selects.slice(0, place).map((select) => select.value).filter(Boolean).pop() || "";
  selects.forEach((select, place) => {
    fill(place, innermostAbove(place));
    select.value = steps[place].chosen || "";
    if (select.selectedIndex < 0) select.value = "";
    select.addEventListener("change", () => take(place));
  });
  const label = element("label", { for: id }, field.title, required());
  return element("div", { class: "kb-field" }, label, hint(field.help, id), element("div", { class: "kb-form-row" }, ...selects), form.slot(path, problemsAt(id), selects[0]));
}

/** @param {string} code */
function isCity(code) {
  return code.endsWith("00");
}
