// Rank by impacts: what each term adds to a document's score is in the index as a whole number, so sums are exact.
import { termWeight } from "./analysis.mjs";

const SCALE = 1000;

/** Room for document numbers in a sorting key; scores stay far below what is left of a double's 53 bits. */
const ROOM = 2 ** 20;

/** Add up the rows' impacts: one score a document, 0 where no term matches. */
export function scoresOf(rows, size) {
  const scores = new Float64Array(size);
  for (const { documents, impacts } of rows) {
    for (let at = 0; at < documents.length; at += 1) scores[documents[at]] += impacts[at];
  }
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

/** A query term's weight times its rarity, in whole thousandths. */
export function termValue(term, matching, documents) {
  const value = termWeight(term) * Math.log(1 + (documents - matching + 0.5) / (matching + 0.5));
  return Math.floor(value * SCALE + 0.5);
}
