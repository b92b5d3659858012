// Keep what is asked in the page's address, so that it can be shared and the back button works.

/** Facets that may stand in an address; anything else there is not ours and is let be. */
const FACETS = ["theme", "problem", "model", "stage", "region", "evidence", "unit_type", "status", "year", "source"];

/** Read a query from an address's search part: `{text, filters: {name: [value…]}}`. */
export function readAddress(search) {
  const params = new URLSearchParams(search);
  const filters = {};
  for (const name of FACETS) {
    const values = params.getAll(name).filter((value) => /^[a-z0-9-]{1,80}$/.test(value));
    if (values.length) filters[name] = [...new Set(values)];
  }
  return { text: params.get("q") || "", filters };
}

/** Write a query as an address's search part; the empty query gives the empty string. */
export function writeAddress({ text, filters }) {
  const params = new URLSearchParams();
  if (text.trim()) params.append("q", text.trim());
  for (const name of FACETS) for (const value of filters[name] || []) params.append(name, value);
  const search = params.toString();
  return search && `?${search}`;
}

/** Return the filters with one value of one facet chosen, or no longer chosen. */
export function toggleFilter(filters, name, value) {
  const chosen = filters[name] || [];
  const values = chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value];
  const changed = { ...filters, [name]: values };
  if (!values.length) delete changed[name];
  return changed;
}
