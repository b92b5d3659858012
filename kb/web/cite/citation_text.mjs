// Fill the templates of citations in (kb/citation/templates.py), which alone know how a style writes.
import { dataLoader } from "../lib/jsonp.mjs";

/**
 * @typedef {import("../case/payload.mjs").Case} Case
 * @typedef {import("../case/payload.mjs").Place} Place
 * @typedef {import("../case/payload.mjs").Template} Template
 * @typedef {object} Templates
 * @property {string} site  the site's address with a slash at its end; empty where it has none
 * @property {string[]} months
 * @property {[style: string, label: string, ending: string][]} styles
 * @property {Record<number, Record<string, [whole: Template, passage: Template]>>} templates  by the length of the case's date
 */

/**
 * Bring the templates in, `(root, "templates")`; the page says where they are.
 *
 * @type {(root: string, name: "templates") => Promise<Templates | null>}
 */
export const loadTemplates = dataLoader(
  "kbCitations",
  () => document.querySelector("[data-templates]").getAttribute("data-templates"),
  (name, templates) => [name, templates],
);

/** Return a day as citations write it: year, month and day of the reader's own calendar. */
export function isoDay(date) {
  const two = (number) => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function datePieces(name, date) {
  const [year, month, day] = date.split("-").map(Number);
  return { [name]: date, [`${name}Slashed`]: date.replace(/-/g, "/"), [`${name}Year`]: year, [`${name}Month`]: month, [`${name}Day`]: day };
}

/** Put values into a template's holes, `⟨name⟩`; a hole without a value stays. */
export const filled = (template, values) => template.replace(/⟨(\w+)⟩/g, (hole, name) => (name in values ? values[name] : hole));

/**
 * The template of a case, or of a place in it, filled in but for the letter that tells entries of one year apart.
 *
 * @param {Templates} templates
 * @param {Case} one
 * @param {string} style
 * @param {Place | null} place
 * @param {string} day  today, as 2026-11-26
 * @returns {Template}
 */
export function openCitation({ months, templates }, one, style, place, day) {
  const issued = one.facts["review.date"];
  const values = {
    ...{ id: one.id, version: one.version, title: one.titles[style] || one.facts.title },
    ...datePieces("issued", issued),
    ...datePieces("today", day),
    ...(place && { anchor: place.id, place: (style === "bibtex" && place.latex) || place.words }),
    issuedMonthName: months[Number(issued.slice(5, 7)) - 1],
  };
  const fill = (part) => (typeof part === "string" ? filled(part, values) : part);
  const [text, mark, order] = templates[issued.length][style][place ? 1 : 0];
  return [fill(text), mark && fill(mark), order && order.map(fill)];
}

/** The whole text of a citation, as `kb cite` writes it. */
export const citationText = (templates, one, style, place, day) => filled(openCitation(templates, one, style, place, day)[0], { letter: "" });
