// Ask for the documents that a case rests on: one of the library's, or a new one with what its kind has.

import { element } from "../lib/element.mjs";
import { fieldFor } from "./fields.mjs";
import { withoutMaterial } from "./material_marks.mjs";
import { blankMaterial } from "./to_case.mjs";

/** @typedef {import("./types").Form} Form */

/** Build the list of documents; it begins with one. @param {Form} form */
export function materialList(form) {
  const { draft, data } = form;
  const items = element("div");
  const build = () => {
    items.textContent = "";
    draft.materials.forEach((_, place) => items.append(materialFor(place, form)));
  };
  if (draft.materials.length === 0) draft.materials.push(blankMaterial(data));
  build();
  const append = () => {
    draft.materials.push(blankMaterial(data));
    build();
    form.changed(["materials"]);
    const first = items.lastElementChild && items.lastElementChild.querySelector("input, select");
    if (first) /** @type {HTMLElement} */ (first).focus();
  };
  return element("div", null, items, element("button", { type: "button", on: { click: append } }, "＋ 再加一份材料"));
}

/** @param {number} place @param {Form} form */
function materialFor(place, form) {
  const { draft, data } = form;
  const material = Object.assign(draft.materials[place], { ...blankMaterial(data), ...draft.materials[place] });
  const path = ["materials", place];
  const one = (/** @type {import("./types").Field} */ field) => fieldFor(field, material, path, form);
  const inside = element("div");
  const show = () => {
    inside.textContent = "";
    if (!material.source) {
      const mains = data.sourceFields.filter(({ key, types }) => !types && !BEHIND.includes(key));
      const further = data.sourceFields.filter(({ key, types }) => (types ? types.includes(material.type) : BEHIND.includes(key)));
      inside.append(...mains.map(one), element("details", null, element("summary", null, "更多（可以不填）"), ...further.map(one)));
      const type = /** @type {HTMLSelectElement} */ (inside.querySelector("select"));
      type.addEventListener("change", () => {
        const again = document.activeElement === type;
        show();
        if (again) /** @type {HTMLSelectElement} */ (inside.querySelector("select")).focus();
      });
    }
    inside.append(one(locator(data)));
  };
  const parts = data.sources ? [fieldFor(listed(data.sources), material, path, form)] : [];
  for (const part of parts) part.addEventListener("change", show);
  show();
  const remove = () => {
    draft.materials.splice(place, 1);
    for (const heading of Object.keys(draft.sections)) draft.sections[heading] = withoutMaterial(draft.sections[heading], place);
    form.rebuild();
    form.changed(["materials"]);
  };
  const drop = element("button", { type: "button", class: "kb-form-remove", on: { click: remove } }, "移除这份材料");
  return element("fieldset", { class: "kb-form-item" }, element("legend", null, `材料 ${place + 1}`), ...parts, inside, draft.materials.length > 1 ? drop : null);
}

/** What every document may have, and few people need. */
const BEHIND = ["archived_url", "title_by_editor", "note"];

const PLAIN = { help: "", min: 0, max: 0, choices: [], fields: [] };

/** @param {[id: string, title: string, tier: string][]} sources @returns {import("./types").Field} */
function listed(sources) {
  return { ...PLAIN, key: "source", title: "本库有没有登记过", nothing: "没有，是新材料", kind: "choice", required: false, choices: sources.map(([id, title]) => [id, title]) };
}

/** @param {import("./types").FormData} data @returns {import("./types").Field} */
function locator({ locator: [title, help] }) {
  return { ...PLAIN, key: "locator", title, help, kind: "text", required: true };
}
