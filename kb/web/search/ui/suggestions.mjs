// Offer places, problems, practices and titles under a search box while something is typed into it (a combobox).
import { element, fill } from "../../lib/element.mjs";
import { inputOf } from "./search_box.mjs";

/** @typedef {{words: string, kind: string, href: string}} Suggestion */

/** What is offered by its name: facet, folder of its pages, what it is called, how many at most. */
/** @type {[facet: string, folder: string, kind: string, most: number][]} */
const NAMED = [
  ["region", "regions", "地区", 2],
  ["problem", "problems", "问题", 3],
  ["model", "models", "做法", 2],
];
const TITLES = 4;

/** Whether one stands in the other; a single character says too little of a longer name. @param {string} name @param {string} typed */
const alike = (name, typed) => name.includes(typed) || (name.length > 1 && typed.includes(name));

/** The list under one box. */
export class Suggestions {
  /**
   * @param {string} root @param {HTMLFormElement} form
   * @param {import("../core/engine.mjs").Engine} engine @param {import("../core/extras.mjs").Extras} extras
   */
  constructor(root, form, engine, extras) {
    this.root = root;
    this.engine = engine;
    this.extras = extras;
    this.input = inputOf(form);
    this.asked = 0;
    this.active = -1;
    /** @type {Suggestion[]} */
    this.shown = [];
    const id = `kb-suggestions-${[...document.querySelectorAll("form.kb-search")].indexOf(form)}`;
    this.list = element("ul", { id, class: "kb-suggestions", role: "listbox", "aria-label": "搜索建议", hidden: true });
    this.status = element("p", { class: "kb-sr", role: "status" });
    form.append(this.list, this.status);
    for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": id })) {
      this.input.setAttribute(name, value);
    }
    this.input.addEventListener("input", () => this.update());
    this.input.addEventListener("compositionend", () => this.update());
    this.input.addEventListener("keydown", (event) => this.onKey(event));
    this.input.addEventListener("blur", () => this.show([]));
    // The box would lose the focus, and the list be gone, before the press ends.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", ({ target }) => {
      const at = [...this.list.children].findIndex((item) => item.contains(/** @type {Node} */ (target)));
      if (at >= 0) this.go(at);
    });
  }

  /** Offer what the text in the box may mean. */
  async update() {
    this.asked += 1;
    const { asked } = this;
    const text = this.input.value.trim();
    const found = text ? await this.found(text) : [];
    if (asked === this.asked && document.activeElement === this.input) this.show(found);
  }

  /** @param {string} text */
  async found(text) {
    const typed = this.engine.fold(text).text.replace(/\s+/g, "");
    const [facets, names, { hits }] = await Promise.all([
      this.extras.facets.valuesFor({}),
      this.engine.store.load("words"),
      this.engine.search({ text, filters: {}, sort: "", offset: 0, limit: TITLES }),
    ]);
    const named = NAMED.flatMap(([facet, folder, kind, most]) => {
      const found = facets.find(({ name }) => name === facet);
      if (!found) return [];
      const { values, used } = found;
      const fitting = values.filter(({ label }, place) => {
        // A province without cases has a page that says so.
        const isOffered = facet === "region" || used.includes(place);
        const called = facet === "region" ? [label] : [label, ...names[facet][place]];
        return isOffered && called.some((each) => alike(this.engine.fold(each).text, typed));
      });
      return fitting.slice(0, most).map(({ value, label }) => ({ words: label, kind, href: `${folder}/${encodeURIComponent(value)}.html` }));
    });
    return [...named, ...hits.map(({ id, title }) => ({ words: title, kind: "案例", href: `cases/${encodeURIComponent(id)}.html` }))];
  }

  /** @param {Suggestion[]} suggestions */
  show(suggestions) {
    this.shown = suggestions;
    this.list.hidden = !suggestions.length;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    const items = suggestions.map(({ words, kind }, at) =>
      element("li", { role: "option", id: `${this.list.id}-${at}`, "aria-selected": "false" }, element("span", null, words), " ", element("small", null, kind)),
    );
    fill(this.list, ...items);
    this.status.textContent = suggestions.length ? `${suggestions.length} 条建议，用上下键选` : "";
    this.choose(-1);
  }

  /** @param {number} at */
  choose(at) {
    this.active = at;
    [...this.list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === at)));
    if (at < 0) this.input.removeAttribute("aria-activedescendant");
    else this.input.setAttribute("aria-activedescendant", `${this.list.id}-${at}`);
  }

  /** @param {number} at */
  go(at) {
    location.href = this.root + this.shown[at].href;
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const { key, isComposing } = event;
    const count = this.shown.length;
    if (!count || isComposing) return;
    if (key === "ArrowDown") this.choose(this.active + 1 < count ? this.active + 1 : -1);
    else if (key === "ArrowUp") this.choose(this.active < 0 ? count - 1 : this.active - 1);
    else if (key === "Escape") this.show([]);
    else if (key === "Enter" && this.active >= 0) this.go(this.active);
    else return;
    event.preventDefault();
  }
}
