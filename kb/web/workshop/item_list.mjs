// Show what was chosen as a list that can be put in order with buttons or with Alt and the arrow keys.
import { passageOf } from "../case/payload.mjs";
import { element } from "../lib/element.mjs";

const moved = (items, from, to) => {
  const rest = items.filter((_, at) => at !== from);
  return [...rest.slice(0, to), items[from], ...rest.slice(to)];
};

/** Make a row an item; `onArrange(items, focus)` gets the new order, and a selector for what keeps the focus. */
export function itemRows(items, root, onArrange) {
  return items.map(({ one, anchor }, at) => {
    const move = (to, name) => {
      if (to >= 0 && to < items.length) onArrange(moved(items, at, to), `li:nth-child(${to + 1}) [data-move=${name}]:not([disabled])`);
    };
    const words = anchor ? `${one.facts.title} ${passageOf(one, anchor).where}` : one.facts.title;
    const button = (name, label, to, sign) =>
      element(
        "button",
        { type: "button", "data-move": name, "aria-label": `${label} ${words}`, disabled: to < 0 || to >= items.length, on: { click: () => move(to, name) } },
        sign,
      );
    const byKey = (event) => {
      const to = { ArrowUp: at - 1, ArrowDown: at + 1 }[event.key];
      if (!event.altKey || to === undefined) return;
      event.preventDefault();
      move(to, event.target.dataset.move || "up");
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
        element("button", { type: "button", "data-move": "out", "aria-label": `去掉 ${words}`, on: { click: leave } }, "×"),
      ),
    );
  });
}
