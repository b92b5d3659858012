// Run the results page: what the address asks is searched, what the reader does is written to the address.
import { readAddress, toggleFilter, writeAddress } from "./address.mjs";
import { openEngine } from "./engine.mjs";
import { IndexUnusable, loadIndex } from "./index_loader.mjs";
import { listenToBox, walkHits } from "./search_box.mjs";
import { element } from "./view/element.mjs";
import { facetPanel, filterChips } from "./view/facet_panel.mjs";
import { addHits, showHits } from "./view/hits.mjs";
import { emptyMessage, faultMessage } from "./view/messages.mjs";

const PAGE_SIZE = 20;

class ResultsPage {
  constructor(container, root, forms) {
    this.container = container;
    this.root = root;
    this.forms = forms;
    this.query = readAddress(location.search);
    this.typing = false;
    this.asked = 0;
    this.status = element("p", { class: "kb-results__status", role: "status", "aria-live": "polite" });
    this.chips = element("ul", { class: "kb-chips", "aria-label": "已选条件" });
    this.list = element("ol", { class: "kb-hits", "aria-label": "检索结果" });
    this.empty = element("div", null);
    this.more = element("button", { type: "button", class: "kb-button kb-more", on: { click: () => this.showMore() } }, "更多");
  }

  async start() {
    this.fillBoxes();
    try {
      this.engine = openEngine(await loadIndex(this.root));
    } catch (error) {
      if (!(error instanceof IndexUnusable)) throw error;
      this.container.prepend(faultMessage(error.message));
      return;
    }
    this.build();
    for (const form of this.forms) {
      listenToBox(form, {
        onType: (text) => this.ask({ ...this.query, text }, { typing: true }),
        onSubmit: (text) => this.ask({ ...this.query, text }),
      });
      walkHits(form.querySelector("input[name=q]"), this.list);
    }
    window.addEventListener("popstate", () => {
      this.typing = false;
      this.query = readAddress(location.search);
      this.fillBoxes();
      this.show();
    });
    await this.show();
  }

  build() {
    this.facets = facetPanel(this.engine.facets, (name, value) => this.toggle(name, value));
    // Open beside the results on a wide screen, a drawer on a phone.
    const wide = window.matchMedia("(min-width: 60em)");
    const settle = () => this.facets.panel.toggleAttribute("open", wide.matches);
    settle();
    wide.addEventListener("change", settle);
    this.container.replaceChildren(
      element(
        "div",
        { class: "kb-results" },
        this.facets.panel,
        element("div", { class: "kb-results__main" }, this.status, this.chips, this.list, this.empty, this.more),
      ),
    );
  }

  fillBoxes() {
    for (const form of this.forms) {
      const input = form.querySelector("input[name=q]");
      if (input.value !== this.query.text) input.value = this.query.text;
    }
  }

  /** Search for a changed query; a run of typing is one step back, everything else a step of its own. */
  ask(query, { typing = false } = {}) {
    const address = location.pathname + writeAddress(query);
    if (writeAddress(query) !== location.search) {
      if (typing && this.typing) history.replaceState(null, "", address);
      else history.pushState(null, "", address);
    }
    this.typing = typing;
    this.query = query;
    for (const form of this.forms) {
      const input = form.querySelector("input[name=q]");
      if (input !== document.activeElement) input.value = query.text;
    }
    return this.show();
  }

  toggle(name, value) {
    return this.ask({ ...this.query, filters: toggleFilter(this.query.filters, name, value) });
  }

  /** Search and show; when a later question has been asked meanwhile, its answer wins. */
  async show() {
    const asked = (this.asked += 1);
    const remembered = (history.state && history.state.shown) || PAGE_SIZE;
    const results = await this.engine.search({ ...this.query, offset: 0, limit: remembered });
    if (asked !== this.asked) return;
    this.results = results;
    this.status.textContent = results.total ? `${results.total} 个案例` : "没有找到案例";
    this.facets.update(results.counts, this.query.filters);
    this.chips.replaceChildren(...filterChips(this.query.filters, this.engine.facets, (name, value) => this.removeChip(name, value)));
    showHits(this.list, results.hits, this.root);
    this.showEmpty();
    this.more.hidden = results.hits.length >= results.total;
  }

  showEmpty() {
    if (this.results.total) {
      this.empty.replaceChildren();
      return;
    }
    this.empty.replaceChildren(
      emptyMessage({
        text: this.query.text.trim(),
        filtered: Object.keys(this.query.filters).length > 0,
        terms: this.engine.nearestTerms(this.query.text),
        total: this.engine.size,
        root: this.root,
        onClearFilters: () => this.ask({ ...this.query, filters: {} }),
        onAll: (event) => {
          event.preventDefault();
          this.ask({ text: "", filters: {} });
          this.fillBoxes();
        },
      }),
    );
  }

  async removeChip(name, value) {
    await this.toggle(name, value);
    // The chip that had the focus is gone; stay near instead of falling to the top of the page.
    const next = this.chips.querySelector("button") || this.forms[0].querySelector("input[name=q]");
    next.focus();
  }

  async showMore() {
    const shown = this.list.children.length;
    const asked = this.asked;
    const results = await this.engine.search({ ...this.query, offset: shown, limit: PAGE_SIZE });
    if (asked !== this.asked) return;
    addHits(this.list, results.hits, this.root);
    this.more.hidden = this.list.children.length >= results.total;
    history.replaceState({ shown: this.list.children.length }, "");
  }
}

/** Take over the results page. */
export function startResultsPage(container, root, forms) {
  return new ResultsPage(container, root, forms).start();
}
