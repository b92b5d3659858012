// Fill the templates of citations in (kb/citation/templates.py), which alone know how a style writes.
import { dataLoader } from "../lib/jsonp.mjs";

/**
 * @import { Case, Place, Template } from "../case/types"
 * @typedef {object} Templates
 * @property {string} site The site's address with a slash at its end; empty where it has none.
 * @property {string[]} months
 * @property {[style: string, label: string, ending: string][]} styles
 * @property {ByLength} templates By the length of the case's date.
 * @property {ByLength} [here] The same with a hole for the address, where the site does not know its own.
 * @typedef {Record<number, Record<string, [whole: Template, passage: Template]>>} ByLength
 */

/** Whether others can open the address that this page was read from. */
export const isOnWeb = () => /^https?:$/.test(location.protocol);

/** What to say of an address that nobody else can open. */
export const ONLY_HERE = "已复制。这是离线副本，网址只在这台电脑上能打开。";

/** This page's address for others: a copy on a disk names the published place, where that is known. @param {string} site @param {string} root */
export const addressToShare = (site, root) => (isOnWeb() || !site ? location.href : site + location.href.slice(root.length));

/** @type {(root: string, name: "templates") => Promise<Templates | null>} */
const templatesIn = dataLoader(
  "kbCitations",
  () => document.querySelector("[data-templates]")?.getAttribute("data-templates") || "",
  (name, templates) => [name, templates],
);

/**
 * Bring the templates in; the page says where they are. A site that does not know its address is cited at the one it was
 * read from, and from a disk without any.
 *
 * @param {string} root
 * @returns {Promise<Templates | null>}
 */
export async function loadTemplates(root) {
  const templates = await templatesIn(root, "templates");
  return templates && templates.here && isOnWeb() ? { ...templates, site: root, templates: templates.here } : templates;
}

/**
 * Return a day as citations write it: year, month and day of the reader's own calendar.
 * @param {Date} date
 */
export function isoDay(date) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** @param {string} name @param {string} date */
function datePieces(name, date) {
  const [year, month, day] = date.split("-").map(Number);
  return { [name]: date, [`${name}Slashed`]: date.replace(/-/g, "/"), [`${name}Year`]: year, [`${name}Month`]: month, [`${name}Day`]: day };
}

/**
 * Put values into a template's holes, `⟨name⟩`; a hole without a value stays.
 * @param {string} template
 * @param {Record<string, any>} values
 */
export const filled = (template, values) => template.replace(/⟨(\w+)⟩/g, (hole, name) => (name in values ? values[name] : hole));

/**
 * Put in the letter that tells works of one author and year apart; after words it follows a hyphen.
 * @param {string} template
 * @param {string} letter
 */
export const lettered = (template, letter) => filled(template, { letter, letterApart: letter && `-${letter}` });

/**
 * The template of a case, or of a place in it, filled in but for the letter that tells entries of one year apart.
 * @param {Templates} templates
 * @param {Case} one
 * @param {string} style
 * @param {Place | null} place
 * @param {string} day Today, as 2026-11-26
 * @returns {Template}
 */
export function openCitation({ site, months, templates }, one, style, place, day) {
  const issued = one.facts["review.date"];
  const values = {
    ...{ site: site.replace(/\/$/, ""), id: one.id, version: one.version, title: one.titles[style] || one.facts.title, reading: one.reading },
    ...datePieces("issued", issued),
    ...datePieces("today", day),
    ...(place && { anchor: place.id, place: (style === "bibtex" && place.latex) || place.words }),
    issuedMonthName: months[Number(issued.slice(5, 7)) - 1],
  };
  const [text, mark, order] = templates[issued.length][style][place ? 1 : 0];
  const filledOrder = order && order.map((part) => (typeof part === "string" ? filled(part, values) : part));
  return [filled(text, values), mark && filled(mark, values), filledOrder];
}

/**
 * The whole text of a citation, as `kb cite` writes it.
 * @param {Templates} templates
 * @param {Case} one
 * @param {string} style
 * @param {Place | null} place
 * @param {string} day
 */
export const citationText = (templates, one, style, place, day) => lettered(openCitation(templates, one, style, place, day)[0], "");
