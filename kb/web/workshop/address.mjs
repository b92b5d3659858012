// Write a session as an address that is short enough to send: a code a case, a letter and a number a passage.
import { MOST_CHOSEN, emptySession } from "../selection/selection_store.mjs";

const VERSION = "1";
const DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
const CODE = /^[0-9a-z]{7}$/;
const SECTIONS = { b: "background-p", p: "practice-p", e: "evidence-p", r: "replication-p", g: "gaps-p", c: "claim-" };
const PLACE = /^([bpergc])([1-9]\d{0,3})$/;

/** The code of a case: the FNV-1a hash of its id (workshop_code.py makes the same). */
export function codeOf(id) {
  let value = 0x811c9dc5;
  for (let at = 0; at < id.length; at += 1) value = Math.imul(value ^ id.charCodeAt(at), 0x01000193) >>> 0;
  let code = "";
  for (let place = 6; place >= 0; place -= 1) code += DIGITS[Math.floor(value / 32 ** place) % 32];
  return code;
}

const shortAnchor = (anchor) => {
  const [letter, start] = Object.entries(SECTIONS).find(([, words]) => anchor.startsWith(words));
  return letter + anchor.slice(start.length);
};

function longAnchor(short) {
  const found = PLACE.exec(short);
  return found ? SECTIONS[found[1]] + found[2] : null;
}

const packed = (words) =>
  btoa(String.fromCharCode(...new TextEncoder().encode(words))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

function unpacked(value, most) {
  try {
    const bytes = atob((value || "").replace(/-/g, "+").replace(/_/g, "/"));
    return new TextDecoder().decode(Uint8Array.from(bytes, (char) => char.charCodeAt(0))).slice(0, most);
  } catch {
    return "";
  }
}

/** Write a session, `{items: [{code, anchor}], title, date, facilitator, style}`, as an address's search part. */
export function writeSession({ items, title, date, facilitator, style }, view = "handout") {
  const chosen = items.map(({ code, anchor }) => (anchor ? `${code}.${shortAnchor(anchor)}` : code));
  const parts = [`w=${[VERSION, ...chosen].join("-")}`];
  if (title) parts.push(`n=${packed(title)}`);
  if (date) parts.push(`d=${date}`);
  if (facilitator) parts.push(`f=${packed(facilitator)}`);
  if (style) parts.push(`y=${style}`);
  if (view !== "handout") parts.push(`v=${view}`);
  return `?${parts.join("&")}`;
}

/** Read a session from an address's search part; null where it names none, `{tooNew: true}` if it is of another version. */
export function readSession(search) {
  const params = new URLSearchParams(search);
  if (!params.has("w")) return null;
  const [version, ...chosen] = params.get("w").split("-");
  if (version !== VERSION) return { ...emptySession(), tooNew: true };
  const items = [];
  for (const one of chosen.slice(0, MOST_CHOSEN)) {
    const [code, short] = one.split(".");
    const anchor = short === undefined ? "" : longAnchor(short);
    if (CODE.test(code) && anchor !== null && !items.some((other) => other.code === code && other.anchor === anchor)) {
      items.push({ code, anchor });
    }
  }
  const date = /^\d{4}-\d{2}-\d{2}$/.test(params.get("d") || "") ? params.get("d") : "";
  const style = /^[a-z0-9-]{1,40}$/.test(params.get("y") || "") ? params.get("y") : "";
  return { items, title: unpacked(params.get("n"), 60), date, facilitator: unpacked(params.get("f"), 40), style };
}
