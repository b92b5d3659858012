// Let a reader cite a case or one paragraph of it in any style: choose, copy, download; from a disk as over http.
import { caseOf } from "../case/payload.mjs";
import { citationText, filled, isOnWeb, isoDay, loadTemplates } from "./citation_text.mjs";
import { CANNOT_COPY, copyText } from "../lib/clipboard.mjs";
import { element } from "../lib/element.mjs";
import { offerActions } from "./page_actions.mjs";
import { offerPassages } from "./passage_tools.mjs";
import { siteRoot } from "../lib/site.mjs";

const root = siteRoot();

class CitationTools {
  /** @param {import("../case/types").Case} one @param {import("./citation_text.mjs").Templates} templates */
  constructor(one, templates) {
    this.text = "";
    this.one = one;
    this.templates = templates;
    const changed = { on: { change: () => this.show() } };
    this.place = element(
      "select",
      changed,
      element("option", { value: "" }, "整个案例"),
      one.places.map(({ id, words }) => element("option", { value: id }, words.replace(/（文字指纹.*$/, ""))),
    );
    this.style = element(
      "select",
      changed,
      templates.styles.map(([value, label]) => element("option", { value }, label)),
    );
    this.area = element("textarea", { readonly: true, rows: 5, "aria-label": "引用文字", spellcheck: "false" });
    this.take = element("button", { type: "button", class: "kb-cite-button", on: { click: () => this.copy() } }, "复制");
    this.save = element("a", { class: "kb-cite-button" });
    this.status = element("span", { role: "status" });
    this.node = element(
      "div",
      { class: "kb-cite-tools" },
      element("label", null, "引用哪里 ", this.place),
      element("label", null, "格式 ", this.style),
      this.area,
      element(
        "p",
        { class: "kb-cite-actions" },
        this.take,
        this.save,
        this.status,
      ),
    );
    this.show();
  }

  /** @param {string} anchor */
  cite(anchor) {
    this.place.value = anchor;
    this.show();
  }

  show() {
    const { id, places } = this.one;
    const [place = null] = places.filter((one) => one.id === this.place.value);
    const [[style, , ending]] = this.templates.styles.filter(([value]) => value === this.style.value);
    this.text = citationText(this.templates, this.one, style, place, isoDay(new Date()));
    this.area.value = this.text.trim();
    this.status.textContent = "";
    this.save.textContent = `下载 .${ending}`;
    this.save.download = `${id}${place ? `-${place.id}` : ""}.${ending}`;
    // Bytes as they are: a Blob's address could not be asked for twice after it is given back.
    this.save.href = `data:text/plain;charset=utf-8,${encodeURIComponent(this.text)}`;
  }

  async copy() {
    this.status.textContent = (await copyText(this.text.trim())) ? "已复制" : CANNOT_COPY;
  }
}

class CitationPanel {
  /** @param {HTMLElement} section */
  constructor(section) {
    this.section = section;
    this.id = section.dataset.cite || "";
    this.more = /** @type {HTMLDetailsElement} */ (section.querySelector(".kb-cite-more"));
    this.home = element("div");
    this.sheet = element("div");
    this.dialog = element(
      "dialog",
      { class: "kb-cite-dialog", "aria-labelledby": "kb-cite-title" },
      element("h2", { id: "kb-cite-title" }, "引用"),
      this.sheet,
      element("button", { type: "button", class: "kb-cite-button", on: { click: () => this.dialog.close() } }, "关闭"),
    );
  }

  /** Put day and address into the entry that the page shows, and a button to copy it beside it. */
  fillEntry() {
    const entry = /** @type {HTMLElement} */ (this.section.querySelector(".kb-citation"));
    const { filled: whole = "", filledHere: here = "" } = entry.dataset;
    const text = filled((isOnWeb() && here) || whole, { today: isoDay(new Date()), site: root.replace(/\/$/, "") });
    entry.textContent = text;
    const status = element("span", { role: "status" }, here && !isOnWeb() ? "离线副本，引用时请补网址。" : "");
    const press = async () => {
      status.textContent = (await copyText(text)) ? "已复制" : CANNOT_COPY;
    };
    entry.after(element("p", { class: "kb-cite-actions" }, element("button", { type: "button", class: "kb-cite-button", on: { click: press } }, "复制引用"), status));
  }

  start() {
    this.fillEntry();
    const actions = /** @type {HTMLElement | null} */ (document.querySelector(".kb-actions"));
    if (actions) offerActions(actions, root, this.id);
    this.more.append(this.home);
    this.more.hidden = false;
    this.more.addEventListener("toggle", () => this.more.open && this.open(this.home, ""));
    if (!this.dialog.showModal) return;
    this.dialog.addEventListener("close", () => this.tools && this.home.append(this.tools.node));
    this.more.after(this.dialog);
    const title = document.querySelector("h1")?.textContent?.trim() || "";
    offerPassages({ id: this.id, title, cite: (anchor) => this.open(this.sheet, anchor) });
  }

  /** @param {HTMLElement} where @param {string} anchor */
  async open(where, anchor) {
    if (where === this.sheet) this.dialog.showModal();
    const [one, templates] = await Promise.all([caseOf(root, this.id), loadTemplates(root)]);
    if (!one || one.id === undefined || !templates) {
      where.textContent = "引用没有读到，请检查网络后再试。";
      return;
    }
    this.tools = this.tools || new CitationTools(one, templates);
    where.textContent = "";
    where.append(this.tools.node);
    this.tools.cite(anchor);
    if (where === this.sheet) this.tools.take.focus();
  }
}

/** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-cite]")).forEach((section) => new CitationPanel(section).start());
