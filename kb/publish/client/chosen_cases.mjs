// Remember which cases a reader has chosen to compare: at most four, kept in this browser and in addresses.

/** More than this cannot be read side by side. */
export const MOST = 4;

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Read ids from an address's value, `a,b,c`; what is no id is dropped. */
export function readIds(value) {
  const ids = (value || "").split(",").filter((id) => id.length <= 80 && ID.test(id));
  return [...new Set(ids)].slice(0, MOST);
}

/** The address of the comparison of these cases. */
export function compareAddress(root, ids) {
  return `${root}compare.html${ids.length ? `?cases=${ids.join(",")}` : ""}`;
}

// One disk may hold several libraries: each remembers its own.
const keyOf = (root) => `kb-compare ${root}`;

/** What was chosen earlier, `[{id, title}]`; nothing where the browser refuses to remember. */
export function recall(root) {
  try {
    const kept = JSON.parse(window.localStorage.getItem(keyOf(root)) || "[]");
    const ids = readIds(kept.map(([id]) => String(id)).join());
    return ids.map((id) => ({ id, title: String((kept.find(([other]) => other === id) || [])[1] || "") }));
  } catch (_) {
    return [];
  }
}

/** Remember what is chosen, if the browser lets us; from a disk some do not. */
export function remember(root, cases) {
  try {
    window.localStorage.setItem(keyOf(root), JSON.stringify(cases.map(({ id, title }) => [id, title])));
  } catch (_) {
    // The choice then lasts as long as the page, and in the address of the comparison.
  }
}

/** Call back when another tab changes the choice. */
export function onChangeElsewhere(root, listener) {
  window.addEventListener("storage", (event) => {
    if (event.key === keyOf(root) || event.key === null) listener();
  });
}
