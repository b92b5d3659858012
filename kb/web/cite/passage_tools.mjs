// Let a reader take one paragraph by itself: cite it, choose it for a handout, copy its address. With a pointer the signs
// stand at each paragraph, of which a keyboard meets one a section; a finger selects some of the text and gets a bar.
import { choose, isAnchor } from "../selection/selection_store.mjs";
import { copyText } from "../lib/clipboard.mjs";
import { element } from "../lib/element.mjs";

/** @typedef {{ id: string, title: string, cite: (anchor: string) => void }} Page */

const PLACES = ".kb-body [id][data-hash]";

/** Make a section's signs one stop for the keyboard, within which arrow keys move. @param {HTMLElement[]} signs */
function roveAmong(signs) {
  const stop = (/** @type {HTMLElement} */ sign) => signs.forEach((other) => (other.tabIndex = other === sign ? 0 : -1));
  stop(signs[0]);
  signs.forEach((sign, at) => {
    sign.addEventListener("focus", () => stop(sign));
    sign.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      const end = { Home: 0, End: signs.length - 1 }[event.key];
      if (step === undefined && end === undefined) return;
      event.preventDefault();
      signs[end === undefined ? at + (step || 0) : end]?.focus();
    });
  });
}

/** Put the signs at every paragraph. @param {Page} page */
function addSigns(page) {
  /** @type {Map<Element | null, HTMLElement[]>} */
  const bySection = new Map();
  for (const node of document.querySelectorAll(PLACES)) {
    const anchor = /** @type {HTMLElement | null} */ (node.querySelector(":scope > .kb-anchor, :scope > p > .kb-anchor"));
    const sign = (/** @type {string} */ name, /** @type {string} */ label, /** @type {string} */ words, /** @type {() => void} */ click) =>
      element("button", { type: "button", class: name, "aria-label": label, title: label, on: { click } }, words);
    const signs = [sign("kb-cite-part", "引用这一段", "引用", () => page.cite(node.id))];
    if (isAnchor(node.id)) {
      const add = sign("kb-passage-add", "选这一段", "", () => choose({ id: page.id, anchor: node.id, title: page.title }));
      add.dataset.compare = `${page.id}#${node.id}`;
      signs.unshift(add);
    }
    if (anchor) anchor.after(...signs);
    else node.append(...signs);
    const section = node.closest("section");
    bySection.set(section, [...(bySection.get(section) || []), ...(anchor ? [anchor] : []), ...signs]);
  }
  bySection.forEach(roveAmong);
}

/** Offer a bar while some of the text is selected. @param {Page} page */
function addBar(page) {
  let anchor = "";
  const status = element("span", { role: "status" });
  const press = (/** @type {() => void} */ act) => ({ type: "button", on: { click: act } });
  const add = element("button", press(() => show(choose({ id: page.id, anchor, title: page.title }) ? "已选这一段" : "已移除这一段")), "加入");
  const copy = async () => {
    const address = `${location.href.replace(/#.*$/, "")}#${anchor}`;
    show((await copyText(address)) ? "链接已复制" : address);
  };
  const bar = element(
    "div",
    { class: "kb-passage-bar", role: "toolbar", "aria-label": "选中的这一段", hidden: true, on: { pointerdown: (/** @type {Event} */ event) => event.preventDefault() } },
    element("button", press(() => page.cite(anchor)), "引用"),
    add,
    element("button", press(copy), "复制链接"),
    status,
  );
  /** @param {string} words */
  function show(words) {
    status.textContent = words;
  }
  document.querySelector("main")?.append(bar);
  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    const node = selection && !selection.isCollapsed && selection.anchorNode;
    const place = node && (node instanceof Element ? node : node.parentElement)?.closest(PLACES);
    bar.hidden = !place;
    if (!place) return;
    if (anchor !== place.id) show("");
    anchor = place.id;
    add.hidden = !isAnchor(anchor);
  });
}

/** @param {Page} page */
export function offerPassages(page) {
  if (matchMedia("(hover: none)").matches) addBar(page);
  else addSigns(page);
}
