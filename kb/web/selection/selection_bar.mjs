// Let a reader choose cases, and single passages of them, from any list and any case page, and keep the choice in sight.
// What is chosen can be compared side by side or made into a workshop pack.
import { caseOf } from "../case/payload.mjs";
import { CHOOSE, MOST, MOST_CHOSEN, compareAddress, keyOf, onChange, recall, remember, wholeCases } from "./selection_store.mjs";
import { element, fill } from "../lib/element.mjs";
import { siteRoot } from "../lib/site.mjs";

/** @typedef {import("./selection_store.mjs").Item} Item */

const root = siteRoot();

const FULL = `最多选 ${MOST_CHOSEN} 项，请先移除一项。`;
const CASES = "main [data-case]:not([data-comparable])";

/** Where the button of a case stands: below a row, in the head of its own page. @param {Element} node */
function placeFor(node) {
  return node.querySelector(":scope > .kb-row-foot, :scope > .kb-case-head > .kb-actions") || node;
}

/** @param {HTMLElement} node */
const idOf = (node) => node.dataset.case || "";

/** @param {Element | null} node */
function titleOf(node) {
  const title = node?.querySelector("h1, .kb-row-title a, h3 a");
  return title?.textContent?.trim() || "";
}

class Tray {
  constructor() {
    this.session = recall(root);
    this.status = element("p", { class: "kb-tray-status", role: "status" });
    this.list = element("ul", null);
    this.go = element("a", { class: "kb-tray-go" }, "对比");
    const make = element("a", { class: "kb-tray-make", href: `${root}workshop.html` }, "做讲义");
    const print = element("a", { href: `${root}workshop.html#kb-workshop-print` }, "打印讲义");
    const slides = element("a", { href: `${root}workshop.html#ppt` }, "做 PPT");
    const clear = element("p", { class: "kb-tray-clear" }, element("button", { type: "button", on: { click: () => this.change([]) } }, "全部移除"));
    const ways = element("p", null, this.go, make, print, slides);
    this.box = element("section", { class: "kb-tray", id: "kb-tray", tabindex: "-1", "aria-label": "已选案例" }, this.status, this.list, ways, clear);
    this.skip = element("a", { class: "kb-skip", href: "#kb-tray" }, "到已选案例");
  }

  start() {
    // Early in the page for the keyboard; the style sheet puts it at the foot of the window.
    document.querySelector("body > header")?.after(this.box);
    document.querySelector(".kb-skip")?.after(this.skip);
    this.enhance();
    this.show();
    // Search makes its rows anew; they get their button before they are painted.
    const main = document.querySelector("main") || document.body;
    new MutationObserver(() => this.enhance()).observe(main, { childList: true, subtree: true });
    onChange(root, () => {
      this.session = recall(root);
      this.show();
    });
    window.addEventListener(CHOOSE, (event) => {
      const { detail } = /** @type {CustomEvent<import("./selection_store.mjs").Choice>} */ (event);
      this.toggle(detail.item);
      detail.isChosen = this.items.some((one) => keyOf(one) === keyOf(detail.item));
    });
  }

  get items() {
    return this.session.items;
  }

  enhance() {
    let found = false;
    for (const node of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(CASES))) {
      found = true;
      node.setAttribute("data-comparable", "");
      const title = titleOf(node);
      const id = idOf(node);
      const press = () => this.toggle({ id, anchor: "", title });
      const place = placeFor(node);
      const attributes = { type: "button", class: "kb-compare-add", "data-compare": id, "data-title": title, on: { click: press } };
      // On a case's page it is what readers do first.
      place[place.matches(".kb-actions") ? "prepend" : "append"](element("button", attributes));
    }
    if (found) this.showPressed();
  }

  /** @param {Item} one */
  toggle(one) {
    const without = this.items.filter((other) => keyOf(other) !== keyOf(one));
    if (without.length < this.items.length) this.change(without);
    else if (this.items.length < MOST_CHOSEN) this.change([...this.items, one]);
    else this.status.textContent = FULL;
  }

  /** @param {Item[]} items */
  change(items) {
    this.session.items = items;
    remember(root, this.session);
    this.show();
  }

  showPressed() {
    const chosen = new Set(this.items.map(keyOf));
    for (const button of document.querySelectorAll("[data-compare]")) {
      const isChosen = chosen.has(button.getAttribute("data-compare") || "");
      button.setAttribute("aria-pressed", String(isChosen));
      const title = button.getAttribute("data-title");
      if (title === null) continue;
      const words = isChosen ? "已选" : "选它";
      if (button.textContent !== words) button.textContent = words;
      button.setAttribute("aria-label", `${words} ${title}`);
    }
  }

  show() {
    const { items } = this;
    const ids = wholeCases(items).map(({ id }) => id);
    this.showPressed();
    this.box.hidden = !items.length;
    this.skip.hidden = !items.length;
    document.documentElement.classList.toggle("kb-has-tray", items.length > 0);
    fill(this.list, ...items.map((one) => this.chip(one)));
    this.status.textContent = this.words(items.length, ids.length);
    this.go.href = compareAddress(root, ids);
    this.go.hidden = ids.length < 2 || ids.length > MOST;
  }

  /** @param {number} items @param {number} cases */
  words(items, cases) {
    const passages = items - cases;
    const chosen = [cases && `${cases} 个案例`, passages && `${passages} 段`].filter(Boolean).join("、");
    if (cases === 1) return `已选 ${chosen}，再选一个案例就能对比`;
    return `已选 ${chosen}${cases > MOST ? `，对比最多 ${MOST} 个` : ""}`;
  }

  /** @param {Item} one */
  chip(one) {
    const titled = () => `${one.anchor ? "段落：" : ""}${one.title || one.id}`;
    const words = element("span", null, titled());
    if (!one.title) {
      caseOf(root, one.id).then((data) => {
        if (!data || data.id === undefined) return;
        one.title = data.facts.title;
        words.textContent = titled();
        remember(root, this.session);
      });
    }
    const leave = () => {
      this.change(this.items.filter((other) => keyOf(other) !== keyOf(one)));
      const next = this.list.querySelector("button") || document.querySelector(`[data-compare="${keyOf(one)}"]`) || document.body;
      /** @type {HTMLElement} */ (next).focus();
    };
    return element(
      "li",
      null,
      words,
      element("button", { type: "button", "aria-label": `移除 ${titled()}`, on: { click: leave } }, "×"),
    );
  }
}

new Tray().start();
