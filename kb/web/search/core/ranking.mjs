// Rank by impacts: these and the weights of query terms are whole numbers, so sums are exact.
import { termWeight } from "./analyzer.mjs";

const SCALE = 1000;

/** Impacts are 65536ths. */
const IMPACT_SCALE = 65536;
const K1 = 1.2;

/** A query of more terms, as a pasted paragraph is, is scored by those that tell most. */
const MOST_TERMS = 64;

/**
 * Add up the weighted impacts: one score a document, 0 where no term matches.
 * @param {Map<string, import("../types").Postings>} rows @param {number} size
 */
export function scoresOf(rows, size) {
  const scores = new Float64Array(size);
  for (const { weight, documents, impacts } of telling(rows, size)) {
    for (let at = 0; at < documents.length; at += 1) scores[documents[at]] += weight * impacts[at];
  }
  for (let at = 0; at < size; at += 1) if (scores[at]) scores[at] = Math.max(1, Math.floor(scores[at] / IMPACT_SCALE));
  return scores;
}

/**
 * The rows of the terms that tell most, each with its weight.
 * @param {Map<string, import("../types").Postings>} rows @param {number} size
 */
function telling(rows, size) {
  const weighted = [...rows].map(([term, row]) => ({ term, weight: queryWeight(term, row.documents.length, size), ...row }));
  if (weighted.length <= MOST_TERMS) return weighted;
  return weighted.sort((one, other) => other.weight - one.weight || (one.term < other.term ? -1 : 1)).slice(0, MOST_TERMS);
}

/**
 * The documents whose score is at least the best one divided by `floor`, filters aside.
 * @param {Float64Array} scores @param {number} floor
 */
export function matchesOf(scores, floor) {
  let best = 0;
  for (let document = 0; document < scores.length; document += 1) if (scores[document] > best) best = scores[document];
  const matches = new Int32Array(scores.length);
  let count = 0;
  for (let document = 0; document < scores.length; document += 1) {
    if (scores[document] && scores[document] * floor >= best) matches[count++] = document;
  }
  return matches.subarray(0, count);
}

/**
 * The first `count` of the documents by falling score. They are numbered in the order that settles ties (evidence, date,
 * id), so of two with equal scores the smaller number comes first.
 * @param {ArrayLike<number>} documents @param {Float64Array} scores @param {number} count
 */
export function firstRanked(documents, scores, count) {
  /** @type {number[]} */
  const first = [];
  for (let at = 0; at < documents.length; at += 1) {
    const document = documents[at];
    const score = scores[document];
    if (first.length === count && score <= scores[first[count - 1]]) continue;
    let place = first.length;
    while (place > 0 && scores[first[place - 1]] < score) place -= 1;
    first.splice(place, 0, document);
    if (first.length > count) first.pop();
  }
  return first;
}

/**
 * Sort documents by a place each has in some order; without places they keep the order of their numbers.
 * @param {Iterable<number>} documents @param {Int32Array | null} places
 */
export function placed(documents, places) {
  return places ? [...documents].sort((one, other) => places[one] - places[other]) : [...documents];
}

/** @typedef {(term: string, matching: number, documents: number) => number} Weigh */

/** @type {Weigh} */
const rarity = (term, matching, documents) =>
  termWeight(term) * Math.log(1 + (documents - matching + 0.5) / (matching + 0.5));
const toThousandths = (/** @type {number} */ number) => Math.floor(number * SCALE + 0.5);

/** A query term's weight times its rarity, in whole thousandths. @type {Weigh} */
export const termValue = (term, matching, documents) => toThousandths(rarity(term, matching, documents));

/** The weight that a query term's impacts are multiplied by, in whole thousandths. @type {Weigh} */
export const queryWeight = (term, matching, documents) => Math.max(1, toThousandths(rarity(term, matching, documents) * (K1 + 1)));
