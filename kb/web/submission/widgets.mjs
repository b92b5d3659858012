// Build the form's controls from the description of each field; what is typed goes straight into the draft.

import { element } from "../lib/element.mjs";
import { lengthOf } from "./check.mjs";
import { hint, idOf, problemsAt, required } from "./field_parts.mjs";
import { regionChoice } from "./region_choice.mjs";
import { blank, line } from "./to_case.mjs";

/** @typedef {import("./types").Field} Field */
/** @typedef {import("./types").Form} Form */
/** @typedef {import("./types").Path} Path */
/** @typedef {import("./types").Control} Control */
/** @typedef {Record<string, any>} Holder  the part of the draft that a field is in */

/**
 * Build one field. `holder[field.key]` is its place in the draft.
 * @param {Field} field
 * @param {Holder} holder
 * @param {Path} path
 * @param {Form} form
 * @returns {HTMLElement}
 */
export function fieldFor(field, holder, path, form) {
  const here = path.concat(field.key);
  if (field.kind === "group") return group(field, holder[field.key], here, form);
  if (field.kind === "list") return list(field, holder, here, form);
  if (field.kind === "choices" || field.kind === "cases") return choices(field, holder, here, form);
  if (field.kind === "region") return regionChoice(field, holder, here, form);
  return single(field, holder, here, form);
}

/**
 * Build one section of the body: a large text with buttons that put in a citation mark.
 * @param {{heading: string, help: string}} section @param {import("./types").Draft} draft @param {Form} form
 */
export function sectionFor({ heading, help }, draft, form) {
  const path = ["body", heading];
  const id = idOf(path);
  const area = element("textarea", { id, rows: 7, "aria-describedby": `${id}-help ${id}-problems` });
  area.value = draft.sections[heading];
  const take = () => {
    draft.sections[heading] = area.value;
    form.changed(path);
  };
  area.addEventListener("input", take);
  const marks = element("p", { class: "kb-form-marks" });
  form.watchSources((sources) => {
    const listed = sources.filter((source) => source.listed);
    const buttons = listed.map((source) => {
      const insert = () => {
        insertAt(area, `〔${source.id}，${source.locator || "定位"}〕`);
        take();
      };
      return element("button", { type: "button", on: { click: insert } }, `〔${source.id}〕`);
    });
    marks.textContent = "";
    if (buttons.length) marks.append("在光标处标出处：", ...buttons);
  });
  const label = element("label", { for: id }, heading, required());
  return wrapped("kb-field", label, hint(help, "", id), area, marks, form.slot(path, problemsAt(id), area));
}

/** @param {string} className @param {...import("../lib/element.mjs").Child} children */
function wrapped(className, ...children) {
  return element("div", { class: className }, ...children);
}

/** @param {Field} field @param {Holder} holder @param {Path} path @param {Form} form */
function single(field, holder, path, form) {
  const id = idOf(path);
  const described = `${id}-help ${id}-problems`;
  const control = controlFor(field, holder, id, described, form);
  const status = element("p", { class: "kb-form-count" });
  const hasStatus = field.kind === "long" || field.kind === "choice";
  const showStatus = () => {
    if (field.kind === "long") status.textContent = `现在 ${lengthOf(line(control.value))} 字，要写 ${field.min} 至 ${field.max} 字`;
    if (field.kind === "choice") status.textContent = (field.choices.find(([value]) => value === control.value) || ["", "", ""])[2];
  };
  const take = () => {
    holder[field.key] = field.kind === "texts" ? wordsOf(control.value) : control.value;
    showStatus();
    form.changed(path);
  };
  control.addEventListener("input", take);
  form.control(path, control, showStatus);
  showStatus();
  const label = element("label", { for: id }, field.title, field.required ? required() : null);
  const size = field.kind === "date" || field.kind === "number" ? "kb-field kb-field-short" : "kb-field";
  return wrapped(size, label, hint(field.help, field.example, id), control, hasStatus ? status : null, form.slot(path, problemsAt(id), control));
}

/** @param {Field} field @param {Holder} holder @param {string} id @param {string} described @param {Form} form */
function controlFor(field, holder, id, described, form) {
  const shared = { id, "aria-describedby": described };
  /** @type {Control} */
  let control;
  if (field.kind === "choice") {
    const listed = field.choices.map(([value, label]) => element("option", { value }, label));
    const nothing = element("option", { value: "" }, field.required ? "请选一个" : "不填");
    const unknown = field.unknown ? element("option", { value: form.data.unknown }, form.data.unknown) : null;
    control = element("select", shared, nothing, ...listed, unknown);
  } else if (field.kind === "source" && form.data.sources) {
    const select = element("select", shared);
    control = select;
    form.watchSources((sources) => {
      const value = holder[field.key];
      select.textContent = "";
      select.append(
        element("option", { value: "" }, field.required ? "请选一份材料" : "没有来源，是编者分析"),
        ...sources.map((source) => element("option", { value: source.id }, `${source.title || source.id}（${source.id}）`)),
      );
      select.value = value;
    });
  } else if (field.kind === "long") {
    control = element("textarea", { ...shared, rows: 4 });
  } else {
    /** @type {Record<string, string>} */
    const modes = { number: "decimal", address: "url" };
    const mode = modes[field.kind] || null;
    control = element("input", { ...shared, type: "text", inputmode: mode, autocomplete: "off", spellcheck: "false" });
  }
  control.value = field.kind === "texts" ? holder[field.key].join("、") : holder[field.key];
  return control;
}

