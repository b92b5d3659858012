// Understand filters that an address gives in words, as people write them by hand: `region=河南省`, `province=河南`.
import { FACETS } from "./search_url.mjs";
import { strip } from "../core/simple_query.mjs";
import { FIELD_NAMES } from "../core/query.mjs";

/** What an address may call a facet: as it does itself, as a query does, and how places are called elsewhere. */
/** @type {Map<string, string>} */
const NAMES = new Map([
  ...Object.entries(FIELD_NAMES),
  ...FACETS.map((name) => /** @type {const} */ ([name, name])),
  ...["province", "city", "district", "省", "市", "县", "区"].map((name) => /** @type {const} */ ([name, "region"])),
]);

/** More would not be a link that anybody wrote. */
const MOST = 20;

/**
 * Promise the values meant, and what to say of words that mean none. A name that is no facet's, as `utm_source`, is not
 * ours and is ignored.
 * @param {[name: string, typed: string][]} words
 * @param {import("../types").Resolve} resolve
 */
export async function filtersFromUrl(words, resolve) {
  /** @type {import("../types").Filters} */
  const filters = {};
  /** @type {string[]} */
  const notes = [];
  for (const [name, typed] of words.slice(0, MOST)) {
    const facet = NAMES.get(name);
    if (!facet || !strip(typed)) continue;
    const resolved = await resolve(facet, typed);
    if (resolved && resolved.values) filters[facet] = [...new Set([...(filters[facet] || []), ...resolved.values])];
    else if (resolved) notes.push(`链接里的条件没有用上：${resolved.message}`);
  }
  return { filters, notes };
}
