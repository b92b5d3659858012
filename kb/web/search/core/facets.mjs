// Narrow matches by facet, and count what each value would give; the rules are those of kb/search/ranking/facets.py.

/**
 * Narrow and count: any value within a facet, all facets together; filters never change a score.
 *
 * A facet's own choice does not restrict its own counts, so each count says how many cases there would be with that
 * value chosen and the facet's others not. Facets are `{name, values, column}`, a column giving the places of the
 * values a document has.
 * @param {Iterable<number>} documents
 * @param {Pick<import("../types").FacetColumn, "name" | "values" | "column">[]} facets
 * @param {import("../types").Filters} filters
 */
export function narrow(documents, facets, filters) {
  const chosen = facets.map(({ name, values }) => {
    const wanted = filters[name];
    return wanted && wanted.length ? values.map(({ value }) => wanted.includes(value)) : null;
  });
  const counts = facets.map(({ values }) => new Int32Array(values.length));
  /** @type {number[]} */
  const passing = [];
  for (const document of documents) {
    let failed = 0;
    let failure = -1;
    for (let at = 0; at < facets.length && failed < 2; at += 1) {
      const wanted = chosen[at];
      if (wanted && !facets[at].column[document].some((place) => wanted[place])) {
        failed += 1;
        failure = at;
      }
    }
    if (failed > 1) continue;
    if (!failed) passing.push(document);
    for (let at = 0; at < facets.length; at += 1) {
      if (failed && at !== failure) continue;
      for (const place of facets[at].column[document]) counts[at][place] += 1;
    }
  }
  // A filter on a facet this index does not have leaves nothing.
  const known = new Set(facets.map(({ name }) => name));
  const unknown = Object.keys(filters).some((name) => filters[name].length && !known.has(name));
  return { passing: unknown ? [] : passing, counts };
}

/**
 * What is chosen and everything that contains it.
 * @param {string[]} wanted @param {import("../types").FacetValue[]} values
 */
function openedBy(wanted, values) {
  const opened = new Set();
  values.forEach(({ value }, place) => {
    if (!wanted.includes(value)) return;
    for (let within = place; within >= 0; within = values[within].parent) opened.add(values[within].value);
  });
  return opened;
}

/**
 * The values to show by facet: those that would give something, or are chosen.
 * @param {import("../types").Facet[]} facets
 * @param {Int32Array[]} counts
 * @param {import("../types").Filters} filters
 * @returns {import("../types").Counts}
 */
export function countedValues(facets, counts, filters) {
  /** @type {import("../types").Counts} */
  const counted = {};
  facets.forEach(({ name, values, listed }, at) => {
    if (!listed) return;
    const wanted = filters[name] || [];
    const opened = openedBy(wanted, values);
    /** @type {import("../types").CountedValue[]} */
    const shown = [];
    values.forEach(({ value, label, parent }, place) => {
      const chosen = wanted.includes(value);
      const container = parent >= 0 ? values[parent].value : null;
      // Divisions below a province are listed once that province, or one of them, is chosen.
      if (container && !opened.has(container)) return;
      if (counts[at][place] || chosen) shown.push({ value, label, count: counts[at][place], chosen, parent: container });
    });
    counted[name] = shown;
  });
  return counted;
}
