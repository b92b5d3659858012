// Run the self-check: answers come from the form and the address, cases from their own files; nothing is sent anywhere.
import { caseOf } from "../case/payload.mjs";
import { isCutOff } from "../lib/network.mjs";
import { FacetColumns } from "../search/core/facet_columns.mjs";
import { IndexUnusable, storeAt } from "../search/core/index_loader.mjs";
import { LISTS, SINGLES, answer, readAnswers, writeAnswers } from "./answers.mjs";
import { fitCard, checklist, verdictOf } from "./cards.mjs";
import { OTHER, matchesOf, tally } from "./matching.mjs";
import { element, fill, slot as pageSlot } from "../lib/element.mjs";
import { siteRoot } from "../lib/site.mjs";

const PAGE_SIZE = 6;
/** The facets that a school is matched by; in large collections each is a file of its own. */
const MATCHED_BY = ["problem", "stage", "model"];
const root = siteRoot();
/**
 * @import { Case } from "../case/types"
 * @import { FacetColumn } from "../search/types"
 * @import { Match } from "./matching.mjs"
 * @typedef {HTMLFormElement & { elements: { speed: HTMLInputElement } }} Form
 */

const slot = (/** @type {string} */ name) => pageSlot(`self-check-${name}`);

class SelfCheck {
  /** @param {Form} form */
  constructor(form) {
    this.form = form;
    this.answers = readAnswers(location.search);
    this.asked = 0;
    this.shown = PAGE_SIZE;
    /** @type {({ one: Case } & ReturnType<typeof fitCard>)[]} */
    this.cards = [];
    this.printed = /** @type {HTMLElement} */ (document.querySelector(".kb-print"));
    this.address = this.printed.textContent;
  }

  start() {
    /** @type {HTMLElement} */ (document.querySelector(".kb-without-script")).hidden = true;
    this.fillForm();
    this.form.addEventListener("submit", (/** @type {Event} */ event) => event.preventDefault());
    this.form.addEventListener("change", () => this.readForm());
    this.form.elements.speed.addEventListener("input", () => this.readForm());
    this.show();
  }

  /** @param {string} name */
  boxes(name) {
    return [.../** @type {NodeListOf<HTMLInputElement>} */ (this.form.querySelectorAll(`input[name=${name}]`))];
  }

  fillForm() {
    for (const name of LISTS) for (const box of this.boxes(name)) box.checked = this.answers[name].includes(box.value);
    for (const name of SINGLES) for (const box of this.boxes(name)) box.checked = box.value === this.answers[name];
    this.form.elements.speed.value = this.answers.speed === null ? "" : String(this.answers.speed);
  }

  readForm() {
    const chosen = (/** @type {string} */ name) => this.boxes(name).filter((box) => box.checked).map((box) => box.value);
    for (const name of LISTS) this.answers[name] = chosen(name);
    for (const name of SINGLES) this.answers[name] = chosen(name)[0] || "";
    const speed = this.form.elements.speed;
    this.answers.speed = speed.value && speed.validity.valid ? Number(speed.value) : null;
    this.shown = PAGE_SIZE;
    this.write();
    this.show();
  }

  write() {
    history.replaceState(null, "", location.pathname + writeAnswers(this.answers));
    this.printed.textContent = this.address + location.search;
  }

  /** The school's problems: those it named, and those its other answers amount to by the vocabulary's definitions. */
  problems() {
    const implied = this.boxes("net").concat(this.boxes("teachers")).flatMap(({ checked, dataset: { problem } }) => (checked && problem ? [problem] : []));
    const added = new Set(implied.filter((id) => !this.answers.problem.includes(id)));
    return { wanted: new Set([...this.answers.problem, ...added]), added };
  }

