// Put the steps of the form on the page, and show each problem beside the field it is about.

import { element } from "../lib/element.mjs";
import { fieldFor, sectionFor } from "./fields.mjs";
import { hint, idOf, problemsAt, required, wrapped } from "./field_parts.mjs";
import { materialList } from "./materials.mjs";
import { markOf } from "./material_marks.mjs";

/** @typedef {import("./types").Draft} Draft */
/** @typedef {import("./types").Form} Form */
/** @typedef {import("./types").FormData} FormData */
/** @typedef {import("./types").Problem} Problem */

/**
 * Build the form; `onChange` runs after every change. Returns what the rest of the page needs of it.
 * @param {HTMLElement} root @param {FormData} data @param {Draft} draft @param {() => void} onChange
 */
export function buildForm(root, data, draft, onChange) {
  /** @type {Map<string, {place: HTMLElement, control: HTMLElement}>} */
  const slots = new Map();
  /** @type {((sources: import("./types").CitableSource[]) => void)[]} */
  const watching = [];
  /** @type {Set<string>} */
  const touched = new Set();
  let all = false;
  let listed = "";
  /** @type {Problem[]} */
  let latest = [];

  /** @type {Form} */
  const form = {
    data,
    draft,
    slot(path, place, control) {
      slots.set(path.join("."), { place, control });
      return place;
    },
    watchSources(refresh) {
      watching.push(refresh);
      refresh(citable(data, draft));
    },
    changed(path) {
      touched.add(path.join("."));
      const sources = citable(data, draft);
      const now = JSON.stringify(sources);
      if (now !== listed) for (const refresh of watching) refresh(sources);
      listed = now;
      onChange();
    },
    rebuild() {
      slots.clear();
      watching.length = 0;
      root.textContent = "";
      const steps = stepsOf(form);
      steps.forEach(([title, ...parts], place) => root.append(stepOf(String(title), parts, place + 1, steps.length)));
    },
  };
  form.rebuild();

  const show = (/** @type {Problem[]} */ problems) => {
    latest = problems;
    /** @type {Map<string, Problem[]>} */
    const by = new Map();
    for (const problem of problems) by.set(problem.path, (by.get(problem.path) || []).concat(problem));
    for (const [path, { place, control }] of slots) {
      const own = all || touched.has(path) ? by.get(path) || [] : [];
      place.textContent = "";
      place.append(...own.map((problem) => element("li", { class: `kb-form-${problem.severity}` }, problem.message, " ", codeLink(data, problem.code))));
      if (own.some((problem) => problem.severity === "error")) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
    }
  };
  return {
    show,
    showAll() {
      all = true;
      show(latest);
    },
    focus(/** @type {string} */ path) {
      all = true;
      show(latest);
      const found = slots.get(path);
      if (!found) return;
      const details = found.control.closest("details");
      if (details) details.open = true;
      found.control.focus();
      found.control.scrollIntoView({ block: "center" });
    },
  };
}

/** The small link from a finding to what explains it. @param {FormData} data @param {string} code */
function codeLink(data, code) {
  return element("a", { class: "kb-form-code", href: `${data.rulesPage}#${code}`, target: "_blank", "aria-label": `${code} 是什么意思` }, code);
}

/**
 * Return the steps, each a title and what is asked; they depend on the way that was chosen.
 * @param {Form} form @returns {(string | HTMLElement | null)[][]}
 */
function stepsOf(form) {
  const { data, draft } = form;
  const isSelf = draft.road === "self";
  const at = (/** @type {string} */ name, needed = false) => {
    const [key, part] = name.split(".");
    const [field] = data.fields.filter((each) => each.key === key);
    if (!part) return fieldFor(field, draft.head, [], form);
    const [inner] = field.fields.filter((each) => each.key === part);
    return fieldFor(needed ? { ...inner, required: true } : inner, draft.head[key], [key], form);
  };
  const texts = data.sections.map((section) => ({ section, place: sectionFor(section, form) }));
  const parts = (/** @type {string} */ key) => (data.fields.find((field) => field.key === key) || { fields: [] }).fields.map((field) => at(`${key}.${field.key}`));
  const [advice, ...rest] = texts.filter(({ section }) => section.otherwise);
  const still = at("practice.status", isSelf);
  const more = [at("practice.since"), at("problem"), at("model"), ...parts("setting"), ...parts("mechanism"), ...parts("cost"), at("contributors")];
  const [title, help] = data.person;
  const person = { key: "person", title, help, kind: "text", required: false, min: 0, max: 0, choices: [], fields: [] };
  const basis = { self: () => [fieldFor(person, draft, [], form)], material: () => [materialList(form)] }[draft.road];
  return [
    ["您从哪里知道的", roadChoice(form), ...(basis ? basis() : [])],
    ["谁，在哪里", at("unit.name"), at("unit.type"), at("region"), at("stage")],
    ["做了什么", at("title"), at("summary"), ...texts.filter(({ section }) => !section.otherwise).map(({ place }) => place), isSelf ? still : null],
    ["还可以补充（都可以不填）", advice.place, element("details", null, element("summary", null, "更多：归类、时间、谁出钱、署名"), ...rest.map(({ place }) => place), isSelf ? null : still, ...more)],
  ];
}

/** @param {Form} form */
function roadChoice(form) {
  const id = idOf(["road"]);
  const options = form.data.roads.map(([value, label, meaning]) => {
    const radio = element("input", { type: "radio", id: `${id}-${value}`, name: id, value, required: true });
    radio.checked = form.draft.road === value;
    radio.addEventListener("change", () => {
      form.draft.road = value;
      form.rebuild();
      form.changed(["road"]);
      const chosen = document.getElementById(`${id}-${value}`);
      if (chosen) chosen.focus();
    });
    return element("label", { class: "kb-form-choice" }, radio, element("span", null, label, element("small", null, meaning)));
  });
  const legend = element("legend", { id, tabindex: "-1" }, form.data.road, required());
  return element("fieldset", { class: "kb-form-group" }, legend, hint("", id), wrapped("kb-form-roads", ...options), form.slot(["road"], problemsAt(id), legend));
}

/** @param {string} title @param {(string | HTMLElement | null)[]} parts @param {number} number @param {number} count */
function stepOf(title, parts, number, count) {
  const heading = element("h2", { id: idOf(["step", number]) }, element("small", null, `第 ${number} 步，共 ${count} 步`), " ", title);
  return element("section", { class: "kb-form-step", "aria-labelledby": idOf(["step", number]) }, heading, ...parts);
}

/**
 * Return the documents whose mark can be put into the text; a self-account marks itself.
 * @param {FormData} data @param {Draft} draft @returns {import("./types").CitableSource[]}
 */
function citable(data, draft) {
  if (draft.road !== "material") return [];
  return draft.materials.map(({ source, locator, title }, place) => {
    const listed = (data.sources || []).find(([id]) => id === source);
    return { mark: markOf(place, locator), title: (listed && listed[1]) || title || `材料 ${place + 1}` };
  });
}
