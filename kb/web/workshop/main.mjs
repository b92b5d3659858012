// Run the workshop page: what was chosen is put in order and named here, and the pack laid out below for paper or wall.
import { keyOf, recall, remember } from "../selection/selection_store.mjs";
import { caseOf, passageOf } from "../case/payload.mjs";
import { ONLY_HERE, addressToShare, isOnWeb, isoDay, loadTemplates } from "../cite/citation_text.mjs";
import { copyText } from "../lib/clipboard.mjs";
import { loadScript } from "../lib/jsonp.mjs";
import { isCutOff } from "../lib/network.mjs";
import { pause } from "../lib/scheduling.mjs";
import { readSession, writeSession } from "./address.mjs";
import { comparisonCsv } from "./csv.mjs";
import { itemRows } from "./item_list.mjs";
import { withIds } from "./old_codes.mjs";
import { packOf, runningHeads, shownTitle } from "./pack.mjs";
import { besideOf } from "./parts.mjs";
import { PARTS, namesOf, partsOf } from "./part_choice.mjs";
import { modelsOf, researchAt } from "./research_part.mjs";
import { SlideShow } from "./slideshow.mjs";
import { element, fill, slot as pageSlot } from "../lib/element.mjs";
import { saveFile } from "../lib/save_file.mjs";
import { siteRoot } from "../lib/site.mjs";

/**
 * @import { Item, View } from "./pack.mjs"
 * @import { Research } from "./research_part.mjs"
 * @import { Case, Withdrawn } from "../case/types"
 * @typedef {HTMLFormElement & { elements: Record<"title" | "date" | "facilitator", HTMLInputElement> & { style: HTMLSelectElement } }} Form
 */

const root = siteRoot();
const slot = (/** @type {string} */ name) => pageSlot(`workshop-${name}`);
const views = /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("input[name=view]"));

/** @param {import("../selection/selection_store.mjs").Item[]} some @param {import("../selection/selection_store.mjs").Item[]} others */
const sameItems = (some, others) => some.map(keyOf).join() === others.map(keyOf).join();

class WorkshopPage {
  constructor() {
    const shared = readSession(location.search);
    this.isShared = Boolean(shared);
    this.tooNew = Boolean(shared && shared.tooNew);
    this.isOwn = !shared;
    this.session = recall(root);
    if (shared) Object.assign(this.session, shared);
    /** @type {Item[]} */
    this.loaded = [];
    /** @type {import("../cite/citation_text.mjs").Templates | null} */
    this.templates = null;
    /** @type {Record<string, string>} */
    this.collections = JSON.parse(slot("collections").textContent || "{}");
    this.from = new URLSearchParams(location.search).get("from") || "";
    this.questions = JSON.parse(slot("questions").textContent || "null");
    this.form = /** @type {Form} */ (slot("form"));
    /** @type {View} */
    this.view = "handout";
    this.paper = element("div", { id: "kb-paper-place" });
    this.heads = element("style");
    /** @type {HTMLInputElement[]} */
    this.boxes = [];
    this.slides = new SlideShow();
    this.asked = 0;
    /** What studies say of a model, by its id; asked for once it is to go in. @type {Record<string, Research | null>} */
    this.research = {};
  }

  start() {
    /** @type {HTMLElement} */ (document.querySelector(".kb-without-script")).hidden = true;
    document.documentElement.classList.add("kb-workshop-page");
    // Beside the article, not within: the theme's rules for running text do not reach the paper.
    document.querySelector(".kb-workshop")?.closest("#kb-main")?.after(this.paper);
    document.head.append(this.heads);
    const fields = this.form.elements;
    const { title, date, facilitator, style } = this.session;
    [fields.title.value, fields.date.value, fields.facilitator.value] = [title, date, facilitator];
    if (style) fields.style.value = style;
    if (!fields.style.value) fields.style.selectedIndex = 0;
    const asked = new URLSearchParams(location.search).get("v");
    for (const box of views) {
      if (box.value === asked) this.view = /** @type {View} */ (asked);
      box.addEventListener("change", () => {
        this.view = /** @type {View} */ (box.value);
        this.change();
      });
    }
    for (const box of views) box.checked = box.value === this.view;
    const parts = partsOf(this.session.parts);
    this.boxes = PARTS.map(([name]) => element("input", { type: "checkbox", value: name, checked: parts.has(name) }));
    slot("parts").append(...PARTS.map(([, words], at) => element("label", null, this.boxes[at], ` ${words}`)));
    slot("parts").addEventListener("change", () => this.change());
    this.form.addEventListener("input", () => this.change());
    this.form.addEventListener("submit", (event) => event.preventDefault());
    slot("print").addEventListener("click", () => window.print());
    slot("show").addEventListener("click", () => this.slides.start(this.paper));
    slot("csv").addEventListener("click", () => this.saveCsv());
    slot("powerpoint").addEventListener("click", () => this.savePowerpoint());
    slot("word").addEventListener("click", () => this.saveWord());
    slot("copy").addEventListener("click", () => this.copy());
    window.addEventListener("popstate", () => location.reload());
    // The bar of chosen cases and the collections lead here in one step; laying the pack out takes the words off the address.
    const wanted = { "#ppt": () => this.savePowerpoint(), "#kb-workshop-print": () => window.print() }[location.hash];
    this.show().then(() => (wanted && this.loaded.length ? wanted() : undefined));
  }

