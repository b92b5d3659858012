// The submission page: a form that checks while one writes, and ends in a file. Nothing is sent.

import { element, slot } from "../lib/element.mjs";
import { caseText, fileName } from "./case_file.mjs";
import { missingIn, problemsOf } from "./check.mjs";
import { dropDraft, keepDraft, keptDraft } from "./drafts.mjs";
import { buildForm } from "./form.mjs";
import { handOver } from "./export_panel.mjs";
import { offerFormFile } from "./form_file.mjs";
import { showPreview } from "./preview.mjs";
import { emptyDraft, writtenCase } from "./to_case.mjs";

/** @typedef {import("./types").FormData} FormData */
/** @typedef {import("./types").Draft} Draft */
/** @typedef {Record<string, HTMLElement>} Places */
/** @typedef {{draft: Draft, focus: (path: string) => void, showAll: () => void, stop: () => void}} Opened */

const PAUSE = 250;

function start() {
  /** @type {FormData} */
  const data = JSON.parse(slot("submit-data").textContent || "");
  const places = Object.fromEntries(
    ["form", "summary", "preview", "finish", "draft"].map((name) => [name, slot(`submit-${name}`)]),
  );
  const empty = () => emptyDraft(data);
  const kept = keptDraft(empty());
  /** What is open now; «清空重写» and a form that is read open another one. @type {Opened} */
  let opened;
  const open = (/** @type {Draft} */ draft, /** @type {string} */ words) => {
    if (opened) opened.stop();
    opened = openDraft(data, draft, places, words, () => open(empty(), ""));
  };
  open(kept || empty(), kept ? "接着上次没写完的草稿写。" : "");
  offerFormFile(slot("submit-file"), data, {
    draft: () => opened.draft,
    focus: (path) => opened.focus(path),
    today,
    take(draft) {
      open(draft, keptOrNot(keepDraft(draft)));
      opened.showAll();
    },
  });
  places.form.addEventListener("submit", (event) => event.preventDefault());
}

/**
 * Put a draft on the page; `empty` opens an empty one.
 * @param {FormData} data @param {Draft} draft @param {Places} places @param {string} status @param {() => void} empty @returns {Opened}
 */
function openDraft(data, draft, places, status, empty) {
  let waiting = 0;
  const update = () => {
    const written = writtenCase(data, draft, today());
    const problems = missingIn(data, draft).concat(problemsOf(data, written));
    form.show(problems);
    showPreview(places.preview, data, written);
    summarise(places.summary, problems, form);
    handOver(places.finish, data, {
      name: fileName(written.head),
      text: caseText(written),
      written,
      road: draft.road,
      faults: problems.filter((problem) => problem.severity === "error").length,
      // What is typed last may still be waiting for the pause.
      latest: () => {
        window.clearTimeout(waiting);
        update();
        form.showAll();
      },
    });
  };
  const form = buildForm(places.form, data, draft, () => {
    // Kept at once, so that closing the window loses nothing; the rest waits for a pause in typing.
    const isKept = keepDraft(draft);
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => {
      showDraftStatus(places.draft, keptOrNot(isKept), again);
      update();
    }, PAUSE);
  });
  const again = () => {
    if (!window.confirm("把写的内容全部清空，重新开始？")) return;
    dropDraft();
    empty();
  };
  showDraftStatus(places.draft, status, again);
  update();
  return { draft, focus: form.focus, showAll: form.showAll, stop: () => window.clearTimeout(waiting) };
}

/** @param {boolean} isKept */
const keptOrNot = (isKept) => (isKept ? "已保存在这个浏览器里。" : "这个浏览器不让保存草稿，请写完就下载。");

/** @param {HTMLElement} place @param {string} words @param {() => void} again */
function showDraftStatus(place, words, again) {
  place.textContent = words;
  if (words) place.append(" ", element("button", { type: "button", on: { click: again } }, "清空重写"));
}

/** @param {HTMLElement} place @param {import("./types").Problem[]} problems @param {{focus: (path: string) => void}} form */
function summarise(place, problems, form) {
  const errors = problems.filter((problem) => problem.severity === "error").length;
  const before = place.querySelector("details");
  const wasOpen = Boolean(before && before.open);
  place.textContent = "";
  if (problems.length === 0) {
    place.append(element("p", { class: "kb-form-fine" }, "都填好了，可以下载了。"));
    return;
  }
  const rows = problems.map((problem) => {
    const go = () => form.focus(problem.path);
    return element("li", null, element("button", { type: "button", on: { click: go } }, problem.message));
  });
  const words = errors ? `还有 ${errors} 处要填或要改${problems.length > errors ? `，${problems.length - errors} 个提醒` : ""}` : `只剩 ${problems.length} 个提醒，可以下载了`;
  place.append(element("details", { open: wasOpen }, element("summary", null, words), element("ol", { class: "kb-form-left" }, ...rows)));
}

function today() {
  const now = new Date();
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

// Browsers look through all fields of a page as soon as it has been read; these come after that, in a task of their own.
document.addEventListener("DOMContentLoaded", () => window.setTimeout(start));
