// Rank by impacts: what each term adds to a document's score is in the index as a whole number, so sums are exact.

/**
 * Add up the terms' impacts: `postingsOf(term)` gives `[documents, impacts]` or undefined.
 * Documents are numbered in the order that settles ties, so equal scores need no further look.
 */
export function scores(terms, postingsOf) {
  const totals = new Map();
  for (const term of terms) {
    const postings = postingsOf(term);
    if (!postings) continue;
    const [documents, impacts] = postings;
    for (let at = 0; at < documents.length; at += 1) {
      totals.set(documents[at], (totals.get(documents[at]) || 0) + impacts[at]);
    }
  }
  return totals;
}

/** Documents by falling score, ties by their number. */
export function ranked(totals) {
  return [...totals.keys()].sort((one, other) => totals.get(other) - totals.get(one) || one - other);
}
