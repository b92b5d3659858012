// Run the results page: what the address asks is searched, what the reader does is written to the address.
import { otherWords, readAddress, writeAddress } from "./search_url.mjs";
import { joined, NOTHING_FOUND, openEngine } from "../core/engine.mjs";
import { IndexUnusable, storeAt } from "../core/index_loader.mjs";
import { loadMore } from "./lazy_bundle.mjs";
import { listenToBox, arrowKeyNavigation } from "./search_box.mjs";
import { painted, pause } from "../../lib/scheduling.mjs";
import { element, fill, slot } from "../../lib/element.mjs";
import { addHits, showHits } from "./hits.mjs";
import { faultMessage } from "./index_error.mjs";
import { resultTools } from "./sort_controls.mjs";

const PAGE_SIZE = 10;
/** Rest after typing before what the next letter would undo: writing the address, counting what hits can be narrowed by. */
const SETTLING_MS = 60;
/** Promise that the page is painted and, where it was typed in, that typing rests. */
const settled = (typing) => painted().then(() => typing && pause(SETTLING_MS));

const boxOf = (form) => form.querySelector("input[name=q]");

/** How many cases there are; a large collection's index is rounded, and so are totals that cannot be seen at a glance. */
function countWords({ total, rounded }) {
  if (!total) return "没有找到案例";
  return rounded && total > PAGE_SIZE ? `约 ${total} 个案例` : `${total} 个案例`;
}

class ResultsPage {
  constructor(root, forms) {
    this.root = root;
    this.forms = forms;
    this.query = readAddress(location.search);
    this.words = otherWords(location.search);
    this.title = document.title;
    this.typing = false;
    this.asked = 0;
    this.shown = 0;
    this.typed = [];
    this.list = slot("results").querySelector("ol");
    this.fault = element("div", null);
    this.notes = element("div", null);
    this.empty = element("div", null);
    this.list.before(this.fault, this.notes);
    this.list.after(this.empty);
    this.more = element("button", { type: "button", class: "kb-more-hits", on: { click: () => this.showMore() } }, "更多");
  }

  async start() {
    this.tools = resultTools((changed) => this.ask({ ...this.query, ...changed }));
    fill(slot("tools"), ...this.tools.parts);
    this.fillBoxes();
    for (const form of this.forms) {
      listenToBox(form, {
        isBusy: () => this.shown !== this.asked,
        onType: (text) => this.ask({ ...this.query, text }, { typing: true }),
        onSubmit: (text) => this.ask({ ...this.query, text }),
      });
    }
    arrowKeyNavigation(this.forms.map(boxOf), this.list);
    window.addEventListener("popstate", () => {
      this.typing = false;
      this.query = readAddress(location.search);
      this.fillBoxes();
      this.show();
    });
    await this.show();
  }

  /** The box nearest to the results. */
  get box() {
    return boxOf(this.forms[0]);
  }

  fillBoxes() {
    for (const form of this.forms) {
      if (boxOf(form).value !== this.query.text) boxOf(form).value = this.query.text;
    }
  }

  /** Search for a changed query. */
  ask(query, { typing = false } = {}) {
    // What was typed a moment ago is still a part of its run.
    if (!typing) this.record({ typing: true });
    this.query = query;
    if (typing) {
      for (const form of this.forms) if (boxOf(form) !== document.activeElement) boxOf(form).value = query.text;
      // Browsers take several milliseconds to change the address; hits need not wait for it.
      settled(typing).then(() => this.record({ typing }));
    } else {
      this.fillBoxes();
      this.record({ typing });
    }
    return this.show({ typing });
  }

  /** Write the query to the address; a run of typing is one step back, everything else a step of its own. */
  record({ typing }) {
    const search = writeAddress(this.query);
    const isNew = search !== writeAddress(readAddress(location.search));
    if (isNew && typing && this.typing) history.replaceState(null, "", location.pathname + search);
    else if (isNew) history.pushState(null, "", location.pathname + search);
    if (isNew || !typing) this.typing = typing;
  }

  /** Let `answer` use the engine unless a later question is asked meanwhile; say it when the index cannot be used. */
  async attempt(answer) {
    const { asked } = this;
    const { dataset } = document.documentElement;
    // Says to tests, and to whoever measures, when everything that was asked stands on the page.
    dataset.kbSearch = "asked";
    try {
      if (!this.engine) this.engine = await openEngine(storeAt(this.root), () => loadMore(this.root));
      await answer(() => asked === this.asked);
      if (asked === this.asked) dataset.kbSearch = "answered";
    } catch (error) {
      if (!(error instanceof IndexUnusable)) throw error;
      fill(this.fault, faultMessage(error.message));
    }
  }

  /** Take filters that the address gave in words; from then on it gives them as every other. Promise what to say of the rest. */
  async understandWords() {
    const { filtersFromUrl } = await this.engine.furtherParts();
    const { filters, notes } = await filtersFromUrl(this.words, await this.engine.resolver());
    this.words = [];
    if (Object.keys(filters).length) {
      this.query = { ...this.query, filters: joined(this.query.filters, filters) };
      history.replaceState(history.state, "", location.pathname + writeAddress(this.query));
    }
    return notes;
  }

  /** Search and show: hits first, then, once these are painted and typing rests, what they can be narrowed by. */
  show({ typing = false } = {}) {
    this.asked += 1;
    return this.attempt(async (isCurrent) => {
      const addressNotes = this.words.length ? await this.understandWords() : [];
      if (!isCurrent()) return;
      const { query } = this;
      this.tools.update(query);
      this.list.classList.toggle("kb-rows-compact", query.view === "compact");
      const limit = (!typing && history.state && history.state.shown) || PAGE_SIZE;
      const results = await this.engine.search({ ...query, offset: 0, limit });
      if (!isCurrent()) return;
      const empty = results.total ? null : await (await this.beside()).emptyWords(query, results);
      if (!isCurrent()) return;
      slot("status").textContent = countWords(results);
      document.title = query.text ? `${query.text} · ${this.title}` : this.title;
      showHits(this.list, results.hits, this.root);
      performance.mark("kb-hits"); // what benchmarks/browser_search.py waits for
      const notes = [...addressNotes, ...results.notes.filter((note) => note !== NOTHING_FOUND)];
      fill(this.notes, ...notes.map((note) => element("p", { class: "kb-note" }, note)));
      fill(this.empty, ...(empty ? [empty] : []));
      fill(this.fault);
      if (this.more.parentNode !== slot("pager")) fill(slot("pager"), this.more);
      this.more.hidden = results.hits.length >= results.total;
      this.typed = results.typed;
      this.shown = this.asked;
      await settled(typing);
      if (!isCurrent()) return;
      await (await this.beside()).show(results, isCurrent);
    });
  }

  /** What stands beside the hits; it comes with the second bundle. */
  async beside() {
    const { BesideHits } = await this.engine.furtherParts();
    this.besideHits = this.besideHits || new BesideHits(this);
    return this.besideHits;
  }

  showMore() {
    return this.attempt(async (isCurrent) => {
      const offset = this.list.children.length;
      const results = await this.engine.search({ ...this.query, offset, limit: PAGE_SIZE });
      if (!isCurrent()) return;
      addHits(this.list, results.hits, this.root);
      const shown = this.list.children.length;
      this.more.hidden = shown >= results.total;
      history.replaceState({ shown }, "");
    });
  }
}

/** Take over the results page. */
export function startResultsPage(root, forms) {
  return new ResultsPage(root, forms).start();
}
