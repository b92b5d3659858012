// Keep what is asked in the page's address, so that it can be shared and the back button works.

/** Facets that an address may narrow by. */
export const FACETS = [
  ...["theme", "problem", "model", "stage", "region", "evidence", "unit_type", "school_kind"],
  ...["invest", "build", "operate", "own", "pay", "status", "review", "year", "source", "pupils"],
];

/** Orders other than relevance, and views other than the list; neither changes what is found. */
const SORTS = ["evidence", "newest", "name"];
const VIEWS = ["compact"];

/** @typedef {import("../types").Filters} Filters */
/** @typedef {{text: string, filters: Filters, sort: string, view: string}} UrlQuery */

const isId = (/** @type {string} */ value) => /^[a-z0-9-]{1,80}$/.test(value);
/** @type {(known: string[], value: string | null) => string} */
const oneOf = (known, value) => (value && known.includes(value) ? value : "");

/**
 * Read a query from an address's search part; other words are left (`otherWords`).
 * @param {string} search
 * @returns {UrlQuery}
 */
export function readAddress(search) {
  const params = new URLSearchParams(search);
  /** @type {Filters} */
  const filters = {};
  for (const name of FACETS) {
    const values = params.getAll(name).filter(isId);
    if (values.length) filters[name] = [...new Set(values)];
  }
  return { text: params.get("q") || "", filters, sort: oneOf(SORTS, params.get("sort")), view: oneOf(VIEWS, params.get("view")) };
}

/**
 * What an address says besides: perhaps a filter in words (url_filters.mjs), perhaps nothing of ours.
 * @param {string} search
 */
export function otherWords(search) {
  /** @type {(name: string, value: string) => boolean} */
  const isOurs = (name, value) => ["q", "sort", "view"].includes(name) || (FACETS.includes(name) && isId(value));
  return [...new URLSearchParams(search)].filter(([name, value]) => !isOurs(name, value));
}

/**
 * Write a query as an address's search part; the empty query gives the empty string.
 * @param {UrlQuery} query
 */
export function writeAddress({ text, filters, sort, view }) {
  const params = new URLSearchParams();
  if (text.trim()) params.append("q", text.trim());
  for (const name of FACETS) for (const value of filters[name] || []) params.append(name, value);
  if (sort) params.append("sort", sort);
  if (view) params.append("view", view);
  const search = params.toString();
  return search && `?${search}`;
}

/**
 * Return the filters with one value of one facet chosen, or no longer chosen. What is chosen takes the place of its
 * `kin`, what contains it or lies in it: a city beside its province would narrow nothing.
 * @param {Filters} filters @param {string} name @param {string} value @param {string[]} [kin]
 */
export function toggleFilter(filters, name, value, kin = []) {
  const chosen = filters[name] || [];
  const others = chosen.filter((other) => other !== value);
  const values = others.length < chosen.length ? others : [...others.filter((other) => !kin.includes(other)), value];
  const changed = { ...filters, [name]: values };
  if (!values.length) delete changed[name];
  return changed;
}
