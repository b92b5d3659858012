// Show what was chosen as a list that can be put in order with buttons or with Alt and the arrow keys.
/** @typedef {import("./pack.mjs").Item} Item */
import { passageOf } from "../case/payload.mjs";
import { element } from "../lib/element.mjs";

/** @param {Item[]} items @param {number} from @param {number} to */
const moved = (items, from, to) => {
  const rest = items.filter((_, at) => at !== from);
  return [...rest.slice(0, to), items[from], ...rest.slice(to)];
};

/**
 * Make a row an item.
 *
 * @param {Item[]} items
 * @param {string} root
 * @param {(items: Item[], focus: string) => void} onArrange Gets the new order, and a selector for what keeps the focus.
 */
export function itemRows(items, root, onArrange) {
  return items.map(({ one, anchor }, at) => {
    const move = (/** @type {number} */ to, /** @type {string} */ name) => {
      if (to >= 0 && to < items.length) onArrange(moved(items, at, to), `li:nth-child(${to + 1}) [data-move=${name}]:not([disabled])`);
    };
    const words = anchor ? `${one.facts.title} ${passageOf(one, anchor)?.where}` : one.facts.title;
    /** @param {string} name @param {string} label @param {number} to @param {string} sign */
    const button = (name, label, to, sign) =>
      element(
        "button",
        { type: "button", "data-move": name, "aria-label": `${label} ${words}`, disabled: to < 0 || to >= items.length, on: { click: () => move(to, name) } },
        sign,
      );
    const byKey = (/** @type {KeyboardEvent} */ event) => {
      const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!event.altKey || !step) return;
      event.preventDefault();
      move(at + step, /** @type {HTMLElement} */ (event.target).dataset.move || "up");
    };
    const leave = () => onArrange(items.filter((_, other) => other !== at), `li:nth-child(${Math.min(at + 1, items.length - 1)}) [data-move=out]`);
    const address = `${root}cases/${encodeURIComponent(one.id)}.html${anchor ? `#${anchor}` : ""}`;
    return element(
      "li",
      { on: { keydown: byKey } },
      element("a", { href: address }, words),
      element(
        "span",
        { class: "kb-workshop-moves" },
        button("up", "上移", at - 1, "↑"),
        button("down", "下移", at + 1, "↓"),
        element("button", { type: "button", "data-move": "out", "aria-label": `移除 ${words}`, on: { click: leave } }, "×"),
      ),
    );
  });
}
