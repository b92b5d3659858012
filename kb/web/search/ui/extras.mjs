// The second search bundle: loaded once the first hits are on the page, or when a query asks for more than terms.
export { Extras } from "../core/extras.mjs";
export { filtersFromUrl } from "./url_filters.mjs";
export { Suggestions } from "./suggestions.mjs";
export { ResultsSidebar } from "./results_sidebar.mjs";

/** What this bundle was made from; the first bundle asks for the same. */
export const version = KB_EXTRAS_VERSION;
