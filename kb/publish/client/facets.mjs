// Narrow matches by facet, and count what each value would give.

const passes = (values, chosen) => !chosen || !chosen.length || chosen.some((value) => values.includes(value));

/**
 * Narrow and count: any value within a facet, all facets together.
 *
 * `valuesOf(document, name)` gives the values a document has. A facet's own choice does not restrict its own
 * counts, so each count says how many cases choosing that value (besides those already chosen elsewhere) would show.
 */
export function narrow(documents, names, filters, valuesOf) {
  const counts = {};
  for (const name of names) counts[name] = new Map();
  const kept = [];
  for (const document of documents) {
    const failed = names.filter((name) => !passes(valuesOf(document, name), filters[name]));
    if (!failed.length) kept.push(document);
    if (failed.length > 1) continue;
    for (const name of failed.length ? failed : names) {
      const count = counts[name];
      for (const value of new Set(valuesOf(document, name))) count.set(value, (count.get(value) || 0) + 1);
    }
  }
  return { kept, counts };
}
