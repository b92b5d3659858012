// Narrow matches by facet, and count what each value would give; the rules are those of kb/search/facets.py.

const passes = (values, chosen) => !chosen || !chosen.length || chosen.some((value) => values.includes(value));

/**
 * Narrow and count: any value within a facet, all facets together.
 *
 * `valuesOf(document, name)` gives the values a document has. A facet's own choice does not restrict its own
 * counts, so each count says how many cases there would be with that value chosen and the facet's others not.
 */
export function narrow(documents, names, filters, valuesOf) {
  const counts = new Map(names.map((name) => [name, new Map()]));
  const kept = [];
  for (const document of documents) {
    const failed = names.filter((name) => !passes(valuesOf(document, name), filters[name]));
    if (!failed.length) kept.push(document);
    if (failed.length > 1) continue;
    for (const name of failed.length ? failed : names) {
      const count = counts.get(name);
      for (const value of new Set(valuesOf(document, name))) count.set(value, (count.get(value) || 0) + 1);
    }
  }
  return { kept, counts };
}

/** The values to show by facet, `{name: [{value, label, count, chosen}…]}`: those that would give something, or are chosen. */
export function countedValues(facets, counts, filters) {
  const shown = ({ name, values }) => {
    const chosen = filters[name] || [];
    return values
      .map(({ value, label, parent }) => ({
        value,
        label,
        parent,
        count: counts.get(name).get(value) || 0,
        chosen: chosen.includes(value),
      }))
      .filter(({ count, chosen: isChosen }) => count || isChosen)
      // Divisions below a province are listed once that province is chosen.
      .filter(({ parent, chosen: isChosen }) => !parent || isChosen || chosen.includes(parent));
  };
  return Object.fromEntries(facets.map((facet) => [facet.name, shown(facet)]));
}
