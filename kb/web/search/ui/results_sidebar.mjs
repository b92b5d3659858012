// Show what stands beside the hits: facets with their counts, what is chosen, a correction, a way on where there are none.
import { toggleFilter, writeAddress } from "./search_url.mjs";
import { nearestTerms } from "../core/suggested_terms.mjs";
import { element, fill, slot } from "../../lib/element.mjs";
import { facetPanel, filterChips } from "./facet_panel.mjs";
import { emptyMessage } from "./messages.mjs";

const WIDE = "(min-width: 60em)";

/** Serves one results page (results_page.mjs). */
export class BesideHits {
  constructor(page) {
    this.page = page;
    this.panel = null;
    this.results = null;
    this.counted = null;
    // What is printed names the published place, with all that was asked there.
    this.printed = document.querySelector(".kb-print");
    this.address = this.printed.textContent;
  }

  async show(results, isCurrent) {
    this.printed.textContent = this.address + decodeURI(writeAddress(this.page.query));
    await this.showFacets(results, isCurrent);
    if (!isCurrent()) return;
    const suggestion = await results.suggestion();
    if (isCurrent() && suggestion) this.showSuggestion(suggestion);
  }

  async showFacets(results, isCurrent) {
    const facets = await this.page.engine.facets.valuesFor({});
    if (!isCurrent()) return;
    if (!this.panel) {
      this.panel = facetPanel(facets, (name, value) => this.toggle(name, value), () => this.countOpened());
      // Open beside the results on a wide screen, a drawer on a phone.
      const wide = window.matchMedia(WIDE);
      const settle = () => {
        this.panel.panel.open = wide.matches;
      };
      settle();
      if (wide.addEventListener) wide.addEventListener("change", settle);
      fill(slot("facets"), this.panel.panel);
    }
    this.results = results;
    await this.showCounts(isCurrent);
    const labelOf = await this.labelsOf(results.filters);
    if (!isCurrent()) return;
    fill(slot("active"), ...filterChips(results.filters, labelOf, (name, value) => this.removeChip(name, value)));
  }

  /** Promise a function that gives the words for a chosen value, which may be one that the panel does not list. */
  async labelsOf(filters) {
    const { facets, store } = this.page.engine;
    const labels = new Map();
    for (const { name, values } of await facets.valuesFor(filters)) {
      for (const { value, label } of filters[name] ? values : []) labels.set(`${name} ${value}`, label);
    }
    const { names } = (filters.region || []).some((code) => !labels.has(`region ${code}`)) ? await store.load("places") : {};
    return (name, value) => {
      const label = labels.get(`${name} ${value}`) || (name === "region" && names && names[value]) || value;
      return `${this.panel.nameOf(name)}：${label}`;
    };
  }

  /** Count what choosing each value would give; in large collections only where it can be seen, for columns are long. */
  async showCounts(isCurrent) {
    const { results } = this;
    const counted = await results.facets(this.page.engine.isLarge ? this.panel.seen() : null);
    if (!isCurrent() || results !== this.results) return;
    this.counted = counted;
    this.panel.update(counted);
  }

  /** A group was opened: count what it offers, unless that is done. */
  countOpened() {
    if (this.counted && this.panel.seen().some((name) => !this.counted[name])) {
      this.page.attempt((isCurrent) => this.showCounts(isCurrent));
    }
  }

  /** Choose a value, or no longer; what was typed is chosen too, and goes by being taken out of the text. */
  toggle(name, value) {
    const { query, typed: all } = this.page;
    const typed = all.find((each) => each.name === name && each.values.includes(value));
    if (typed) return this.page.ask({ ...query, text: query.text.replace(typed.part, "").trim() });
    return this.page.ask({ ...query, filters: toggleFilter(query.filters, name, value, this.panel.kinOf(name, value)) });
  }

  async removeChip(name, value) {
    await this.toggle(name, value);
    // The chip that had the focus is gone; stay near instead of falling to the top of the page.
    (slot("active").querySelector("button") || this.page.box).focus();
  }

  /** Offer what was perhaps meant; what was typed stays searched until the reader chooses. */
  showSuggestion(suggestion) {
    const { page } = this;
    const follow = (event) => {
      event.preventDefault();
      page.ask({ ...page.query, text: suggestion });
    };
    const href = location.pathname + writeAddress({ ...page.query, text: suggestion });
    page.notes.append(
      element("p", { class: "kb-note kb-suggestion" }, "您是不是要找", element("a", { href, on: { click: follow } }, suggestion), "？"),
    );
  }

  async emptyWords({ text, filters }, { typed }) {
    const { engine, root } = this.page;
    const nearest = await nearestTerms(typed.reduce((rest, { part }) => rest.replace(part, ""), text), engine);
    return emptyMessage({
      text: text.trim(),
      filtered: Object.keys(filters).length > 0,
      ...nearest,
      total: engine.size,
      root,
      onClearFilters: () => this.page.ask({ ...this.page.query, filters: {} }),
    });
  }
}
