// Run the results page: what the address asks is searched, what the reader does is written to the address.
import { otherWords, readAddress, writeAddress } from "./search_url.mjs";
import { joined, openEngine } from "../core/engine.mjs";
import { IndexUnusable, storeAt } from "../core/index_loader.mjs";
import { loadExtras } from "./lazy_bundle.mjs";
import { arrowKeyNavigation, inputOf, listenToBox } from "./search_box.mjs";
import { afterPaint, pause } from "../../lib/scheduling.mjs";
import { element, fill, slot } from "../../lib/element.mjs";
import { addHits, showHits } from "./hits.mjs";
import { indexError } from "./index_error.mjs";
import { sortControls } from "./sort_controls.mjs";

/** @typedef {import("./search_url.mjs").UrlQuery} UrlQuery */
/** @typedef {import("../types").Answer} Answer */
/** @typedef {() => boolean} IsCurrent Whether no later question was asked meanwhile. */

const PAGE_SIZE = 10;
/** Rest after typing before what the next letter would undo: writing the address, counting what hits can be narrowed by. */
const TYPING_REST_MS = 60;

/** Promise that the page is painted and, where it was typed in, that typing rests. @param {boolean} typing */
const afterTyping = (typing) => afterPaint().then(() => (typing ? pause(TYPING_REST_MS) : undefined));

/** How many cases there are; a large collection's index is rounded, and so are totals that cannot be seen at a glance. @param {Answer} results */
function countWords({ total, rounded }) {
  if (!total) return "没有找到案例";
  return rounded && total > PAGE_SIZE ? `约 ${total} 个案例` : `${total} 个案例`;
}

/** The results page: what is asked, the hits and the notes; the rest is the sidebar's, whose host this is. */
class ResultsPage {
  /** @param {string} root @param {HTMLFormElement[]} forms */
  constructor(root, forms) {
    this.root = root;
    this.forms = forms;
    this.inputs = forms.map(inputOf);
    /** What is asked, which may not be answered yet. */
    this.query = readAddress(location.search);
    this.words = otherWords(location.search);
    this.title = document.title;
    this.typing = false;
    this.asked = 0;
    this.shown = 0;
    /** Filters that were understood in the text of the query. @type {import("../types").TypedFilter[]} */
    this.typed = [];
    this.list = slot("results").getElementsByTagName("ol")[0];
    this.fault = element("div", null);
    this.notes = element("div", null);
    this.empty = element("div", null);
    this.list.before(this.fault, this.notes);
    this.list.after(this.empty);
    this.more = element("button", { type: "button", class: "kb-more-hits", on: { click: () => this.showMore() } }, "更多");
    this.controls = sortControls((changed) => this.ask({ ...this.query, ...changed }));
    /** @type {import("../core/engine.mjs").Engine | null} */
    this.opened = null;
    /** @type {import("./results_sidebar.mjs").ResultsSidebar | null} */
    this.sidebar = null;
  }

  async start() {
    fill(slot("tools"), ...this.controls.parts);
    this.fillBoxes();
    for (const form of this.forms) {
      listenToBox(form, {
        isBusy: () => this.shown !== this.asked,
        onType: (text) => this.ask({ ...this.query, text }, { typing: true }),
        onSubmit: (text) => this.ask({ ...this.query, text }),
      });
    }
    arrowKeyNavigation(this.inputs, this.list);
    window.addEventListener("popstate", () => {
      this.typing = false;
      this.query = readAddress(location.search);
      this.fillBoxes();
      this.show();
    });
    await this.show();
  }

  fillBoxes() {
    for (const input of this.inputs) if (input.value !== this.query.text) input.value = this.query.text;
  }

  /** Search for a changed query. @param {UrlQuery} query */
  ask(query, { typing = false } = {}) {
    // What was typed a moment ago is still a part of its run.
    if (!typing) this.record({ typing: true });
    this.query = query;
    if (typing) {
      for (const input of this.inputs) if (input !== document.activeElement) input.value = query.text;
      // Browsers take several milliseconds to change the address; hits need not wait for it.
      afterTyping(typing).then(() => this.record({ typing }));
    } else {
      this.fillBoxes();
      this.record({ typing });
    }
    return this.show({ typing });
  }

