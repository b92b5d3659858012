// One control for each field; what is typed goes straight into the draft.

import { element } from "../lib/element.mjs";
import { lengthOf, unlisted } from "./check.mjs";
import { line } from "./clean_text.mjs";
import { hint, idOf, problemsAt, required, wrapped } from "./field_parts.mjs";
import { regionChoice } from "./region_choice.mjs";

/** @typedef {import("./types").Field} Field */
/** @typedef {import("./types").Form} Form */
/** @typedef {import("./types").Path} Path */
/** @typedef {import("./types").Control} Control */
/** @typedef {Record<string, any>} Holder  the part of the draft that a field is in */

/**
 * Build one field. `holder[field.key]` is its place in the draft.
 * @param {Field} field @param {Holder} holder @param {Path} path @param {Form} form @returns {HTMLElement}
 */
export function fieldFor(field, holder, path, form) {
  const here = path.concat(field.key);
  if (field.kind === "choices") return choices(field, holder, here, form);
  if (field.kind === "region") return regionChoice(field, holder, here, form);
  return single(field, holder, here, form);
}

/**
 * Build one section of the body: a text, and buttons that put in the mark of a document.
 * @param {import("./types").SectionField} section @param {Form} form
 */
export function sectionFor({ heading, label, help, otherwise }, form) {
  const path = ["body", heading];
  const id = idOf(path);
  const { sections } = form.draft;
  const area = element("textarea", { id, rows: 3, required: !otherwise, "aria-describedby": `${help ? `${id}-help ` : ""}${id}-problems` });
  area.value = sections[heading];
  const take = () => {
    sections[heading] = area.value;
    form.changed(path);
  };
  area.addEventListener("input", take);
  const marks = element("p", { class: "kb-form-marks" });
  // Advice and questions are people's own.
  if (!otherwise) form.watchSources((sources) => {
    const buttons = sources.map((source) => {
      const insert = () => {
        insertAt(area, source.mark);
        take();
      };
      return element("button", { type: "button", on: { click: insert } }, shortened(source.title));
    });
    marks.textContent = "";
    if (buttons.length) marks.append("在光标处标出处：", ...buttons);
  });
  const named = element("label", { for: id }, label, otherwise ? null : required());
  return wrapped("kb-field", named, hint(help, id), area, marks, form.slot(path, problemsAt(id), area));
}

/** @param {Field} field @param {Holder} holder @param {Path} path @param {Form} form */
function single(field, holder, path, form) {
  const id = idOf(path);
  const control = controlFor(field, holder, id);
  const count = field.kind === "long" ? element("p", { class: "kb-form-count" }) : null;
  const showCount = () => {
    if (count) count.textContent = `${lengthOf(line(control.value))} 字，要 ${field.min} 至 ${field.max} 字`;
  };
  control.addEventListener("input", () => {
    holder[field.key] = field.kind === "texts" ? wordsOf(control.value) : control.value;
    showCount();
    form.changed(path);
  });
  showCount();
  const label = element("label", { for: id }, field.title, field.required ? required() : null);
  const isShort = ["date", "number", "count"].includes(field.kind);
  return wrapped(isShort ? "kb-field kb-field-short" : "kb-field", label, hint(field.help, id), count, control, form.slot(path, problemsAt(id), control));
}

/** @param {Field} field @param {Holder} holder @param {string} id */
function controlFor(field, holder, id) {
  const shared = { id, required: field.required, "aria-describedby": `${field.help ? `${id}-help ` : ""}${id}-problems` };
  /** @type {Control} */
  let control;
  if (field.kind === "choice") {
    const listed = offered(field, holder[field.key]).map(([value, label]) => element("option", { value }, label));
    control = element("select", shared, element("option", { value: "" }, field.nothing || (field.required ? "请选一个" : "不填")), ...listed);
  } else if (field.kind === "long") {
    control = element("textarea", { ...shared, rows: 3 });
  } else {
    /** @type {Record<string, string>} */
    const modes = { number: "decimal", count: "numeric", address: "url" };
    control = element("input", { ...shared, type: "text", inputmode: modes[field.kind] || null, autocomplete: "off", spellcheck: "false" });
  }
  control.value = [holder[field.key]].flat().join("、");
  return control;
}

/** Let one line hold several words, separated by 、 ； or commas. @param {string} text */
function wordsOf(text) {
  return text.split(/[、；;，,]/).map(line).filter(Boolean);
}

/** @param {Field} field @param {Holder} holder @param {Path} path @param {Form} form */
function choices(field, holder, path, form) {
  const id = idOf(path);
  /** @type {HTMLInputElement[]} */
  const boxes = [];
  const options = offered(field, holder[field.key]).map(([value, label]) => {
    const box = element("input", { type: "checkbox", value, name: id });
    box.checked = holder[field.key].includes(value);
    box.addEventListener("change", () => {
      holder[field.key] = boxes.filter((each) => each.checked).map((each) => each.value);
      form.changed(path);
    });
    boxes.push(box);
    return element("label", { class: "kb-form-choice" }, box, label);
  });
  const legend = element("legend", { id, tabindex: "-1" }, field.title);
  return element("fieldset", { class: "kb-form-group" }, legend, hint(field.help, id), wrapped("kb-form-choices", ...options), form.slot(path, problemsAt(id), legend));
}

/** Return what may be chosen, with what was written elsewhere and is none of that: it is seen, and told of. @param {Field} field @param {string | string[]} value */
function offered(field, value) {
  const several = field.kind === "choice" && Array.isArray(value) ? [value.join("、")] : unlisted(field, value);
  return field.choices.concat(several.map((each) => [each, each]));
}

/** @param {HTMLTextAreaElement} area @param {string} text */
function insertAt(area, text) {
  const { selectionStart, selectionEnd, value } = area;
  area.value = value.slice(0, selectionStart) + text + value.slice(selectionEnd);
  area.focus();
  area.setSelectionRange(selectionStart + text.length, selectionStart + text.length);
}

/** @param {string} title */
function shortened(title) {
  return lengthOf(title) > 16 ? `${[...title].slice(0, 15).join("")}…` : title;
}
