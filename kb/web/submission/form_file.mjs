// Let people choose or drop a filled-in Word or Excel form, and fill the page in from it. Nothing is sent.

import { element, fill } from "../lib/element.mjs";
import { dataLoader, loadScript } from "../lib/jsonp.mjs";
import { missingIn, problemsOf } from "./check.mjs";
import { say } from "./messages.mjs";
import { withForm } from "./drafts.mjs";
import { emptyDraft, writtenCase } from "./to_case.mjs";

/** @typedef {import("./types").FormData} FormData */
/** @typedef {import("./types").Draft} Draft */
/** @typedef {import("../forms/types").FormPayload} FormPayload */
/** @typedef {import("../forms/types").ReadCase} ReadCase */
/** @typedef {{draft: () => Draft, take: (draft: Draft) => void, focus: (path: string) => void, today: () => string}} Page */

const ACCEPTED = [".docx", ".xlsx", ".csv", "text/csv", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"];
const NOT_LOADED = "读表的程序没有下载到。请连上网，再选一次。";
/** So many places are offered where several have the name. */
const OFFERED = 6;
const UNREADABLE = "读这个文件时出了错，没有读完。请用 Word、Excel 或 WPS 打开，另存一份，再试一次。";

/** @param {HTMLElement} root @param {FormData} data @param {Page} page */
export function offerFormFile(root, data, page) {
  const details = /** @type {HTMLDetailsElement} */ (root);
  const said = element("div", { id: "kb-form-file-said", tabindex: "-1" });
  const input = element("input", { type: "file", id: "kb-form-file", accept: ACCEPTED.join(","), "aria-describedby": "kb-form-file-help" });
  const read = dataLoader("kbForm", () => root.dataset.form || "", (name, form) => [name, form]);
  /** How many files were chosen so far: only the last one counts. */
  let turn = 0;

  /** @param {File[]} files */
  const take = async (files) => {
    turn += 1;
    const own = turn;
    details.open = true;
    fill(said, element("p", { role: "status" }, "正在读……"));
    const form = /** @type {FormPayload | null} */ (await read("", "form"));
    const reader = form && (await loadReader(root.dataset.reader || ""));
    if (own !== turn) return;
    if (!form || !reader) {
      refuse(NOT_LOADED);
      return;
    }
    try {
      if (files.length > 1) throw new reader.Refusal(form.messages["page.several"]);
      const found = await reader.readForm(files[0], form, data.regions);
      if (own === turn) choose(found, files[0].name);
    } catch (error) {
      if (own === turn) refuse(error instanceof reader.Refusal ? error.message : UNREADABLE, files.length > 1 ? "" : files[0].name);
    }
  };

  const refuse = (/** @type {string} */ words, name = "") => {
    fill(said, element("p", { class: "kb-form-error", role: "alert" }, name ? `${name}：` : "", words));
  };

  /** @param {import("../forms/types").ReadCases} found @param {string} name */
  const choose = ({ cases, leftOut }, name) => {
    if (cases.length === 1) {
      put(cases[0], leftOut, name);
      return;
    }
    const labels = cases.map(({ title, unit, place }) => `${place}：${[title || "（没有标题）", unit].filter(Boolean).join("，")}`);
    const list = element("select", { id: "kb-form-row" }, ...labels.map((label, place) => element("option", { value: place }, label)));
    const go = element("button", { type: "button", on: { click: () => put(cases[list.selectedIndex], leftOut, name) } }, "填进来");
    fill(said, element("p", { role: "status" }, `${name} 里有 ${cases.length} 个案例，一次填一个。`), element("label", { for: "kb-form-row" }, "填哪一个"), list, go);
    list.focus();
  };

  /** @param {ReadCase} chosen @param {string[]} leftOut @param {string} name */
  const put = (chosen, leftOut, name) => {
    if (!isEmpty(page.draft(), data) && !window.confirm(`这一页已经写了东西。换成 ${name} 里的内容？`)) {
      fill(said, element("p", { role: "status" }, "没有改动。"));
      return;
    }
    const draft = withForm(emptyDraft(data), chosen.draft);
    if (chosen.region) draft.head.region = "";
    page.take(draft);
    report(chosen, draft, leftOut, name);
  };

  /** @param {ReadCase} chosen @param {Draft} draft @param {string[]} leftOut @param {string} name */
  const report = (chosen, draft, leftOut, name) => {
    const problems = problemsIn(data, draft, chosen, page.today());
    const line = (/** @type {Problem} */ { place, path, code, message }) => {
      const go = element("button", { type: "button", on: { click: () => page.focus(path) } }, [place, message].filter(Boolean).join(" "));
      return element("li", null, go, " ", element("a", { class: "kb-form-code", href: `${data.rulesPage}#${code}`, target: "_blank", "aria-label": `${code} 是什么意思` }, code));
    };
    const kept = problems.length ? `已经照 ${name} 填好，还有 ${problems.length} 处要看看：` : `已经照 ${name} 填好，没有发现问题。请从头看一遍。`;
    fill(
      said,
      element("p", null, kept),
      ...(problems.length ? [element("ol", { class: "kb-form-left" }, ...problems.map(line))] : []),
      ...(leftOut.length ? [element("p", null, "表里这些没有用上："), element("ul", { class: "kb-form-out" }, ...leftOut.map((words) => element("li", null, words)))] : []),
    );
    said.focus();
  };

  input.addEventListener("change", () => {
    const files = [...(input.files || [])];
    // The same file, mended, can be chosen once more.
    input.value = "";
    if (files.length) take(files);
  });
  catchDrops(root, take);
  root.append(
    element("label", { for: "kb-form-file" }, "已经填好了？选它，或者拖到这一页上"),
    element("p", { class: "kb-form-help", id: "kb-form-file-help" }, "照表填好下面各栏，您再看一遍。文件只在您的浏览器里读，不会传出去。"),
    input,
    said,
  );
}

/** @typedef {{place: string, path: string, code: string, message: string}} Problem */

/**
 * Return what the checks say of a form that was read, each with its place in the file.
 * @param {FormData} data @param {Draft} draft @param {ReadCase} chosen @param {string} today @returns {Problem[]}
 */
function problemsIn(data, draft, { filled, region }, today) {
  const found = missingIn(data, draft).concat(problemsOf(data, writtenCase(data, draft, today)));
  return found.map((problem) => {
    const place = placeOf(problem.path, filled);
    return region && problem.path === "region" ? { ...problem, ...noRegion(region, data), place } : { ...problem, place };
  });
}

/** Say that nobody can tell which place is meant, and which it may be. @param {{said: string, codes: string[]}} region @param {FormData} data */
function noRegion({ said, codes }, { messages, regions }) {
  const offered = codes.slice(0, OFFERED).map((code) => `${regions.filter(([each]) => each === code)[0][1]} ${code}`).join("、");
  return { code: "KB205", message: say(messages[offered ? "KB205.offered" : "KB205"].message, { value: said, offered }) };
}

/** Return where in the file a field was asked for: 第 6 题, 工作表“案例”D7. @param {string} path @param {import("../forms/types").FilledForm} filled */
function placeOf(path, { answers, rows, place }) {
  const [name, number, key] = path.split(".");
  const row = rows[name] && rows[name][Number(number)];
  if (row) return row.answers[key] ? row.answers[key].place : row.place;
  const found = Object.keys(answers).filter((each) => each === path || path.startsWith(`${each}.`) || each.startsWith(`${path}.`));
  return found.length ? answers[found[0]].place : place;
}

/** Tell whether nothing has been written yet. @param {Draft} draft @param {FormData} data */
function isEmpty(draft, data) {
  /** @type {(value: any) => string} */
  const words = (value) => (typeof value === "string" ? value.trim() : Object.values(value).map(words).join(""));
  return words(draft) === words(emptyDraft(data));
}

/** A file may be let go anywhere on the page; the browser would leave the page for it. @param {HTMLElement} zone @param {(files: File[]) => void} take */
function catchDrops(zone, take) {
  const holdsFiles = (/** @type {DragEvent} */ { dataTransfer }) => Boolean(dataTransfer && [...dataTransfer.types].includes("Files"));
  const mark = (/** @type {boolean} */ isOver) => {
    zone.classList.toggle("kb-form-drop-over", isOver);
    zone.toggleAttribute("open", isOver || zone.hasAttribute("open"));
  };
  document.addEventListener("dragover", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    mark(true);
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) mark(false);
  });
  document.addEventListener("drop", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    mark(false);
    const files = [...(event.dataTransfer ? event.dataTransfer.files : [])];
    if (files.length) take(files);
  });
}

/** @param {string} address */
async function loadReader(address) {
  if (!window.kbForms) await loadScript(address).catch(() => undefined);
  return window.kbForms;
}
