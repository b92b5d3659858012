// Let a reader choose cases to compare, from any list and any case page, and keep the choice in sight.
import { caseOf } from "./case_files.mjs";
import { MOST, compareAddress, onChangeElsewhere, readIds, recall, remember } from "./chosen_cases.mjs";
import { element, fill } from "./view/element.mjs";

// The bundle stands at kb/tray.js, so its own address says where the site begins, on a disk as over http.
const root = new URL("..", document.currentScript.src).href;

const FULL = `最多对比 ${MOST} 个，请先去掉一个。`;
const isBrowsePage = () => document.getElementById("kb-results") !== null;

/** Where the button of a case stands: below a row, in a table's first cell, in the head of the case's own page. */
function placeFor(node) {
  return (
    node.querySelector(":scope > .kb-row-foot, :scope > th, :scope > .kb-case-head .kb-actions, :scope > .kb-case-head") || node
  );
}

function titleOf(node) {
  const title = node.querySelector("h1, .kb-row-title a, th a, h3 a");
  return title ? title.textContent.trim() : "";
}

class Tray {
  constructor() {
    this.cases = recall(root);
    this.status = element("p", { class: "kb-tray-status", role: "status" });
    this.list = element("ul", null);
    this.go = element("a", { class: "kb-tray-go" });
    const clear = element("button", { type: "button", on: { click: () => this.change([]) } }, "清空");
    this.box = element("section", { class: "kb-tray", "aria-label": "对比" }, this.list, this.status, element("p", null, this.go, clear));
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
      this.cases = recall(root);
      this.show();
    });
    window.addEventListener("popstate", () => this.writeAddress());
    // A page taken out of the back-forward cache may be older than the choice.
    window.addEventListener("pageshow", (event) => {
      if (!event.persisted) return;
      this.cases = recall(root);
      this.show();
    });
  }

  /** A shared address of the list may name cases; they are chosen then, as far as there is room. */
  adoptAddress() {
    const ids = isBrowsePage() ? readIds(new URLSearchParams(location.search).get("compare")) : [];
    if (!ids.length) return;
    const known = new Map(this.cases.map((one) => [one.id, one]));
    this.cases = ids.map((id) => known.get(id) || { id, title: "" });
    remember(root, this.cases);
  }

  enhance() {
    let found = false;
    for (const node of document.querySelectorAll("main [data-case]:not([data-comparable])")) {
      found = true;
      node.setAttribute("data-comparable", "");
      const title = titleOf(node);
      const press = () => this.toggle({ id: node.dataset.case, title });
      placeFor(node).append(
        element(
          "button",
          { type: "button", class: "kb-compare-add", "data-compare": node.dataset.case, "aria-label": `对比 ${title}`, on: { click: press } },
          "对比",
        ),
      );
    }
    if (found) this.showPressed();
  }

  toggle(one) {
    const without = this.cases.filter(({ id }) => id !== one.id);
    if (without.length < this.cases.length) this.change(without);
    else if (this.cases.length < MOST) this.change([...this.cases, one]);
    else this.status.textContent = FULL;
  }

  change(cases) {
    this.cases = cases;
    remember(root, cases);
    this.show();
  }

  showPressed() {
    const chosen = new Set(this.cases.map(({ id }) => id));
    for (const button of document.querySelectorAll("[data-compare]")) {
      button.setAttribute("aria-pressed", String(chosen.has(button.dataset.compare)));
    }
  }

  show() {
    const { cases } = this;
    this.showPressed();
    this.box.hidden = !cases.length;
    document.documentElement.classList.toggle("kb-has-tray", cases.length > 0);
    fill(this.list, ...cases.map((one) => this.chip(one)));
    this.status.textContent = cases.length === 1 ? "再选一个就可以对比。" : `已选 ${cases.length} 个。`;
    const ids = cases.map(({ id }) => id);
    this.go.textContent = `对比这 ${cases.length} 个`;
    this.go.href = compareAddress(root, ids);
    this.go.hidden = cases.length < 2;
    this.writeAddress();
  }

  chip(one) {
    const words = element("span", null, one.title || one.id);
    if (!one.title) {
      caseOf(root, one.id).then((data) => {
        if (!data) return;
        one.title = data.title;
        words.textContent = data.title;
        remember(root, this.cases);
      });
    }
    const leave = () => {
      this.change(this.cases.filter(({ id }) => id !== one.id));
      (this.list.querySelector("button") || document.querySelector(`[data-compare="${one.id}"]`) || document.body).focus();
    };
    return element(
      "li",
      null,
      words,
      element("button", { type: "button", "aria-label": `不对比 ${one.title || one.id}`, on: { click: leave } }, "×"),
    );
  }

  /** On the list the address says everything the page shows, the chosen cases too. */
  writeAddress() {
    if (!isBrowsePage()) return;
    const params = new URLSearchParams(location.search);
    const ids = this.cases.map(({ id }) => id).join();
    if ((params.get("compare") || "") === ids) return;
    params.delete("compare");
    const asked = params.toString() + (ids ? `${params.toString() && "&"}compare=${ids}` : "");
    history.replaceState(history.state, "", location.pathname + (asked && `?${asked}`) + location.hash);
  }
}

const start = () => new Tray().start();
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
