// Say which cases are like a school, from nothing but what the cases' own fields say.

/**
 * @import { FacetColumn } from "../search/types"
 * @import { Answers } from "./answers.mjs"
 * @typedef {{value: string, unitTypes: string[], models: string[]}} Helper Who can help, and what of a case needs them.
 * @typedef {"same" | "near" | "other" | "untold"} Likeness How a case stands to one answer.
 * @typedef {{document: number, likeness: Partial<Record<keyof Answers, Likeness>>, needs: string[]}} Match
 */

/** The value of a case that does not say (kb/search/case_document.py). */
const UNTOLD = "unknown";

/** Question → the facet that it is about. */
const ASKS = /** @type {const} */ ({ problem: "problem", stage: "stage", kind: "school_kind", pupils: "pupils", region: "region" });

/** How much an answer says that a case fits, the most telling first. */
const WEIGHTS = /** @type {const} */ ({ problem: 8, kind: 4, help: 3, stage: 3, pupils: 2, region: 2 });

/** @param {FacetColumn | undefined} facet @param {number} document */
const valuesOf = (facet, document) => (facet ? facet.column[document].map((place) => facet.values[place].value) : []);

/** @param {string[]} own @param {string} wanted @param {string[]} near @returns {Likeness} */
function likenessOf(own, wanted, near) {
  const told = own.filter((value) => value !== UNTOLD);
  if (!told.length) return "untold";
  if (told.includes(wanted)) return "same";
  return told.some((value) => near.includes(value)) ? "near" : "other";
}

/**
 * The cases that fit, the best first: those with the school's problem, or where it named none, with anything that it said.
 * @param {Answers} answers
 * @param {Record<string, FacetColumn>} facets
 * @param {{near: string[], helpers: Helper[]}} known Provinces next to the school's, and who may help.
 */
export function matchesOf(answers, facets, { near, helpers }) {
  /** @type {(Match & {score: number})[]} */
  const matches = [];
  for (let document = 0; document < facets.problem.column.length; document += 1) {
    const has = (/** @type {string} */ name, /** @type {string[]} */ wanted) => valuesOf(facets[name], document).some((value) => wanted.includes(value));
    const needs = helpers.filter(({ unitTypes, models }) => has("unit_type", unitTypes) || has("model", models)).map(({ value }) => value);
    if (!needs.length) needs.push("alone");
    /** @type {Match["likeness"]} */
    const likeness = {};
    for (const [name, facet] of /** @type {[keyof typeof ASKS, string][]} */ (Object.entries(ASKS))) {
      if (answers[name]) likeness[name] = likenessOf(valuesOf(facets[facet], document), answers[name], name === "region" ? near : []);
    }
    if (answers.help.length) likeness.help = needs.every((one) => answers.help.includes(one)) ? "same" : needs.some((one) => answers.help.includes(one)) ? "near" : "other";
    const points = Object.entries(likeness).map(([name, how]) => {
      const weight = WEIGHTS[/** @type {keyof typeof WEIGHTS} */ (name)];
      return how === "same" ? weight : how === "near" ? weight / 2 : 0;
    });
    const score = points.reduce((sum, one) => sum + one, 0);
    const belongs = answers.problem ? likeness.problem === "same" : score > 0;
    if (belongs) matches.push({ document, likeness, needs, score });
  }
  // Numbers of documents follow evidence.
  return matches.sort((one, other) => other.score - one.score || one.document - other.document);
}
