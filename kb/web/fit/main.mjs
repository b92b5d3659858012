// Run «找适合我们学校的»: answers come from the form and the address, cases from their own files; nothing is sent anywhere.
import { caseOf } from "../case/payload.mjs";
import { evidenceLadder } from "../case/evidence.mjs";
import { isCutOff } from "../lib/network.mjs";
import { FacetColumns } from "../search/core/facet_columns.mjs";
import { IndexUnusable, storeAt } from "../search/core/index_loader.mjs";
import { SINGLES, isBlank, readAnswers, writeAnswers } from "./answers.mjs";
import { matchesOf } from "./matching.mjs";
import { whatIsUnknown, whatToSettle, whyItFits } from "./sentences.mjs";
import { element, fill, slot as pageSlot } from "../lib/element.mjs";
import { siteRoot } from "../lib/site.mjs";

/**
 * @import { Case } from "../case/types"
 * @import { FacetColumn } from "../search/types"
 * @import { Answers } from "./answers.mjs"
 * @import { Match } from "./matching.mjs"
 */

const PAGE_SIZE = 5;
/** The facets that a school is matched by; in large collections each is a file of its own. */
const MATCHED_BY = ["problem", "stage", "school_kind", "region", "unit_type", "model"];
const root = siteRoot();
const slot = (/** @type {string} */ name) => pageSlot(`fit-${name}`);