  read() {
    const { title, date, facilitator, style } = this.form.elements;
    const isFirst = style.selectedIndex === 0;
    Object.assign(this.session, { title: title.value.trim(), date: date.value, facilitator: facilitator.value.trim(), style: isFirst ? "" : style.value });
    const ticked = new Set(this.boxes.filter(({ checked }) => checked).map(({ value }) => value));
    this.session.parts = namesOf(PARTS.map(([name]) => name).filter((name) => ticked.has(name)));
  }

  /** Take over what the form says, keep it, and lay the pack out anew. */
  change() {
    this.read();
    this.keep();
    this.lay();
    return this.bringResearch();
  }

  /** Bring what studies say of the cases' models, if it is to go in and not at hand. */
  async bringResearch() {
    if (!partsOf(this.session.parts).has("research")) return;
    const wanted = modelsOf(this.loaded.filter(({ anchor }) => !anchor).map(({ one }) => one)).filter((id) => !(id in this.research));
    if (!wanted.length) return;
    for (const id of wanted) this.research[id] = null;
    await Promise.all(wanted.map(async (id) => Object.assign(this.research, { [id]: await researchAt(root, id) })));
    this.lay();
  }

  keep() {
    history.replaceState(null, "", location.pathname + (this.session.items.length ? writeSession(this.session, this.view) + this.origin() : ""));
    if (!this.isOwn) return;
    const items = this.loaded.map(({ one, anchor }) => ({ id: one.id, anchor, title: one.facts.title }));
    remember(root, { ...this.session, items });
  }

  /** The collection that the session came from, as a part of the address. */
  origin() {
    return this.collections[this.from] ? `&from=${this.from}` : "";
  }

  async show() {
    this.asked += 1;
    const { asked } = this;
    slot("status").textContent = this.session.items.length ? "正在取案例……" : "";
    const items = await withIds(root, this.session.items);
    const own = recall(root).items;
    // Somebody else's pack may be looked at and changed without touching one's own.
    this.isOwn = !this.isShared || !own.length || sameItems(items, own);
    const [templates, ...cases] = await Promise.all([loadTemplates(root), ...items.map(({ id }) => id && caseOf(root, id))]);
    // Laying the cases out after opening them is too much for one task on a slow phone.
    await pause(0);
    if (asked !== this.asked) return;
    if (!templates) {
      this.say([isCutOff() ? "没有联网，讲义要用的文件还没有存下来，联网以后再来。" : "讲义要用的文件没有读到，请刷新页面。"]);
      return;
    }
    this.templates = templates;
    const loaded = [];
    const missing = [];
    for (const [at, { anchor }] of items.entries()) {
      const one = cases[at] || null;
      if (one && one.id !== undefined && (!anchor || passageOf(one, anchor))) loaded.push({ one, anchor });
      else missing.push({ one, anchor });
    }
    this.loaded = loaded;
    this.tell(missing);
    // A renamed case answers with the id it has now.
    this.session.items = loaded.map(({ one, anchor }) => ({ id: one.id, anchor }));
    await this.change();
  }

  /** @param {{ one: Case | Withdrawn | null, anchor: string }[]} missing */
  tell(missing) {
    const said = missing.map(({ one, anchor }) => {
      if (one && one.withdrawn !== undefined) return `《${one.withdrawn}》已经撤下，不再推荐，没有放进来。`;
      return anchor && one ? `《${one.facts.title}》里找不到原来的一段，可能改过了，没有放进来。` : "有一个案例在这个网站里找不到，没有放进来。";
    });
    if (this.tooNew) said.push("这个网址是更新的版本做的，这里读不懂。请用新的网站打开。");
    this.say(said);
  }

  /** Say what went wrong above everything else. @param {string[]} faults */
  say(faults) {
    fill(slot("fault"), ...faults.map((words) => element("p", { class: "kb-fault", role: "alert" }, words)));
  }