/** Let one line hold several words, separated by 、 ； or commas. @param {string} text */
function wordsOf(text) {
  return text.split(/[、；;，,]/).map(line).filter(Boolean);
}

/** @param {Field} field @param {Holder} holder @param {Path} path @param {Form} form */
function group(field, holder, path, form) {
  const parts = field.fields.map((part) => fieldFor(part, holder, path, form));
  const legend = element("legend", { id: idOf(path), tabindex: "-1" }, field.title, field.required ? required() : null);
  return element("fieldset", { class: "kb-form-group" }, legend, hint(field.help, "", idOf(path)), form.slot(path, problemsAt(idOf(path)), legend), ...parts);
}

/** @param {Field} field @param {Holder} holder @param {Path} path @param {Form} form */
function list(field, holder, path, form) {
  const items = element("div", { class: "kb-form-items" });
  const build = () => {
    items.textContent = "";
    holder[field.key].forEach((/** @type {Holder} */ value, /** @type {number} */ place) => items.append(listItem(value, place)));
  };
  const listItem = (/** @type {Holder} */ value, /** @type {number} */ place) => {
    const item = Object.assign(value, { ...blank({ ...field, kind: "group" }), ...value });
    const remove = () => {
      holder[field.key].splice(place, 1);
      build();
      form.changed(path);
      add.focus();
    };
    return element(
      "fieldset",
      { class: "kb-form-item" },
      element("legend", null, `${field.item || field.title} ${place + 1}`),
      ...field.fields.map((part) => fieldFor(part, item, path.concat(place), form)),
      element("button", { type: "button", class: "kb-form-remove", on: { click: remove } }, "删去这一条"),
    );
  };
  const append = () => {
    holder[field.key].push(blank({ ...field, kind: "group" }));
    build();
    form.changed(path);
    const first = items.lastElementChild && items.lastElementChild.querySelector("input, select, textarea");
    if (first) /** @type {HTMLElement} */ (first).focus();
  };
  const add = element("button", { type: "button", class: "kb-form-add", on: { click: append } }, `＋ ${field.add || `加一条${field.title}`}`);
  if (field.least && holder[field.key].length === 0) holder[field.key].push(blank({ ...field, kind: "group" }));
  build();
  const legend = element("legend", { id: idOf(path), tabindex: "-1" }, field.title, field.required ? required() : null);
  return element("fieldset", { class: "kb-form-group" }, legend, hint(field.help, "", idOf(path)), form.slot(path, problemsAt(idOf(path)), legend), items, add);
}

/** @param {Field} field @param {Holder} holder @param {Path} path @param {Form} form */
function choices(field, holder, path, form) {
  const { unknown } = form.data;
  const id = idOf(path);
  const offered = field.kind === "cases" ? (form.data.cases || []).map(([value, label]) => [value, label, ""]) : field.choices;
  /** @type {HTMLInputElement[]} */
  const boxes = [];
  const choose = (/** @type {HTMLInputElement} */ box) => {
    // 未知 and a value exclude each other.
    if (box.checked) for (const other of boxes) if ((other.value === unknown) !== (box.value === unknown)) other.checked = false;
    holder[field.key] = boxes.filter((each) => each.checked).map((each) => each.value);
    form.changed(path);
  };
  const option = (/** @type {string} */ value, /** @type {string} */ label, /** @type {string} */ meaning) => {
    const box = element("input", { type: "checkbox", value, name: id });
    box.checked = holder[field.key].includes(value);
    box.addEventListener("change", () => choose(box));
    boxes.push(box);
    const words = element("span", null, value === unknown ? element("span", { class: "kb-unknown" }, label) : label);
    if (meaning && path.length === 1) words.append(element("small", null, meaning));
    return element("label", { class: "kb-form-choice" }, box, words);
  };
  const options = offered.map(([value, label, meaning]) => option(value, label, meaning));
  if (field.unknown) options.push(option(unknown, unknown, "来源没有说"));
  const legend = element("legend", { id, tabindex: "-1" }, field.title, field.required ? required() : null);
  const columns = path.length > 1 ? "kb-form-choices kb-form-choices-tight" : "kb-form-choices";
  return element("fieldset", { class: "kb-form-group" }, legend, hint(field.help, "", id), wrapped(columns, ...options), form.slot(path, problemsAt(id), legend));
}

/** @param {HTMLTextAreaElement} area @param {string} text */
function insertAt(area, text) {
  const { selectionStart, selectionEnd, value } = area;
  area.value = value.slice(0, selectionStart) + text + value.slice(selectionEnd);
  area.focus();
  area.setSelectionRange(selectionStart + text.length, selectionStart + text.length);
}
