// Let a reader choose cases, and single passages of them, from any list and any case page, and keep the choice in sight.
// What is chosen can be compared side by side or made into a workshop pack.
import { caseOf } from "../case/payload.mjs";
import {
  MOST,
  MOST_CHOSEN,
  compareAddress,
  isAnchor,
  keyOf,
  onChangeElsewhere,
  readIds,
  recall,
  remember,
  wholeCases,
} from "./selection_store.mjs";
import { element, fill } from "../lib/element.mjs";
import { siteRoot } from "../lib/site.mjs";

/** @typedef {import("./selection_store.mjs").Item} Item */

const root = siteRoot();

const FULL = `最多选 ${MOST_CHOSEN} 项，请先移除一项。`;
const CASES = "main [data-case]:not([data-comparable])";
const PASSAGES = ".kb-case .kb-body [id][data-hash]:not([data-choosable])";
const isBrowsePage = () => document.getElementById("kb-results") !== null;

/** Where the button of a case stands: below a row, in the head of its own page. @param {Element} node */
function placeFor(node) {
  return (
    node.querySelector(":scope > .kb-row-foot, :scope > .kb-case-head .kb-actions, :scope > .kb-case-head") || node
  );
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
    this.go = element("a", { class: "kb-tray-go" });
    const make = element("a", { class: "kb-tray-make", href: `${root}workshop.html` }, "做讲义");
    const clear = element("button", { type: "button", on: { click: () => this.change([]) } }, "清空");
    const ways = element("p", null, this.go, make, clear);
    this.box = element("section", { class: "kb-tray", "aria-label": "选好的案例" }, this.list, this.status, ways);
  }

  start() {
    this.adoptAddress();
    document.body.append(this.box);
    this.enhance();
    this.show();
    // Search makes its rows anew and writes the address anew; rows get their button before they are painted.
    const main = document.querySelector("main") || document.body;
    const renewed = () => {
      this.enhance();
      this.writeAddress();
    };
    new MutationObserver(renewed).observe(main, { childList: true, subtree: true });
    onChangeElsewhere(root, () => {
      this.session = recall(root);
      this.show();
    });
    window.addEventListener("popstate", () => this.writeAddress());
    // A page taken out of the back-forward cache may be older than the choice.
    window.addEventListener("pageshow", (event) => {
      if (!event.persisted) return;
      this.session = recall(root);
      this.show();
    });
  }

  get items() {
    return this.session.items;
  }

  /** A shared address of the list may name cases; they are chosen then, beside the passages there are. */
  adoptAddress() {
    const ids = isBrowsePage() ? readIds(new URLSearchParams(location.search).get("compare"), MOST_CHOSEN) : [];
    if (!ids.length) return;
    const known = new Map(this.items.map((one) => [keyOf(one), one]));
    const cases = ids.map((id) => known.get(id) || { id, anchor: "", title: "" });
    this.session.items = [...cases, ...this.items.filter(({ anchor }) => anchor)].slice(0, MOST_CHOSEN);
    remember(root, this.session);
  }

  enhance() {
    let found = false;
    for (const node of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(CASES))) {
      found = true;
      node.setAttribute("data-comparable", "");
      const title = titleOf(node);
      const id = idOf(node);
      const press = () => this.toggle({ id, anchor: "", title });
      placeFor(node).append(
        element(
          "button",
          { type: "button", class: "kb-compare-add", "data-compare": id, "aria-label": `加入 ${title}`, on: { click: press } },
          "加入",
        ),
      );
    }
    if (this.enhancePassages() || found) this.showPressed();
  }

  /** On a case's own page every paragraph with a permanent place can be chosen by itself. */
  enhancePassages() {
    const found = [...document.querySelectorAll(PASSAGES)].filter(({ id }) => isAnchor(id));
    for (const node of found) {
      node.setAttribute("data-choosable", "");
      const article = /** @type {HTMLElement | null} */ (node.closest("[data-case]"));
      const item = { id: article?.dataset.case || "", anchor: node.id, title: titleOf(article) };
      const button = element(
        "button",
        { type: "button", class: "kb-passage-add", "data-compare": keyOf(item), "aria-label": "把这一段加入讲义", title: "把这一段加入讲义", on: { click: () => this.toggle(item) } },
      );
      const link = node.querySelector(":scope > .kb-anchor");
      if (link) link.after(button);
      else node.append(button);
    }
    return found.length > 0;
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
      button.setAttribute("aria-pressed", String(chosen.has(button.getAttribute("data-compare") || "")));
    }
  }

  show() {
    const { items } = this;
    const ids = wholeCases(items).map(({ id }) => id);
    this.showPressed();
    this.box.hidden = !items.length;
    document.documentElement.classList.toggle("kb-has-tray", items.length > 0);
    fill(this.list, ...items.map((one) => this.chip(one)));
    this.status.textContent = this.words(items.length, ids.length);
    this.go.textContent = `对比这 ${ids.length} 个`;
    this.go.href = compareAddress(root, ids);
    this.go.hidden = ids.length < 2 || ids.length > MOST;
    this.writeAddress();
  }

  /** @param {number} items @param {number} cases */
  words(items, cases) {
    if (items === 1 && cases === 1) return "再选一个就可以对比。";
    return cases > MOST ? `已选 ${items} 项；并排对比最多 ${MOST} 个。` : `已选 ${items} 项。`;
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

  /** On the list the address says everything the page shows, the chosen cases too. */
  writeAddress() {
    if (!isBrowsePage()) return;
    const params = new URLSearchParams(location.search);
    const ids = wholeCases(this.items).map(({ id }) => id).join();
    if ((params.get("compare") || "") === ids) return;
    params.delete("compare");
    const asked = params.toString() + (ids ? `${params.toString() && "&"}compare=${ids}` : "");
    history.replaceState(history.state, "", location.pathname + (asked && `?${asked}`) + location.hash);
  }
}

const start = () => new Tray().start();
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
