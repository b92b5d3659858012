// Read addresses of the site's first months, which named cases by codes: they were printed and sent around.
import { dataLoader } from "../lib/jsonp.mjs";

const DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";

/** @type {(root: string, name: "all") => Promise<string[] | null>} */
const loadIds = dataLoader("kbIds", () => "kb/ids.js", (name, ids) => [name, ids]);

/** The code of a case: the FNV-1a hash of its id as seven characters. @param {string} id */
export function codeOf(id) {
  let value = 0x811c9dc5;
  for (let at = 0; at < id.length; at += 1) value = Math.imul(value ^ id.charCodeAt(at), 0x01000193) >>> 0;
  let code = "";
  for (let place = 6; place >= 0; place -= 1) code += DIGITS[Math.floor(value / 32 ** place) % 32];
  return code;
}

/**
 * Give items the ids that their codes stand for; an empty one where there is no such case.
 *
 * @param {string} root
 * @param {{ id?: string, code?: string, anchor: string }[]} items
 * @returns {Promise<{ id: string, anchor: string }[]>}
 */
export async function withIds(root, items) {
  const names = items.some(({ code }) => code) ? await loadIds(root, "all") : [];
  const ids = new Map((names || []).map((id) => [codeOf(id), id]));
  return items.map(({ id, code, anchor }) => ({ id: id || ids.get(code || "") || "", anchor }));
}
