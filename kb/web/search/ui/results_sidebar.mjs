// Show what goes with the hits: facets with counts, what is chosen, a correction, a way on where there are none.
import { element, fill, slot } from "../../lib/element.mjs";
import { facetPanel, filterChips } from "./facet_panel.mjs";
import { emptyMessage } from "./messages.mjs";
import { researchLine } from "./research_line.mjs";
import { toggleFilter, writeAddress } from "./search_url.mjs";

/** @typedef {import("../types").Answer} Answer */
/** @typedef {import("../types").Filters} Filters */
/** @typedef {import("./search_url.mjs").UrlQuery} UrlQuery */
/** @typedef {() => boolean} IsCurrent Whether no later question was asked meanwhile. */
/**
 * What a sidebar needs of the page it serves.
 * @typedef {object} SidebarHost
 * @property {UrlQuery} query What is asked now.
 * @property {import("../types").TypedFilter[]} typed Filters that were understood in the text of the query.
 * @property {(query: UrlQuery) => Promise<void>} ask Search for a changed query.
 * @property {(answer: (isCurrent: IsCurrent) => Promise<void>) => Promise<void>} attempt Do what may fail for want of the index.
 * @property {HTMLElement} notes Takes what there is to say about the query.
 * @property {HTMLInputElement[]} inputs Search boxes, the one nearest to the results first.
 */

/** The facets above the hits, what is chosen of them, a correction, and the way on where nothing was found. */
export class ResultsSidebar {
  /**
   * @param {string} root
   * @param {import("../core/engine.mjs").Engine} engine
   * @param {import("../core/extras.mjs").Extras} extras
   * @param {SidebarHost} host
   */
  constructor(root, engine, extras, host) {
    this.root = root;
    this.engine = engine;
    this.extras = extras;
    this.host = host;
    /** @type {ReturnType<typeof facetPanel> | null} */
    this.panel = null;
    /** @type {Answer | null} */
    this.results = null;
    /** @type {import("../types").Counts | null} */
    this.counted = null;
    const clear = () => this.host.ask({ ...this.host.query, filters: {} });
    this.seen = element("a", { href: "#kb-found" });
    /** On a phone, at the foot of the window while the filters are in sight. */
    this.go = element("p", { class: "kb-go", hidden: true }, this.seen, element("button", { type: "button", on: { click: clear } }, "清除"));
    // What is printed names the published place, with all that was asked there.
    this.printed = document.getElementsByClassName("kb-print")[0];
    this.address = this.printed.textContent || "";
  }

  /** @param {Answer} results @param {IsCurrent} isCurrent */
  async show(results, isCurrent) {
    this.printed.textContent = this.address + decodeURI(writeAddress(this.host.query));
    await this.showFacets(results, isCurrent);
    if (!isCurrent()) return;
    const ways = await results.waysOn();
    if (!isCurrent()) return;
    this.host.notes.append(...this.waysOn(ways));
    const { text, filters } = this.host.query;
    const isAsked = text || Object.keys(filters).length;
    const line = isAsked && researchLine(results.hits, slot("found").dataset.research || "", this.root);
    if (line) this.host.notes.append(line);
    const suggestion = await results.suggestion();
    if (suggestion && isCurrent()) this.host.notes.append(this.suggestionNote(suggestion));
  }

  /** @param {Answer} results @param {IsCurrent} isCurrent */
  async showFacets(results, isCurrent) {
    const facets = await this.extras.facets.valuesFor({});
    if (!isCurrent()) return;
    const panel = this.panel || this.openPanel(facets);
    this.panel = panel;
    this.results = results;
    await this.showCounts(isCurrent);
    const labelOf = await this.labelsOf(results.filters, panel.nameOf);
    if (!isCurrent()) return;
    this.go.hidden = !Object.keys(results.filters).length;
    this.seen.textContent = `看 ${results.total} 个案例`;
    fill(slot("active"), ...filterChips(results.filters, labelOf, (name, value) => this.removeChip(name, value)));
  }

  /** @param {import("../types").Facet[]} facets */
  openPanel(facets) {
    const untold = (slot("facets").dataset.toldInParts || "").split(" ");
    const panel = facetPanel(facets, untold, (name, value) => this.choose(name, value), () => this.countOpened());
    fill(slot("facets"), ...panel.parts, this.go);
    return panel;
  }

