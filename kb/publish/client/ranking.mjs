// Rank by impacts: what each term adds to a document's score is in the index as a whole number, so sums are exact.
import { termWeight } from "./analysis.mjs";

const SCALE = 1000;

/** Add up the terms' impacts by document: `postingsOf(term)` gives `[documents, impacts]` or undefined. */
export function scoresOf(terms, postingsOf) {
  const scores = new Map();
  for (const term of terms) {
    const postings = postingsOf(term);
    if (!postings) continue;
    const [documents, impacts] = postings;
    for (let at = 0; at < documents.length; at += 1) {
      scores.set(documents[at], (scores.get(documents[at]) || 0) + impacts[at]);
    }
  }
  return scores;
}

/** Keep the documents whose score is at least the best one divided by `floor`, filters aside. */
export function matchesOf(scores, floor) {
  let best = 0;
  for (const score of scores.values()) best = Math.max(best, score);
  return new Map([...scores].filter(([, score]) => score * floor >= best));
}

/**
 * Sort documents by falling score. They are numbered in the order that settles ties (evidence, date, id), so of two
 * with equal scores the smaller number comes first.
 */
export function ranked(documents, scores) {
  return [...documents].sort((one, other) => scores.get(other) - scores.get(one) || one - other);
}

/** A query term's weight times its rarity, in whole thousandths. */
export function termValue(term, matching, documents) {
  const value = termWeight(term) * Math.log(1 + (documents - matching + 0.5) / (matching + 0.5));
  return Math.floor(value * SCALE + 0.5);
}
