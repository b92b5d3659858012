// What most first results do without, in a bundle of its own that is loaded once they stand on the page, or when a query
// asks for it: facets, fields and phrases, sounds, corrections, words for an empty result.
export { meantByWords } from "./address_words.mjs";
export { BesideHits } from "./beside_hits.mjs";
export { suggestionFor } from "./correction.mjs";
export { FacetFiles } from "./facet_files.mjs";
export { countedValues, narrow } from "./facets.mjs";
export { makeResolver } from "./filters.mjs";
export { meantMatches } from "./phrase_search.mjs";
export { parseQuery } from "./query.mjs";
export { soundsOf } from "./sounds.mjs";

/* global KB_SOURCES */
/** What both bundles were made from; they must be of one build. */
export const sources = KB_SOURCES;