  /**
   * Choose a value in the panel, and bring the first result into sight: below a long panel nobody sees what became of it.
   * @param {string} name @param {string} value
   */
  async choose(name, value) {
    await this.toggle(name, value);
    const first = slot("results").querySelector(".kb-row-title, .kb-empty");
    if (first && first.getBoundingClientRect().bottom > window.innerHeight) slot("found").scrollIntoView();
  }

  /**
   * Promise a function that gives the words for a chosen value, which may be one that the panel does not list.
   * @param {Filters} filters @param {(name: string) => string} nameOf
   */
  async labelsOf(filters, nameOf) {
    /** @type {Map<string, string>} */
    const labels = new Map();
    for (const { name, values } of await this.extras.facets.valuesFor(filters)) {
      for (const { value, label } of filters[name] ? values : []) labels.set(`${name} ${value}`, label);
    }
    const isUnknownPlace = (filters.region || []).some((code) => !labels.has(`region ${code}`));
    const places = isUnknownPlace ? (await this.engine.store.load("places")).names : {};
    return (/** @type {string} */ name, /** @type {string} */ value) => {
      const label = labels.get(`${name} ${value}`) || (name === "region" && places[value]) || value;
      return `${nameOf(name)}：${label}`;
    };
  }

  /** Count what choosing each value would give. @param {IsCurrent} isCurrent */
  async showCounts(isCurrent) {
    const { panel, results } = this;
    if (!panel || !results) return;
    const counted = await results.facets(this.engine.isLarge ? panel.seen() : null);
    if (!isCurrent() || results !== this.results) return;
    this.counted = counted;
    panel.update(counted, results.total);
  }

  /** A group was opened: count what it offers, unless that is done. */
  countOpened() {
    const { counted, panel } = this;
    if (counted && panel && panel.seen().some((name) => !counted[name])) {
      this.host.attempt((isCurrent) => this.showCounts(isCurrent));
    }
  }

  /**
   * Choose a value, or no longer; what was typed is chosen too, and goes by being taken out of the text.
   * @param {string} name @param {string} value
   */
  toggle(name, value) {
    const { query, typed: all } = this.host;
    const typed = all.find((each) => each.name === name && each.values.includes(value));
    if (typed) return this.host.ask({ ...query, text: query.text.replace(typed.part, "").trim() });
    const kin = this.panel ? this.panel.kinOf(name, value) : [];
    return this.host.ask({ ...query, filters: toggleFilter(query.filters, name, value, kin) });
  }

  /** @param {string} name @param {string} value */
  async removeChip(name, value) {
    await this.toggle(name, value);
    // The chip that had the focus is gone; stay near instead of falling to the top of the page.
    const next = slot("active").querySelector("button");
    if (next) next.focus();
    else this.host.inputs[0].focus();
  }

  /** Offer what was perhaps meant; what was typed stays searched until the reader chooses. @param {string} suggestion */
  suggestionNote(suggestion) {
    return element("p", { class: "kb-note kb-suggestion" }, "您是不是要找", this.link(suggestion, { text: suggestion }), "？");
  }

  /** A link to another question. @param {string} label @param {Partial<UrlQuery>} changed */
  link(label, changed) {
    const query = () => ({ ...this.host.query, ...changed });
    const follow = (/** @type {Event} */ event) => {
      event.preventDefault();
      this.host.ask(query());
    };
    return element("a", { href: location.pathname + writeAddress(query()), on: { click: follow } }, label);
  }

  /** What to say where something is missing, with links to what helps. @param {import("../types").WaysOn} ways */
  waysOn({ notes, offers, invites }) {
    const links = offers.map(({ label, text, filters }) => this.link(label, { text, filters }));
    if (invites) links.push(element("a", { href: `${this.root}submit.html` }, "投稿"));
    const said = notes.map((note) => element("p", { class: "kb-note" }, note));
    return links.length ? [...said, element("p", { class: "kb-note kb-offers" }, links)] : said;
  }

  /** @param {UrlQuery} query @param {Answer} results */
  async emptyMessage({ text, filters }, { typed, touching }) {
    const rest = typed.reduce((words, { part }) => words.replace(part, ""), text);
    return emptyMessage({
      touching,
      filtered: Object.keys(filters).length > 0,
      ...(await this.extras.suggestedTerms(rest, this.engine.fold)),
      total: this.engine.size,
      root: this.root,
      onClearFilters: () => this.host.ask({ ...this.host.query, filters: {} }),
    });
  }
}