  lay() {
    const { loaded, templates } = this;
    const { length } = loaded;
    const counted = `${length} ${loaded.some(({ anchor }) => anchor) ? "项" : "个案例"}`;
    slot("status").textContent = length ? counted : "还没有选。去案例列表按“选它”；案例页里的每一段也可以单独选。";
    fill(slot("items"), ...itemRows(loaded, root, (items, focus) => this.arrange(items, focus)));
    this.showWays();
    for (const name of ["form", "tools"]) slot(name).hidden = !length;
    slot("chosen").hidden = false;
    slot("show").hidden = this.view !== "slides";
    /** @type {HTMLElement} */ (slot("parts").parentElement).hidden = this.view === "worksheet";
    slot("csv").hidden = loaded.filter(({ anchor }) => !anchor).length < 2;
    const session = this.shownSession();
    this.heads.textContent = length ? runningHeads(session) : "";
    document.title = length ? shownTitle(session) : document.title;
    fill(this.paper, ...(templates && length ? [this.packFor(this.view)] : []));
    document.documentElement.classList.toggle("kb-has-paper", this.paper.hasChildNodes());
  }

  /** The session as the form shows it, with its cases. */
  shownSession() {
    return { ...this.session, style: this.form.elements.style.value, items: this.loaded };
  }

  /** @param {View} view */
  packFor(view) {
    const templates = /** @type {import("../cite/citation_text.mjs").Templates} */ (this.templates);
    return packOf(this.shownSession(), view, { templates, questions: this.questions, accessed: isoDay(new Date()), research: this.research });
  }

  showWays() {
    /** @type {(Node | string)[]} */
    const ways = [element("a", { href: `${root}cases/index.html` }, "去选案例"), " · ", element("a", { href: `${root}collections/index.html` }, "看编者选好的合集")];
    if (!this.isOwn && this.loaded.length) {
      const adopt = () => {
        this.isOwn = true;
        this.change();
      };
      const collection = this.collections[this.from];
      const whose = collection ? `来自合集“${collection}”` : "这是别人分享的讲义";
      ways.unshift(`${whose}，改动不影响您自己选的。`, element("button", { type: "button", on: { click: adopt } }, "换成这一份"), " · ");
    }
    fill(slot("ways"), ...ways);
  }

  /** Take over a new order. @param {Item[]} items @param {string} focus Finds the button that goes on having the focus. */
  arrange(items, focus) {
    this.loaded = items;
    this.session.items = items.map(({ one, anchor }) => ({ id: one.id, anchor }));
    this.change();
    const next = slot("items").querySelector(focus) || slot("items").querySelector("button") || slot("ways").querySelector("a");
    /** @type {HTMLElement | null} */ (next)?.focus();
  }

  saveCsv() {
    const cases = this.loaded.filter(({ anchor }) => !anchor).map(({ one }) => one);
    this.save(comparisonCsv(cases, root), "csv");
  }

  /** @param {Blob} file @param {string} ending */
  save(file, ending) {
    saveFile(file, `${shownTitle(this.session)}.${ending}`);
  }

  savePowerpoint() {
    return this.saveMade("powerpoint", "pptx", () => {
      const slides = [...this.packFor("deck").children].map((slide) => ({ slide, ...besideOf(/** @type {Element} */ (slide.firstElementChild)) }));
      return window.kbPowerpoint?.(slides, shownTitle(this.session));
    });
  }

  saveWord() {
    return this.saveMade("word", "docx", () => window.kbWord?.(this.packFor("handout"), shownTitle(this.session)));
  }

  /**
   * Make a file with a script that is loaded once it is asked for.
   *
   * @param {"powerpoint" | "word"} name
   * @param {string} ending
   * @param {() => Promise<Blob> | undefined} make
   */
  async saveMade(name, ending, make) {
    const button = /** @type {HTMLButtonElement} */ (slot(name));
    button.disabled = true;
    slot("status").textContent = "正在做文件……";
    try {
      if (!(name === "word" ? window.kbWord : window.kbPowerpoint)) await loadScript(button.dataset.script || "");
      const file = await make();
      if (!file) throw new Error(name);
      this.save(file, ending);
      slot("status").textContent = "文件已下载，可以用 WPS 或 Office 打开接着改。";
    } catch {
      slot("status").textContent = "没有做成。请检查网络后再试；仍不行，请换一个新一点的浏览器。";
    }
    button.disabled = false;
  }

  async copy() {
    const address = addressToShare(this.templates?.site || "", root);
    if (!(await copyText(address))) slot("status").textContent = `请复制这个网址：${address}`;
    else slot("status").textContent = isOnWeb() || this.templates?.site ? "网址已复制，发给同事就能看到同样的讲义。" : ONLY_HERE;
  }
}

new WorkshopPage().start();
