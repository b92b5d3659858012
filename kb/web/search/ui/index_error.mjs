// Say that the index cannot be used.
import { element } from "../../lib/element.mjs";

/**
 * Make the words for an index that cannot be used; the static list of cases stays below it.
 * @param {string} words
 */
export function indexError(words) {
  return element("p", { class: "kb-fault", role: "alert" }, words);
}