  async show() {
    this.asked += 1;
    const { asked, answers } = this;
    this.printed.textContent = this.address + location.search;
    const { wanted, added } = this.problems();
    if (!wanted.size && !answers.stage.length) {
      this.say("请先选一个问题，或者学段。");
      this.cards = [];
      for (const name of ["summary", "cases", "more", "list"]) fill(slot(name));
      return;
    }
    try {
      const facets = await this.facets();
      const near = new Set(this.boxes("stage").filter((box) => box.checked).flatMap((box) => (box.dataset.near || "").split(" ").filter(Boolean)));
      const matches = matchesOf({ problems: wanted, named: new Set(answers.problem), stages: new Set(answers.stage), near }, facets);
      const shown = matches.slice(0, this.shown);
      const cases = await Promise.all(shown.map(({ document }) => this.caseAt(document)));
      if (asked !== this.asked) return;
      this.showSummary(matches, facets, added, cases.filter((one) => !one).length);
      const context = { answers, wanted, root, onAnswer: (/** @type {string} */ key, /** @type {"has" | "lacks" | ""} */ value) => this.answerTo(key, value) };
      this.cards = cases.flatMap((one, at) => (one && one.id !== undefined ? [{ one, ...fitCard(one, shown[at], context) }] : []));
      fill(slot("cases"), ...this.cards.map(({ card }) => card));
      const further = element("button", { type: "button", class: "kb-more-hits", on: { click: () => this.showMore() } }, "更多");
      fill(slot("more"), ...(matches.length > shown.length ? [further] : []));
      this.showList();
    } catch (error) {
      if (!(error instanceof IndexUnusable)) throw error;
      this.say(error.message);
    }
  }

  async facets() {
    const store = storeAt(root);
    if (!this.files) this.files = new FacetColumns(await store.load("core"), store);
    const all = await this.files.facetsFor({}, MATCHED_BY);
    return Object.fromEntries(all.map((facet) => [facet.name, facet]));
  }

  /** @param {number} document */
  async caseAt(document) {
    const [id] = await storeAt(root).load(`d/${document}`);
    return caseOf(root, id);
  }

  /**
   * Say how things stand above the results and, in short, on the way to them.
   *
   * @param {string} words
   * @param {number | null} count
   */
  say(words, count = null) {
    slot("status").textContent = words;
    slot("count").textContent = count === null ? "" : `（${count} 个案例）`;
  }

  /** @param {Match[]} matches @param {Record<string, FacetColumn>} facets @param {Set<string>} added @param {number} lost */
  showSummary(matches, { model }, added, lost) {
    const fitting = matches.filter(({ fit }) => fit !== OTHER).length;
    const labels = this.boxes("problem").filter((box) => added.has(box.value)).map((box) => box.dataset.label);
    this.say(matches.length ? `${matches.length} 个案例对得上` : "没有案例对得上", matches.length);
    const parts = [
      labels.length > 0 && element("p", null, `按您的回答，也算上了：${labels.join("、")}。`),
      matches.length > fitting && element("p", null, `其中 ${matches.length - fitting} 个学段和您不同，排在后面。`),
      lost > 0 && element("p", { class: "kb-fault", role: "alert" }, `有 ${lost} 个案例的内容没有取到，${isCutOff() ? "联网以后再来" : "请刷新页面"}。`),
      !matches.length && element("p", { class: "kb-empty" }, "还没有这样的案例。可以少选一项，或者", element("a", { href: `${root}cases/index.html` }, "看全部案例"), "。"),
      matches.length > 0 && [
        element("p", null, "对得上的做法："),
        element(
          "ul",
          { class: "kb-counted kb-inline" },
          tally(matches, model).map(({ value, label, count }) =>
            element("li", null, element("a", { href: `${root}models/${encodeURIComponent(value)}.html` }, element("span", null, label), " ", element("b", null, `${count} 个案例`))),
          ),
        ),
        element("p", { class: "kb-order" }, "先排学段对得上的，再排您选的问题相同多的，再排证据等级高的。这里不打分。"),
      ],
    ];
    fill(slot("summary"), .../** @type {Node[]} */ (parts.flat().filter(Boolean)));
  }

  showMore() {
    const first = this.shown;
    this.shown += PAGE_SIZE;
    this.show().then(() => this.cards[first] && this.cards[first].card.querySelector("a")?.focus());
  }

  /**
   * An answer changes words where they stand and never the order: nothing moves under the finger.
   *
   * @param {string} key
   * @param {"has" | "lacks" | ""} value
   */
  answerTo(key, value) {
    answer(this.answers, key, value);
    this.write();
    for (const { one, card, verdict } of this.cards) {
      verdict.textContent = verdictOf(one, this.answers);
      for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (card.querySelectorAll(`input[data-key="${key}"]`))) box.checked = box.value === value;
    }
    this.showList();
  }

  showList() {
    const parts = checklist(this.cards.map(({ one }) => one), this.answers);
    const print = element("button", { type: "button", class: "kb-print-button", on: { click: () => window.print() } }, "打印这份结果");
    fill(slot("list"), ...(this.cards.length ? [element("h2", null, "带着去问的清单"), ...parts, print] : []));
  }
}

function start() {
  const form = /** @type {Form | null} */ (document.getElementById("kb-self-check"));
  if (form) new SelfCheck(form).start();
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
