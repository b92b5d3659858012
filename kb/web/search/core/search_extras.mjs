// What most first results do without, in a bundle of its own that is loaded once they stand on the page, or when a query
// asks for it: facets, fields and phrases, sounds, corrections, words for an empty result.
export { filtersFromUrl } from "../ui/url_filters.mjs";
export { BesideHits } from "../ui/results_sidebar.mjs";
export { suggestionFor } from "./spelling.mjs";
export { FacetFiles } from "./facet_columns.mjs";
export { countedValues, narrow } from "./facets.mjs";
export { makeResolver } from "./filters.mjs";
export { applyPhrases } from "./phrase_search.mjs";
export { parseQuery } from "./query.mjs";
export { soundsOf } from "./pinyin.mjs";

/* global KB_SOURCES */
/** What both bundles were made from; they must be of one build. */
export const sources = KB_SOURCES;
