// Run the comparison page: the address names the cases, each is loaded by itself, the table is made here.
import { caseOf } from "../case/payload.mjs";
import { MOST, MOST_CHOSEN, isId, readNames, recall, remember, wholeCases } from "../selection/selection_store.mjs";
import { ONLY_HERE, addressToShare, citationText, isoDay, loadTemplates } from "../cite/citation_text.mjs";
import { CANNOT_COPY, copyText } from "../lib/clipboard.mjs";
import { isCutOff } from "../lib/network.mjs";
import { comparisonOf } from "./differences.mjs";
import { comparisonTable } from "./table.mjs";
import { element, fill, slot as pageSlot } from "../lib/element.mjs";
import { siteRoot } from "../lib/site.mjs";

/** @import { Case, Withdrawn } from "../case/types" */

const root = siteRoot();
const slot = (/** @type {string} */ name) => pageSlot(`compare-${name}`);
const onlyBox = /** @type {HTMLInputElement} */ (slot("only"));

/**
 * Say why a case that the address names is not in the table, as a list of no sentence or one.
 *
 * @param {string} id
 * @param {Case | Withdrawn | null} found
 */
function missingCaseMessage(id, found) {
  if (found && found.withdrawn) return [`《${found.withdrawn}》已经撤下，不再推荐，没有放进来。`];
  if (found) return [];
  return [isCutOff() ? `没有联网，“${id}”也还没有存下来，联网以后再来。` : `没有找到编号为“${id}”的案例。`];
}

class ComparePage {
  constructor() {
    /** @type {string[]} */
    this.ids = [];
    /** @type {string[]} */
    this.unread = [];
    this.only = false;
    this.read();
    this.asked = 0;
    /** @type {Case[]} */
    this.cases = [];
    this.groups = JSON.parse(slot("facts").textContent || "");
    this.watch = new ResizeObserver(([{ target }]) => document.documentElement.style.setProperty("--kb-compare-head", `${/** @type {HTMLElement} */ (target).offsetHeight}px`));
    // What is printed names the published place, not the disk it was opened from.
    this.printed = /** @type {HTMLElement} */ (document.querySelector(".kb-print"));
    this.address = this.printed.textContent;
  }

  read() {
    const params = new URLSearchParams(location.search);
    const named = readNames(params.getAll("cases").join());
    const ids = named.filter(isId);
    this.unread = named.filter((name) => !isId(name)).map((name) => `“${name.slice(0, 80)}”不是案例编号，没有放进来。`);
    if (ids.length > MOST) this.unread.push(`网址里有 ${ids.length} 个案例，并排最多 ${MOST} 个，只放了前 ${MOST} 个。`);
    this.ids = named.length ? ids.slice(0, MOST) : wholeCases(recall(root).items).map(({ id }) => id).slice(0, MOST);
    this.only = params.get("only") === "different";
  }

  start() {
    /** @type {HTMLElement} */ (document.querySelector(".kb-without-script")).hidden = true;
    onlyBox.addEventListener("change", () => {
      this.only = onlyBox.checked;
      this.write(false);
      this.narrow();
    });
    slot("print").addEventListener("click", () => window.print());
    slot("copy").addEventListener("click", () => this.copy());
    slot("cite").addEventListener("click", () => this.cite());
    window.addEventListener("popstate", () => {
      this.read();
      this.show();
    });
    this.write(false);
    this.show();
  }

  /** @param {boolean} isStep */
  write(isStep) {
    const asked = [this.ids.length && `cases=${this.ids.join(",")}`, this.only && "only=different"].filter(Boolean).join("&");
    const address = location.pathname + (asked && `?${asked}`);
    if (isStep) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
  }

