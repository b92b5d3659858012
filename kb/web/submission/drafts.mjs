// Keep the case being written in this browser, where the browser allows it.

const KEY = "kb-submit-draft-1";

/**
 * Return the draft kept last, or null; a draft of another form is brought into this one's shape.
 * @param {import("./types").Draft} empty @returns {import("./types").Draft | null}
 */
export function keptDraft(empty) {
  try {
    const kept = JSON.parse(window.localStorage.getItem(KEY) || "null");
    return kept ? merged(empty, kept) : null;
  } catch {
    return null; // private windows and some browsers on file:// refuse storage; a damaged draft is none
  }
}

/** Store a draft; return whether the browser did. @param {import("./types").Draft} draft */
export function keepDraft(draft) {
  try {
    window.localStorage.setItem(KEY, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function dropDraft() {
  try {
    window.localStorage.removeItem(KEY);
  } catch {
    // Nothing was stored, so nothing is left.
  }
}

/** Return what a form says in the shape of this page's draft. @param {import("./types").Draft} empty @param {import("./types").Draft} read @returns {import("./types").Draft} */
export function withForm(empty, read) {
  return merged(empty, read);
}

/** @param {any} empty @param {any} kept @returns {any} */
function merged(empty, kept) {
  if (Array.isArray(empty)) return Array.isArray(kept) ? kept : empty;
  if (typeof empty === "string") return typeof kept === "string" ? kept : empty;
  if (typeof kept !== "object" || kept === null) return empty;
  if (Object.keys(empty).length === 0) return kept;
  return Object.fromEntries(Object.entries(empty).map(([key, value]) => [key, key in kept ? merged(value, kept[key]) : value]));
}
