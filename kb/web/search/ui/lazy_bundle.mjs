// Bring in the second bundle, which must be of the same sources as this one.
import { foreign, inject } from "../core/index_loader.mjs";

/* global KB_SOURCES -- the build puts a hash of all sources of both bundles in its place */

let loading = null;

/** Promise what `more.mjs` exports; a failed attempt is made anew the next time. */
export function loadMore(root) {
  if (!loading) {
    loading = inject(`${root}kb/search_more.js?${KB_SOURCES}`).then(() => {
      const more = window.kbSearchMore;
      if (!more || more.sources !== KB_SOURCES) throw foreign();
      return more;
    });
    loading.catch(() => {
      loading = null;
    });
  }
  return loading;
}
