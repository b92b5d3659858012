// Say which cases are like the school's situation, from nothing but what the cases' own fields say.

/**
 * @import { FacetColumn } from "../search/types"
 * @typedef {{ document: number, shared: number, chosen: number, fit: number }} Match
 */

/** How a case's stage stands to the school's. */
export const SAME = 3;
export const NEAR = 2;
export const UNKNOWN = 1;
export const OTHER = 0;

/** The value of a case that does not say (kb/search/case_document.py). */
const UNTOLD = "unknown";

/** @param {string[]} own @param {Set<string>} stages @param {Set<string>} near */
function fitOf(own, stages, near) {
  if (!stages.size) return SAME;
  if (own.every((value) => value === UNTOLD)) return UNKNOWN;
  if (own.some((value) => stages.has(value))) return SAME;
  return own.some((value) => near.has(value)) ? NEAR : OTHER;
}

/** @param {FacetColumn} facet @param {number} document */
const valuesOf = ({ values, column }, document) => column[document].map((place) => values[place].value);

/**
 * The cases that match, `[{document, shared, chosen, fit}]`: those with a problem the school has, or where it has none, those
 * of its stage. First the stages that fit, then the most problems the school named itself (`named`), then the most
 * shared, then the order of every list.
 *
 * @param {{ problems: Set<string>, named: Set<string>, stages: Set<string>, near: Set<string> }} wanted
 * @param {Record<string, FacetColumn>} facets
 */
export function matchesOf({ problems, named, stages, near }, { problem, stage }) {
  /** @type {Match[]} */
  const matches = [];
  for (let document = 0; document < problem.column.length; document += 1) {
    const own = valuesOf(problem, document);
    const shared = own.filter((value) => problems.has(value)).length;
    const chosen = own.filter((value) => named.has(value)).length;
    const fit = fitOf(valuesOf(stage, document), stages, near);
    const belongs = problems.size ? shared > 0 : stages.size > 0 && (fit === SAME || fit === NEAR);
    if (belongs) matches.push({ document, shared, chosen, fit });
  }
  const order = (/** @type {Match} */ one) => [Number(one.fit !== OTHER), one.chosen, one.shared, one.fit];
  return matches.sort((one, other) => {
    const [mine, theirs] = [order(one), order(other)];
    const at = mine.findIndex((value, place) => value !== theirs[place]);
    return at < 0 ? one.document - other.document : theirs[at] - mine[at];
  });
}

/** How often each value of a facet occurs among the matches, most often first. @param {Match[]} matches @param {FacetColumn} facet */
export function tally(matches, { values, column }) {
  const counts = new Map();
  for (const { document } of matches) for (const place of column[document]) counts.set(place, (counts.get(place) || 0) + 1);
  return [...counts]
    .sort(([one, most], [other, more]) => more - most || one - other)
    .map(([place, count]) => ({ value: values[place].value, label: values[place].label, count }));
}

/**
 * Hold a sum a case names against what the school can spend; "" where either is not known.
 *
 * @param {import("../case/types").Cost | undefined} cost
 * @param {string} budget
 */
export function affordable(cost, budget) {
  if (!cost || cost.yuan === null || !budget || budget === "more") return "";
  return cost.yuan <= Number(budget) ? "within" : "beyond";
}