  /** Write the query to the address; a run of typing is one step back, everything else a step of its own. @param {{typing: boolean}} how */
  record({ typing }) {
    const search = writeAddress(this.query);
    const isNew = search !== writeAddress(readAddress(location.search));
    if (isNew && typing && this.typing) history.replaceState(null, "", location.pathname + search);
    else if (isNew) history.pushState(null, "", location.pathname + search);
    if (isNew || !typing) this.typing = typing;
  }

  async engine() {
    if (!this.opened) this.opened = await openEngine(storeAt(this.root), () => loadExtras(this.root));
    return this.opened;
  }

  /** Let `answer` run; say it when the index cannot be used. @param {(isCurrent: IsCurrent) => Promise<void>} answer */
  async attempt(answer) {
    const { asked } = this;
    const { dataset } = document.documentElement;
    // Says to tests, and to whoever measures, when everything that was asked is on the page.
    dataset.kbSearch = "asked";
    try {
      await answer(() => asked === this.asked);
      if (asked === this.asked) dataset.kbSearch = "answered";
    } catch (error) {
      if (!(error instanceof IndexUnusable)) throw error;
      fill(this.fault, indexError(error.message));
    }
  }

  /** Take filters that the address gave in words; from then on it gives them as every other. Promise what to say of the rest. */
  async understandWords() {
    const { filtersFromUrl } = await loadExtras(this.root);
    const { filters, notes } = await filtersFromUrl(this.words, await (await this.engine()).resolver());
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
      const engine = await this.engine();
      const addressNotes = this.words.length ? await this.understandWords() : [];
      if (!isCurrent()) return;
      const { query } = this;
      this.controls.update(query);
      this.list.classList.toggle("kb-rows-compact", query.view === "compact");
      const limit = (!typing && history.state && history.state.shown) || PAGE_SIZE;
      const results = await engine.search({ ...query, offset: 0, limit });
      if (!isCurrent()) return;
      const empty = results.total ? null : await (await this.openSidebar()).emptyMessage(query, results);
      if (!isCurrent()) return;
      slot("status").textContent = countWords(results);
      slot("tools").hidden = results.total < 2; // one case has no order
      document.title = query.text ? `${query.text} · ${this.title}` : this.title;
      showHits(this.list, results.hits, this.root);
      performance.mark("kb-hits"); // what benchmarks/browser_search.py waits for
      const notes = [...addressNotes, ...results.notes];
      fill(this.notes, ...notes.map((note) => element("p", { class: "kb-note" }, note)));
      fill(this.empty, ...(empty ? [empty] : []));
      fill(this.fault);
      if (this.more.parentNode !== slot("pager")) fill(slot("pager"), this.more, element("p", { class: "kb-goes-on" }, "后面还有，没有印出。"));
      this.more.hidden = results.hits.length >= results.total;
      this.typed = results.typed;
      this.shown = this.asked;
      await afterTyping(typing);
      if (!isCurrent()) return;
      await (await this.openSidebar()).show(results, isCurrent);
    });
  }

  /** The sidebar, which comes with the second bundle. */
  async openSidebar() {
    const { ResultsSidebar } = await loadExtras(this.root);
    const engine = await this.engine();
    const extras = await engine.extras();
    this.sidebar = this.sidebar || new ResultsSidebar(this.root, engine, extras, this);
    return this.sidebar;
  }

  showMore() {
    return this.attempt(async (isCurrent) => {
      const offset = this.list.children.length;
      const results = await (await this.engine()).search({ ...this.query, offset, limit: PAGE_SIZE });
      if (!isCurrent()) return;
      addHits(this.list, results.hits, this.root);
      const shown = this.list.children.length;
      this.more.hidden = shown >= results.total;
      history.replaceState({ shown }, "");
    });
  }
}

/** Take over the results page. @param {string} root @param {HTMLFormElement[]} forms */
export function startResultsPage(root, forms) {
  return new ResultsPage(root, forms).start();
}
