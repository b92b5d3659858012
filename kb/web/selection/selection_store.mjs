// Remember what a reader has chosen: cases and single passages, in order, with the name of the session they are for.

/** More than this cannot be read side by side. */
export const MOST = 4;
/** More than this is no workshop. */
export const MOST_CHOSEN = 20;

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const ANCHOR = /^(background|practice|evidence|replication|gaps)-p[1-9]\d{0,2}$|^claim-[1-9]\d{0,3}$/;
const VERSION = 1;

/**
 * @typedef {{ id: string, anchor: string, title?: string }} Item A case, or a passage of it.
 * @typedef {{ items: Item[], title: string, date: string, facilitator: string, style: string, parts: string }} Session
 */

/** @param {string} id */
export const isId = (id) => id.length <= 80 && ID.test(id);
/** @param {string} anchor */
export const isAnchor = (anchor) => ANCHOR.test(anchor);

/** Read what an address's value names, `a,b,c`, each once; messengers and hands put spaces or Chinese commas between. @param {string | null} value */
export function readNames(value) {
  return [...new Set((value || "").split(/[\s,，、]+/).filter(Boolean))];
}

/** The address of the comparison of these cases. @param {string} root @param {string[]} ids */
export function compareAddress(root, ids) {
  return `${root}compare.html${ids.length ? `?cases=${ids.join(",")}` : ""}`;
}

/** A session with nothing in it. @returns {Session} */
export const emptySession = () => ({ items: [], title: "", date: "", facilitator: "", style: "", parts: "" });

/** What two items have in common if they are the same: the place they name. @param {Item} item */
export const keyOf = ({ id, anchor }) => (anchor ? `${id}#${anchor}` : id);

/** The cases chosen as a whole. @param {Item[]} items */
export const wholeCases = (items) => items.filter(({ anchor }) => !anchor);

// One disk may hold several libraries: each remembers its own.
/** @param {string} root */
const placeOf = (root) => `kb-chosen ${root}`;
/** @param {unknown} value @param {number} most */
const text = (value, most) => (typeof value === "string" ? value.slice(0, most) : "");

/** What was chosen earlier; an empty session where the browser refuses to remember, or remembers something else. @param {string} root @returns {Session} */
export function recall(root) {
  try {
    const kept = JSON.parse(window.localStorage.getItem(placeOf(root)) || "{}");
    if (kept.v !== VERSION) return emptySession();
    const items = kept.items
      .map((/** @type {unknown[]} */ [id, anchor, title]) => ({ id: String(id), anchor: String(anchor || ""), title: text(title, 200) }))
      .filter((/** @type {Item} */ { id, anchor }) => isId(id) && (!anchor || isAnchor(anchor)));
    const { title, date, facilitator, style, parts } = kept;
    const named = { title: text(title, 60), date: text(date, 10), facilitator: text(facilitator, 40), style: text(style, 40), parts: text(parts, 80) };
    return { items: items.slice(0, MOST_CHOSEN), ...named };
  } catch {
    return emptySession();
  }
}

/** Remember a session, if the browser lets us; from a disk some do not. @param {string} root @param {Session} session */
export function remember(root, { items, ...named }) {
  try {
    const kept = { v: VERSION, ...named, items: items.map(({ id, anchor, title }) => [id, anchor || "", title]) };
    window.localStorage.setItem(placeOf(root), JSON.stringify(kept));
  } catch {
    // The choice then lasts as long as the page, and in the address of the comparison or the workshop.
  }
}

/** The event by which another script of the page puts something into the choice, or takes it out. */
export const CHOOSE = "kb-choose";
/** @typedef {{ item: Item, isChosen: boolean }} Choice `isChosen` says how it came out. */

/** Put this into the choice or take it out; says whether it is in. @param {Item} item */
export function choose(item) {
  /** @type {Choice} */
  const detail = { item, isChosen: false };
  window.dispatchEvent(new CustomEvent(CHOOSE, { detail }));
  return detail.isChosen;
}

/** Call back when another tab changes the choice, or a page older than the choice comes back. @param {string} root @param {() => void} listener */
export function onChange(root, listener) {
  window.addEventListener("storage", (event) => {
    if (event.key === placeOf(root) || event.key === null) listener();
  });
  window.addEventListener("pageshow", (event) => event.persisted && listener());
}
