// Show the main parts of the case page as the case stands now.

import { element } from "../lib/element.mjs";

/** @typedef {import("./types").FormData} FormData */

/**
 * Fill the preview with a written case.
 * @param {HTMLElement} box @param {FormData} data @param {import("./types").WrittenCase} written
 */
export function showPreview(box, data, { head, sections, sources }) {
  box.textContent = "";
  const level = data.steps.map((step) => step.fields.find((field) => field.key === "evidence")).find(Boolean);
  const choice = level && level.choices.find(([value]) => value === head.evidence);
  const titles = new Map((data.sources || []).map(([id, title]) => [id, title]));
  for (const source of sources) titles.set(source.id, source.title);
  box.append(
    element("h3", { class: "kb-preview-title" }, ...shown(head.title)),
    element("p", { class: "kb-level" }, ...shown(choice && choice[1]), head.evidence < "2" ? element("strong", null, "，未经评估") : null),
    element("p", null, ...shown(head.summary)),
    element("dl", { class: "kb-preview-facts" }, ...data.preview.map(([key, name]) => row(name, key === "region" ? placeName(data, head.region) : valueAt(head, key)))),
    ...sections.map(([heading, text]) => section(heading, text)),
    section("事实陈述", (head.claims || []).map((/** @type {any} */ claim) => `- ${claim.text || ""}〔${claim.source || "？"}，${claim.locator || "未知"}〕`).join("\n")),
    element("section", null, element("h4", null, "来源"), element("ol", null, ...(head.sources || []).map((/** @type {any} */ each) => element("li", null, `《${titles.get(each.source) || each.source || "？"}》`, each.locator ? `，${each.locator}` : "")))),
  );
}

/** @param {string | string[] | null | undefined | false} value */
function shown(value) {
  const text = Array.isArray(value) ? value.join("、") : value;
  return [text && text !== "未知" ? text : element("span", { class: "kb-unknown" }, "未知")];
}

/** @param {Record<string, any>} head @param {string} path @returns {string | string[] | undefined} */
function valueAt(head, path) {
  return path.split(".").reduce((/** @type {any} */ value, key) => value && value[key], head);
}

/** @param {string} name @param {string | string[] | undefined} value */
function row(name, value) {
  return element("div", null, element("dt", null, name), element("dd", null, ...shown(value)));
}

/** @param {string} heading @param {string} text */
function section(heading, text) {
  const parts = (text || "").split(/\n\s*\n/).filter(Boolean).map(paragraph);
  const isAnalysis = heading.includes("编者分析");
  return element("section", { class: isAnalysis ? "kb-analysis" : null }, element("h4", null, heading), ...(parts.length ? parts : [element("p", null, ...shown(""))]));
}

/** @param {string} text */
function paragraph(text) {
  const lines = text.split("\n");
  const items = lines.map((line) => /^\s*(?:[-*]|[0-9]+\.)\s+(.*)$/.exec(line));
  const texts = items.flatMap((item) => (item ? [item[1]] : []));
  if (texts.length < lines.length) return element("p", null, ...withMarks(lines.join("")));
  const tag = /^\s*[0-9]/.test(lines[0]) ? "ol" : "ul";
  return element(tag, null, ...texts.map((item) => element("li", null, ...withMarks(item))));
}

/** @param {string} text */
function withMarks(text) {
  return text.split(/(〔[a-z0-9][^〔〕]*〕)/).map((part, place) => (place % 2 ? element("sup", { class: "kb-preview-mark" }, part) : part));
}

/** @param {FormData} data @param {string} code */
function placeName(data, code) {
  if (!code) return "";
  const wanted = [`${code.slice(0, 2)}0000`, `${code.slice(0, 4)}00`, code];
  return data.regions.filter(([each]) => wanted.includes(each)).map(([, name]) => name).join(" ");
}
