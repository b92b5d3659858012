// Write a session as an address that can be sent: an id a case, a letter and a number a passage.
/** @typedef {{ title: string, date: string, facilitator: string, style: string, parts: string }} Named */
import { MOST_CHOSEN, emptySession, isId, readNames } from "../selection/selection_store.mjs";

/** The version of addresses that named cases by codes (old_codes.mjs). */
const CODED = "1";
const CODE = /^[0-9a-z]{7}$/;
/** @type {Record<string, string>} */
const SECTIONS = { b: "background-p", p: "practice-p", e: "evidence-p", r: "replication-p", g: "gaps-p", c: "claim-" };
const PLACE = /^([bpergc])([1-9]\d{0,3})$/;

/** @param {string} anchor */
function shortAnchor(anchor) {
  const [[letter, start]] = Object.entries(SECTIONS).filter(([, words]) => anchor.startsWith(words));
  return letter + anchor.slice(start.length);
}

/** @param {string} short */
function longAnchor(short) {
  const found = PLACE.exec(short);
  return found ? SECTIONS[found[1]] + found[2] : null;
}

/** @param {string} words */
const packed = (words) =>
  btoa(String.fromCharCode(...new TextEncoder().encode(words))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

/** @param {string | null} value @param {number} most */
function unpacked(value, most) {
  try {
    const bytes = atob((value || "").replace(/-/g, "+").replace(/_/g, "/"));
    return new TextDecoder().decode(Uint8Array.from(bytes, (char) => char.charCodeAt(0))).slice(0, most);
  } catch {
    return "";
  }
}

/**
 * Write a session as an address's search part.
 *
 * @param {Named & { items: { id: string, anchor: string }[] }} session
 */
export function writeSession({ items, title, date, facilitator, style, parts: shown }, view = "handout") {
  const parts = [`cases=${items.map(({ id, anchor }) => (anchor ? `${id}.${shortAnchor(anchor)}` : id)).join(",")}`];
  if (title) parts.push(`n=${packed(title)}`);
  if (date) parts.push(`d=${date}`);
  if (facilitator) parts.push(`f=${packed(facilitator)}`);
  if (style) parts.push(`y=${style}`);
  if (shown) parts.push(`p=${shown}`);
  if (view !== "handout") parts.push(`v=${view}`);
  return `?${parts.join("&")}`;
}

/** Read `name.p1`; null where the place cannot be one. @param {string} item @returns {[name: string, anchor: string] | null} */
function readItem(item) {
  const [name, short] = item.split(".");
  const anchor = short === undefined ? "" : longAnchor(short);
  return anchor === null ? null : [name, anchor];
}

/** Each item once, whose name is one. @param {string[]} names @param {(name: string) => boolean} isName */
function readItems(names, isName) {
  const items = names.map(readItem).flatMap((item) => (item && isName(item[0]) ? [item] : []));
  return [...new Map(items.map((item) => [item.join("."), item])).values()];
}

/**
 * Read a session from an address's search part; null where it names none. Items of an old address have codes instead of ids
 * (`old_codes.mjs`); `tooNew` says that it was made by a site newer than this one.
 *
 * @param {string} search
 * @returns {Named & { items: { id?: string, code?: string, anchor: string }[], tooNew?: boolean } | null}
 */
export function readSession(search) {
  const params = new URLSearchParams(search);
  const [version, ...coded] = (params.get("w") || "").split("-");
  if (version && version !== CODED) return { ...emptySession(), tooNew: true };
  if (!version && !params.has("cases")) return null;
  const items = version
    ? readItems(coded.slice(0, MOST_CHOSEN), (code) => CODE.test(code)).map(([code, anchor]) => ({ code, anchor }))
    : readItems(readNames(params.getAll("cases").join()).slice(0, MOST_CHOSEN), isId).map(([id, anchor]) => ({ id, anchor }));
  const [date = ""] = /^\d{4}-\d{2}-\d{2}$/.exec(params.get("d") || "") || [];
  const [style = ""] = /^[a-z0-9-]{1,40}$/.exec(params.get("y") || "") || [];
  const [parts = ""] = /^[a-z,]{1,80}$/.exec(params.get("p") || "") || [];
  return { items, title: unpacked(params.get("n"), 60), date, facilitator: unpacked(params.get("f"), 40), style, parts };
}
