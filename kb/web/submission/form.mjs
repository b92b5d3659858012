// Put the steps of the form on the page, and show each problem beside the field it is about.

import { element } from "../lib/element.mjs";
import { suggestedId, suggestedSourceId } from "./id_suggestions.mjs";
import { idOf } from "./field_parts.mjs";
import { fieldFor, sectionFor } from "./widgets.mjs";

/** @typedef {import("./types").Draft} Draft */
/** @typedef {import("./types").Field} Field */
/** @typedef {import("./types").Form} Form */
/** @typedef {import("./types").FormData} FormData */
/** @typedef {import("./types").Problem} Problem */

const NEW_SOURCES = "new-sources";

/**
 * Build the form; `onChange` runs after every change. Returns what the rest of the page needs of it.
 * @param {HTMLElement} root @param {FormData} data @param {Draft} draft @param {() => void} onChange
 */
export function buildForm(root, data, draft, onChange) {
  /** @type {Map<string, {place: HTMLElement, control: HTMLElement}>} */
  const slots = new Map();
  /** @type {Map<string, {control: import("./types").Control, refresh: () => void}>} */
  const controls = new Map();
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
    control(path, control, refresh) {
      controls.set(path.join("."), { control, refresh });
    },
    watchSources(refresh) {
      watching.push(refresh);
      refresh(sourcesOf(data, draft));
    },
    changed(path) {
      touched.add(path.join("."));
      if (path[0] === "id") draft.own.id = draft.head.id !== "";
      if (path[0] === NEW_SOURCES && path[2] === "id") draft.sources[Number(path[1])].own = draft.sources[Number(path[1])].id !== "";
      suggest();
      refreshSources();
      onChange();
    },
  };

  const suggest = () => {
    if (!draft.own.id) put(["id"], draft.head, "id", suggestedId(data, draft.head));
    draft.sources.forEach((source, place) => {
      const others = draft.sources.filter((other) => other !== source).map((other) => other.id);
      if (!source.own) put([NEW_SOURCES, place, "id"], source, "id", suggestedSourceId(data, source, others));
    });
  };
  /** @type {(path: import("./types").Path, holder: Record<string, any>, key: string, value: string) => void} */
  const put = (path, holder, key, value) => {
    holder[key] = value;
    const found = controls.get(path.join("."));
    if (found) found.control.value = value;
  };
  const refreshSources = () => {
    const sources = sourcesOf(data, draft);
    const now = JSON.stringify(sources);
    if (now !== listed) for (const refresh of watching) refresh(sources);
    listed = now;
  };

  /** @type {Field} */
  const newSources = {
    ...{ name: "", example: "", unknown: false, min: 0, max: 0, least: 0, choices: [] },
    key: NEW_SOURCES,
    title: "登记新材料",
    item: "新材料",
    add: "登记一份新材料",
    help: "上面的清单里找不到您用的材料，就在这里登记；登记后它自动算作本案例的来源",
    kind: "list",
    fields: data.sourceFields,
    required: false,
  };
  const steps = data.steps.map((step) => {
    const parts = step.fields.map((field) => fieldFor(field, draft.head, [], form));
    const place = step.fields.findIndex((field) => field.key === "sources");
    if (place >= 0) parts.splice(place + 1, 0, fieldFor(newSources, aliased(draft), [], form));
    return { title: step.title, help: step.help, parts, isOptional: step.fields.every((field) => !field.required) };
  });
  const body = { title: "正文", help: "五节都要写。不知道就写“未知”，并说说可以到哪里去查。空一行就是另起一段。", parts: data.sections.map((section) => sectionFor(section, draft, form)), isOptional: false };
  const firstOptional = steps.findIndex((step) => step.isOptional);
  steps.splice(firstOptional < 0 ? steps.length : firstOptional, 0, body);

  root.textContent = "";
  steps.forEach((step, place) => root.append(stepOf(step, place + 1)));

  const show = (/** @type {Problem[]} */ problems) => {
    latest = problems;
    /** @type {Map<string, Problem[]>} */
    const by = new Map();
    for (const problem of problems) by.set(problem.path, (by.get(problem.path) || []).concat(problem));
    for (const [path, { place, control }] of slots) {
      const own = all || isTouched(touched, path) ? by.get(path) || [] : [];
      place.textContent = "";
      place.append(...own.map((problem) => element("li", { class: `kb-form-${problem.severity}` }, `${problem.code} ${problem.message}`)));
      if (control && own.some((problem) => problem.severity === "error")) control.setAttribute("aria-invalid", "true");
      else if (control) control.removeAttribute("aria-invalid");
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
      const found = slots.get(path) || slots.get(path.split(".")[0]);
      const place = found && found.control;
      if (!place) return;
      const details = place.closest("details");
      if (details) details.open = true;
      place.focus();
      place.scrollIntoView({ block: "center" });
    },
  };
}

/** @param {Set<string>} touched @param {string} path */
function isTouched(touched, path) {
  return touched.has(path) || [...touched].some((each) => each.startsWith(`${path}.`));
}

/** The draft has the list of new sources outside its head, under another name. @param {Draft} draft */
function aliased(draft) {
  return {
    get [NEW_SOURCES]() {
      return draft.sources;
    },
  };
}

/** @param {{title: string, help: string, parts: (HTMLElement | null)[], isOptional?: boolean}} step @param {number} number */
function stepOf({ title, help, parts, isOptional }, number) {
  const words = `${number}. ${title}`;
  const inside = [help ? element("p", null, help) : null, ...parts];
  if (isOptional) return element("details", { class: "kb-form-step" }, element("summary", null, element("h2", null, words)), ...inside);
  return element("section", { class: "kb-form-step", "aria-labelledby": idOf(["step", number]) }, element("h2", { id: idOf(["step", number]) }, words), ...inside);
}

/**
 * Return every source one can cite, this case's own first.
 * @param {FormData} data @param {Draft} draft @returns {import("./types").CitableSource[]}
 */
function sourcesOf(data, draft) {
  /** @type {{source: string, locator: string}[]} */
  const cited = draft.head.sources;
  const locators = new Map(cited.filter((each) => each.source).map((each) => [each.source, each.locator]));
  const fresh = draft.sources.filter((source) => source.id).map(({ id, title }) => ({ id, title, listed: true, locator: locators.get(id) || "" }));
  const known = (data.sources || []).map(([id, title]) => ({ id, title, listed: locators.has(id), locator: locators.get(id) || "" }));
  const all = fresh.concat(known.filter((source) => !fresh.some((other) => other.id === source.id)));
  return all.filter((source) => source.listed).concat(all.filter((source) => !source.listed));
}
