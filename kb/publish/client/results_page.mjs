// Run the results page: what the address asks is searched, what the reader does is written to the address.
import { readAddress, toggleFilter, writeAddress } from "./address.mjs";
import { NOTHING_FOUND, openEngine } from "./engine.mjs";
import { IndexUnusable, loadIndex } from "./index_loader.mjs";
import { listenToBox, walkHits } from "./search_box.mjs";
import { element, fill } from "./view/element.mjs";
import { facetPanel, filterChips } from "./view/facet_panel.mjs";
import { addHits, showHits } from "./view/hits.mjs";
import { emptyMessage, faultMessage } from "./view/messages.mjs";

const PAGE_SIZE = 20;
const WIDE = "(min-width: 60em)";

const slot = (name) => document.getElementById(`kb-${name}`);
const boxOf = (form) => form.querySelector("input[name=q]");

class ResultsPage {
  constructor(root, forms) {
    this.root = root;
    this.forms = forms;
    this.query = readAddress(location.search, []);
    this.typing = false;
    this.asked = 0;
  }

  async start() {
    this.fillBoxes();
    try {
      this.engine = openEngine(await loadIndex(this.root));
    } catch (error) {
      if (!(error instanceof IndexUnusable)) throw error;
      slot("results").before(faultMessage(error.message));
      return;
    }
    this.query = readAddress(location.search, this.engine.names);
    this.takeOver();
    await this.show();
  }

  /** Fill the page's slots, which until now held every case and every vocabulary page as plain links. */
  takeOver() {
    this.facets = facetPanel(this.engine.usedFacets, (name, value) => this.toggle(name, value));
    // Open beside the results on a wide screen, a drawer on a phone.
    const wide = window.matchMedia(WIDE);
    const settle = () => {
      this.facets.panel.open = wide.matches;
    };
    settle();
    if (wide.addEventListener) wide.addEventListener("change", settle);
    fill(slot("facets"), this.facets.panel);

    this.list = slot("results").querySelector("ol");
    this.notes = element("div", null);
    this.empty = element("div", null);
    this.list.before(this.notes);
    this.list.after(this.empty);
    this.more = element("button", { type: "button", class: "kb-more-hits", on: { click: () => this.showMore() } }, "更多");
    fill(slot("pager"), this.more);

    for (const form of this.forms) {
      listenToBox(form, {
        onType: (text) => this.ask({ ...this.query, text }, { typing: true }),
        onSubmit: (text) => this.ask({ ...this.query, text }),
      });
      // What was typed while the index was on its way counts as well.
      if (form.contains(document.activeElement)) this.query = { ...this.query, text: boxOf(form).value };
    }
    walkHits(this.forms.map(boxOf), this.list);
    window.addEventListener("popstate", () => {
      this.typing = false;
      this.query = readAddress(location.search, this.engine.names);
      this.fillBoxes();
      this.show();
    });
  }

  fillBoxes() {
    for (const form of this.forms) {
      if (boxOf(form).value !== this.query.text) boxOf(form).value = this.query.text;
    }
  }

  /** Search for a changed query; a run of typing is one step back, everything else a step of its own. */
  ask(query, { typing = false } = {}) {
    const { names } = this.engine;
    const search = writeAddress(query, names);
    if (search !== writeAddress(readAddress(location.search, names), names)) {
      if (typing && this.typing) history.replaceState(null, "", location.pathname + search);
      else history.pushState(null, "", location.pathname + search);
    }
    this.typing = typing;
    this.query = query;
    if (typing) {
      for (const form of this.forms) if (boxOf(form) !== document.activeElement) boxOf(form).value = query.text;
    } else this.fillBoxes();
    return this.show();
  }

  toggle(name, value) {
    return this.ask({ ...this.query, filters: toggleFilter(this.query.filters, name, value) });
  }

  /** Search and show; when a later question has been asked meanwhile, its answer wins. */
  async show() {
    this.asked += 1;
    const asked = this.asked;
    const limit = (history.state && history.state.shown) || PAGE_SIZE;
    const results = await this.engine.search({ ...this.query, offset: 0, limit });
    if (asked !== this.asked) return;
    slot("status").textContent = results.total ? `${results.total} 个案例` : "没有找到案例";
    this.facets.update(results.facets);
    fill(slot("active"), 
      ...filterChips(this.query.filters, this.engine.facets, (name, value) => this.removeChip(name, value)),
    );
    showHits(this.list, results.hits, this.root);
    fill(this.notes, 
      ...results.notes.filter((note) => note !== NOTHING_FOUND).map((note) => element("p", { class: "kb-note" }, note)),
    );
    fill(this.empty, ...(results.total ? [] : [this.emptyWords()]));
    this.more.hidden = results.hits.length >= results.total;
  }

  emptyWords() {
    return emptyMessage({
      text: this.query.text.trim(),
      filtered: Object.keys(this.query.filters).length > 0,
      ...this.engine.nearestTerms(this.query.text),
      total: this.engine.size,
      root: this.root,
      onClearFilters: () => this.ask({ ...this.query, filters: {} }),
    });
  }

  async removeChip(name, value) {
    await this.toggle(name, value);
    // The chip that had the focus is gone; stay near instead of falling to the top of the page.
    (slot("active").querySelector("button") || boxOf(this.forms[0])).focus();
  }

  async showMore() {
    const asked = this.asked;
    const offset = this.list.children.length;
    const results = await this.engine.search({ ...this.query, offset, limit: PAGE_SIZE });
    if (asked !== this.asked) return;
    addHits(this.list, results.hits, this.root);
    const shown = this.list.children.length;
    this.more.hidden = shown >= results.total;
    history.replaceState({ shown }, "");
  }
}

/** Take over the results page. */
export function startResultsPage(root, forms) {
  return new ResultsPage(root, forms).start();
}
