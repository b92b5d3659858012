// Load the second bundle, which must be of the same build as this one.
import { foreign, loadSearchScript } from "../core/index_loader.mjs";

/** @typedef {typeof import("./extras.mjs")} ExtrasBundle */

/** @type {Promise<ExtrasBundle> | null} */
let loading = null;

/**
 * Promise what `extras.mjs` exports; a failed attempt is made anew the next time.
 * @param {string} root
 * @returns {Promise<ExtrasBundle>}
 */
export function loadExtras(root) {
  if (!loading) {
    loading = loadSearchScript(`${root}kb/search_more.js?${KB_EXTRAS_VERSION}`).then(() => {
      const bundle = window.kbSearchMore;
      if (!bundle || bundle.version !== KB_EXTRAS_VERSION) throw foreign();
      return bundle;
    });
    loading.catch(() => {
      loading = null;
    });
  }
  return loading;
}
