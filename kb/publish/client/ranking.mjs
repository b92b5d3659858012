// Rank by impacts: the index holds each term's as whole numbers, and what a term is worth is one too, so sums are exact.
import { termWeight } from "./analysis.mjs";

const SCALE = 1000;

/** Room for document numbers in a sorting key; scores stay far below what is left of a double's 53 bits. */
const ROOM = 2 ** 20;

/** Impacts are 65536ths. */
const IMPACT_SCALE = 65536;
const K1 = 1.2;

/** Add up what the rows' impacts are worth: one score a document, 0 where no term matches. `rows` maps terms to rows. */
export function scoresOf(rows, size) {
  const scores = new Float64Array(size);
  for (const [term, { documents, impacts }] of rows) {
    const value = worth(term, documents.length, size);
    for (let at = 0; at < documents.length; at += 1) scores[documents[at]] += value * impacts[at];
  }
  for (let at = 0; at < size; at += 1) if (scores[at]) scores[at] = Math.max(1, Math.floor(scores[at] / IMPACT_SCALE));
  return scores;
}

/** The documents whose score is at least the best one divided by `floor`, filters aside. */
export function matchesOf(scores, floor) {
  let best = 0;
  for (const score of scores) if (score > best) best = score;
  const matches = [];
  for (let document = 0; document < scores.length; document += 1) {
    if (scores[document] && scores[document] * floor >= best) matches.push(document);
  }
  return matches;
}

/**
 * Sort documents by falling score. They are numbered in the order that settles ties (evidence, date, id), so of two
 * with equal scores the smaller number comes first.
 */
export function ranked(documents, scores) {
  // Sorting numbers natively is many times faster than by a comparison function.
  const keys = Float64Array.from(documents, (document) => document - scores[document] * ROOM).sort();
  return Array.from(keys, (key) => ((key % ROOM) + ROOM) % ROOM);
}

/** Sort documents by a place each has in some order; without places they keep the order of their numbers. */
export function placed(documents, places) {
  return places ? [...documents].sort((one, other) => places[one] - places[other]) : [...documents];
}

const rarity = (term, matching, documents) =>
  termWeight(term) * Math.log(1 + (documents - matching + 0.5) / (matching + 0.5));
const whole = (number) => Math.floor(number * SCALE + 0.5);

/** A query term's weight times its rarity, in whole thousandths. */
export const termValue = (term, matching, documents) => whole(rarity(term, matching, documents));

/** What a query term's impacts are multiplied by. */
const worth = (term, matching, documents) => Math.max(1, whole(rarity(term, matching, documents) * (K1 + 1)));
