// Make of a filled-in form the draft that the page holds, as kb/publish/forms/draft_of.py does.

import { Answers, fold } from "./answers.mjs";
import { Regions } from "./regions.mjs";

/** @typedef {import("./types").FilledForm} FilledForm */
/** @typedef {import("./types").FormPayload} FormPayload */
/** @typedef {import("./types").Question} Question */
/** @typedef {import("../submission/types").Draft} Draft */

const BODY = "body.";
const MATERIALS = "materials";
/** The page takes one; a list may hold several. */
const STAGE = "stage";

/** Return what reads the cases of a form. @param {FormPayload} form @param {import("./regions.mjs").Named[]} places */
export function drafting(form, places) {
  const regions = new Regions(places, form.patterns);
  const answers = new Answers(form, (said) => {
    const found = regions.meant(said);
    return found.length === 1 ? found[0] : said;
  });
  const valueOf = (/** @type {Question} */ question, /** @type {string} */ text) => {
    if (question.kind === "choices" || question.kind === "texts") return answers.texts(question, text);
    if (question.key !== STAGE) return answers.text(question, text);
    const stages = answers.texts(question, text);
    return stages.length === 1 ? stages[0] : stages;
  };
  const roadOf = (/** @type {FilledForm} */ filled) => {
    const [question] = form.questions.filter(({ key }) => key === "road");
    const chosen = answers.choices(question, textOf(filled, "road"));
    const road = chosen.length === 1 ? form.roads[chosen[0].trim()] : "";
    return road || (!chosen.length && (filled.rows[MATERIALS] || []).length ? "material" : "");
  };
  const [table] = form.tables.filter(({ key }) => key === MATERIALS);
  const materialOf = (/** @type {import("./types").Row} */ row) => {
    const entries = table.columns.map((column) => [column.key, valueOf(column, textOf(row, column.key))]);
    return Object.fromEntries(entries.filter(([, value]) => value.length));
  };

  /** @param {FilledForm} filled @returns {Draft} */
  const draftOf = (filled) => {
    /** @type {Draft} */
    const draft = { road: roadOf(filled), person: textOf(filled, "person").trim(), head: {}, sections: {}, materials: [] };
    for (const question of form.questions) {
      const { key } = question;
      const text = textOf(filled, key);
      if (key === "road" || key === "person" || !text) continue;
      if (key.startsWith(BODY)) draft.sections[key.slice(BODY.length)] = answers.text(question, text);
      else put(draft.head, key, labelled(form.labels[key], valueOf(question, text)));
    }
    draft.materials = (filled.rows[MATERIALS] || []).map(materialOf);
    return draft;
  };
  return { draftOf, regions };
}

/** @param {{answers: Record<string, import("./types").Answer>}} filled @param {string} key */
export function textOf({ answers }, key) {
  return answers[key] ? answers[key].text : "";
}

/** @param {Record<string, string> | undefined} labels @param {string | string[]} value @returns {string | string[]} */
function labelled(labels, value) {
  if (!labels) return value;
  const label = (/** @type {string} */ word) => labels[fold(word)] || word;
  return Array.isArray(value) ? [...new Set(value.map(label))] : label(value);
}

/** @param {Record<string, any>} head @param {string} key @param {string | string[]} value */
function put(head, key, value) {
  const [name, part] = key.split(".");
  if (part) Object.assign((head[name] = head[name] || {}), { [part]: value });
  else Object.assign(head, { [name]: value });
}
