// Run the comparison page: the address names the cases, each is loaded by itself, the table is made here.
import { caseOf } from "./case_files.mjs";
import { MOST, readIds, recall, remember, wholeCases } from "./chosen_cases.mjs";
import { comparisonOf } from "./compare/differences.mjs";
import { comparisonTable } from "./compare/table.mjs";
import { element, fill } from "./view/element.mjs";

const root = new URL("..", document.currentScript.src).href;
const slot = (name) => document.getElementById(`kb-compare-${name}`);

class ComparePage {
  constructor() {
    this.read();
    this.asked = 0;
    // What is printed names the published place, not the disk it was opened from.
    this.printed = document.querySelector(".kb-print");
    this.address = this.printed.textContent;
  }

  read() {
    const params = new URLSearchParams(location.search);
    const named = readIds(params.get("cases"));
    this.ids = named.length ? named : wholeCases(recall(root).items).map(({ id }) => id).slice(0, MOST);
    this.only = params.get("only") === "different";
  }

  start() {
    document.querySelector(".kb-without-script").hidden = true;
    const box = slot("only");
    box.addEventListener("change", () => {
      this.only = box.checked;
      this.write(false);
      this.narrow();
    });
    slot("print").addEventListener("click", () => window.print());
    window.addEventListener("popstate", () => {
      this.read();
      this.show();
    });
    this.write(false);
    this.show();
  }

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
    const missing = ids.filter((_, at) => !loaded[at]);
    const cases = loaded.filter(Boolean).map((one) => ({ ...one, address: `${root}cases/${encodeURIComponent(one.id)}.html` }));
    slot("status").textContent = cases.length ? `${cases.length} 个案例` : "还没有选案例。";
    fill(slot("fault"), ...missing.map((id) => element("p", { class: "kb-fault", role: "alert" }, `没有找到编号为“${id}”的案例。`)));
    fill(slot("table"), ...(cases.length ? [comparisonTable(cases, comparisonOf(cases), root, (id) => this.remove(id))] : []));
    slot("tools").hidden = cases.length < 2;
    this.showWays(cases);
    this.narrow();
    this.printed.textContent = this.address + location.search;
  }

  /** Say how to get to two cases or more; the list is told which are chosen already. */
  showWays(cases) {
    const wanting = cases.length < 2;
    const words = !cases.length ? "去案例列表里选 2 到 4 个，按“加入”。" : wanting ? "再选一个，就能并排看。" : `还可以再加 ${MOST - cases.length} 个。`;
    const list = `${root}cases/index.html${this.ids.length ? `?compare=${this.ids.join(",")}` : ""}`;
    slot("ways").hidden = cases.length >= MOST;
    fill(slot("ways"), words, " ", element("a", { href: list }, "去选案例"));
  }

  narrow() {
    slot("only").checked = this.only;
    slot("table").classList.toggle("kb-compare-narrowed", this.only && !slot("tools").hidden);
  }

  remove(id) {
    const rest = (ids) => ids.filter((other) => other !== id);
    const kept = recall(root);
    // Only a choice of the reader's own is changed, not one that came with somebody else's link.
    if (wholeCases(kept.items).map((one) => one.id).join() === this.ids.join()) {
      remember(root, { ...kept, items: kept.items.filter((one) => one.anchor || one.id !== id) });
    }
    this.ids = rest(this.ids);
    this.write(true);
    this.show().then(() => (slot("table").querySelector("button") || slot("ways").querySelector("a")).focus());
  }
}

const start = () => new ComparePage().start();
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