class FitPage {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    this.answers = readAnswers(location.search);
    this.asked = 0;
    this.shown = PAGE_SIZE;
    this.printed = /** @type {HTMLElement} */ (document.querySelector(".kb-print"));
    this.address = this.printed.textContent;
    this.region = /** @type {HTMLSelectElement} */ (form.elements.namedItem("region"));
  }

  start() {
    this.fillForm();
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("change", () => this.readForm());
    window.addEventListener("popstate", () => {
      this.answers = readAnswers(location.search);
      this.fillForm();
      this.show();
    });
    return this.show();
  }

  /** @param {string} name */
  boxes(name) {
    return [.../** @type {NodeListOf<HTMLInputElement>} */ (this.form.querySelectorAll(`input[name=${name}]`))];
  }

  fillForm() {
    this.region.value = this.answers.region;
    for (const name of SINGLES) for (const box of this.boxes(name)) box.checked = box.value === this.answers[name];
    for (const box of this.boxes("help")) box.checked = this.answers.help.includes(box.value);
  }

  /** Draw what is chosen: old browsers know no :has(). */
  markChosen() {
    for (const box of this.form.querySelectorAll("input")) box.parentElement?.classList.toggle("kb-chosen", box.checked);
    for (const question of this.form.querySelectorAll("fieldset")) {
      const answers = [...question.querySelectorAll(":checked")];
      question.classList.toggle("kb-unanswered", answers.every((one) => !(/** @type {HTMLInputElement} */ (one).value)));
    }
  }

  readForm() {
    const chosen = (/** @type {string} */ name) => this.boxes(name).filter((box) => box.checked).map((box) => box.value);
    for (const name of SINGLES) this.answers[name] = name === "region" ? this.region.value : chosen(name)[0] || "";
    this.answers.help = chosen("help");
    this.shown = PAGE_SIZE;
    history.replaceState(null, "", location.pathname + writeAnswers(this.answers));
    return this.show();
  }

  /** What the page calls an answer. @param {keyof Answers} name @param {string} value */
  label(name, value) {
    const box = this.boxes(name).find((one) => one.value === value);
    return box && box.parentElement ? (box.parentElement.textContent || "").trim() : value;
  }

  helpers() {
    const words = (/** @type {string | undefined} */ text) => (text || "").split(" ").filter(Boolean);
    return this.boxes("help").map(({ value, dataset }) => ({ value, unitTypes: words(dataset.unitTypes), models: words(dataset.models) }));
  }

  async show() {
    this.asked += 1;
    const { asked, answers } = this;
    this.printed.textContent = this.address + decodeURI(location.search);
    this.markChosen();
    if (isBlank(answers)) {
      this.say("答一个问题，这里就有结果。");
      for (const name of ["notes", "cases", "more"]) fill(slot(name));
      return;
    }
    try {
      const facets = await this.facets();
      const [option] = this.region.selectedOptions;
      const near = ((option && option.dataset.near) || "").split(" ").filter(Boolean);
      const matches = matchesOf(answers, facets, { near, helpers: this.helpers() });
      const shown = matches.slice(0, this.shown);
      const cases = await Promise.all(shown.map(({ document }) => this.caseAt(document)));
      if (asked !== this.asked) return;
      this.say(matches.length ? `${matches.length} 个案例合适，最合适的在前` : "还没有合适的案例", matches.length);
      fill(slot("notes"), ...this.notes(matches, facets, cases.filter((one) => !one).length));
      fill(slot("cases"), ...cases.flatMap((one, at) => (one && "facts" in one ? [this.card(one, shown[at])] : [])));
      const further = element("button", { type: "button", class: "kb-more-hits", on: { click: () => this.showMore() } }, "更多");
      fill(slot("more"), ...(matches.length > shown.length ? [further] : []));
    } catch (error) {
      if (!(error instanceof IndexUnusable)) throw error;
      this.say(error.message);
    }
  }

  async facets() {
    const store = storeAt(root);
    if (!this.files) this.files = new FacetColumns(await store.load("core"), store);
    const { pupils } = this.answers;
    // Sizes of schools are kept with what is narrowed by; they are wanted only where one was named.
    const all = await this.files.facetsFor(pupils ? { pupils: [pupils] } : {}, MATCHED_BY);
    return Object.fromEntries(all.map((facet) => [facet.name, facet]));
  }

  /** @param {number} document */
  async caseAt(document) {
    const [id] = await storeAt(root).load(`d/${document}`);
    return caseOf(root, id);
  }

  /** Say how things stand above the results and, in short, on the way to them. @param {string} words @param {number | null} [count] */
  say(words, count = null) {
    slot("status").textContent = words;
    slot("count").textContent = count === null ? "" : `（${count} 个案例）`;
  }

  /** @param {Match[]} matches @param {Record<string, FacetColumn>} facets @param {number} lost */
  notes(matches, { region }, lost) {
    const { answers } = this;
    const [option] = this.region.selectedOptions;
    const hasCases = region.values.some(({ value }, place) => value === answers.region && region.used.includes(place));
    const parts = [
      answers.region && !hasCases && element("p", { class: "kb-note" }, `${option ? option.textContent : ""}还没有案例，下面是别处的。您知道当地的做法？`, element("a", { href: `${root}submit.html` }, "提供一个"), "。"),
      lost > 0 && element("p", { class: "kb-fault", role: "alert" }, `有 ${lost} 个案例的内容没有取到，${isCutOff() ? "联网以后再来" : "请刷新页面"}。`),
      !matches.length && element("p", { class: "kb-empty" }, "可以换一个回答，或者", element("a", { href: `${root}cases/index.html` }, "看全部案例"), "。"),
    ];
    return /** @type {Node[]} */ (parts.filter(Boolean));
  }

  /** @param {Case} one @param {Match} match */
  card(one, match) {
    const words = {
      label: (/** @type {keyof Answers} */ name, /** @type {string} */ value) => this.label(name, value),
      needed: (/** @type {string} */ value) => (this.boxes("help").find((box) => box.value === value) || { dataset: { needed: "" } }).dataset.needed || "",
    };
    const { facts, id } = one;
    const said = [
      ["为什么合适", whyItFits(one, match, this.answers, words)],
      ["先定下来", whatToSettle(one, match, this.answers, words)],
      ["还不知道", whatIsUnknown(one, match)],
    ];
    return element(
      "li",
      { class: "kb-row kb-fit", "data-case": id },
      element("h3", { class: "kb-row-title" }, element("a", { href: `${root}cases/${encodeURIComponent(id)}.html` }, facts.title)),
      element("p", { class: "kb-row-meta" }, `${facts.region}\u00a0· ${facts["practice.as_of"].slice(0, 4)} 年\u00a0· ${facts["unit.name"]}`),
      element("dl", null, said.filter(([, text]) => text).map(([name, text]) => element("div", null, element("dt", null, name), element("dd", null, text)))),
      element("p", { class: "kb-row-foot" }, evidenceLadder(facts.evidence.level, facts.evidence.label)),
    );
  }

  async showMore() {
    const first = this.shown;
    this.shown += PAGE_SIZE;
    await this.show();
    const card = slot("cases").children[first];
    const link = card && card.querySelector("a");
    if (link) link.focus();
  }
}

function start() {
  const form = /** @type {HTMLFormElement | null} */ (document.getElementById("kb-fit"));
  if (form) new FitPage(form).start();
}

start();