  async show() {
    this.asked += 1;
    const { asked, ids } = this;
    slot("status").textContent = ids.length ? "正在取案例……" : "";
    const loaded = await Promise.all(ids.map((id) => caseOf(root, id)));
    if (asked !== this.asked) return;
    // An old id has led to the case as it is now, perhaps to one that stands here already.
    /** @type {Map<string, Case>} */
    const found = new Map();
    for (const one of loaded) if (one && one.id !== undefined) found.set(one.id, one);
    const lacking = ids.flatMap((id, at) => missingCaseMessage(id, loaded[at]));
    this.ids = [...new Set(ids.map((id, at) => loaded[at]?.id || id))];
    this.write(false);
    const cases = [...found.values()].map((one) => ({ ...one, address: `${root}cases/${encodeURIComponent(one.id)}.html` }));
    slot("status").textContent = cases.length ? `${cases.length} 个案例` : "还没有选案例。";
    fill(slot("fault"), ...[...this.unread, ...lacking].map((words) => element("p", { class: "kb-fault", role: "alert" }, words)));
    fill(slot("table"), ...(cases.length ? [comparisonTable(cases, comparisonOf(cases, this.groups), root, (/** @type {string} */ id) => this.remove(id))] : []));
    this.cases = cases;
    slot("tools").hidden = cases.length < 2;
    slot("make").setAttribute("href", `${root}workshop.html?cases=${cases.map(({ id }) => id).join(",")}`);
    slot("citation").hidden = true;
    slot("cite").setAttribute("aria-expanded", "false");
    const head = slot("table").querySelector("thead");
    this.watch.disconnect();
    if (head) this.watch.observe(head);
    this.showWays(cases);
    this.narrow();
    this.printed.textContent = this.address + location.search;
  }

  /** Say how to get to two cases or more; whoever came by somebody else's link may choose the same. @param {Case[]} cases */
  showWays(cases) {
    const kept = recall(root);
    const own = new Set(wholeCases(kept.items).map(({ id }) => id));
    const others = cases.filter(({ id }) => !own.has(id)).map(({ id, facts }) => ({ id, anchor: "", title: facts.title }));
    const words = !cases.length ? "去案例列表里选 2 到 4 个，按“选它”。" : cases.length < 2 ? "再选一个，就能并排看。" : `还可以再加 ${MOST - cases.length} 个。`;
    /** @type {(Node | string)[]} */
    const ways = cases.length < MOST ? [words, " ", element("a", { href: `${root}cases/index.html` }, "去选案例")] : [];
    const choose = () => {
      remember(root, { ...kept, items: [...kept.items, ...others].slice(0, MOST_CHOSEN) });
      this.showWays(cases);
    };
    if (others.length) ways.push(" ", element("button", { type: "button", class: "kb-compare-button", on: { click: choose } }, `也选上这 ${others.length} 个`));
    fill(slot("ways"), ...ways);
  }

  /** Show how these cases are cited, made when it is asked for. */
  async cite() {
    const box = slot("citation");
    box.hidden = !box.hidden;
    slot("cite").setAttribute("aria-expanded", String(!box.hidden));
    if (box.hidden) return;
    const templates = await loadTemplates(root);
    if (!templates) {
      fill(box, "引用没有读到，请检查网络后再试。");
      return;
    }
    const [[style]] = templates.styles;
    const text = this.cases.map((one) => citationText(templates, one, style, null, isoDay(new Date())).trim()).join("\n");
    const status = element("span", { role: "status" }, templates.site ? "" : "离线副本，引用时请补网址。");
    const press = async () => {
      status.textContent = (await copyText(text)) ? "已复制" : CANNOT_COPY;
    };
    fill(box, element("p", { class: "kb-citation" }, text), element("button", { type: "button", class: "kb-compare-button", on: { click: press } }, "复制引用"), " ", status);
  }

  async copy() {
    const templates = await loadTemplates(root);
    const site = templates?.site || "";
    const address = addressToShare(site, root);
    if (!(await copyText(address))) slot("status").textContent = `请复制这个网址：${address}`;
    else slot("status").textContent = site ? "网址已复制，发给同事，看到的一样。" : ONLY_HERE;
  }

  narrow() {
    onlyBox.checked = this.only;
    slot("table").classList.toggle("kb-compare-narrowed", this.only && !slot("tools").hidden);
  }

  /** @param {string} id */
  remove(id) {
    const kept = recall(root);
    // Only a choice of the reader's own is changed, not one that came with somebody else's link.
    if (wholeCases(kept.items).map((one) => one.id).join() === this.ids.join()) {
      remember(root, { ...kept, items: kept.items.filter((one) => one.anchor || one.id !== id) });
    }
    this.ids = this.ids.filter((other) => other !== id);
    this.unread = [];
    this.write(true);
    this.show().then(() => (slot("table").querySelector("button") || slot("ways").querySelector("a"))?.focus());
  }
}

new ComparePage().start();
