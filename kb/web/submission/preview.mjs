// Show the main parts of the case page as the case stands now; what was not filled in is left out.

import { element } from "../lib/element.mjs";

/** @typedef {import("./types").FormData} FormData */

/**
 * Fill the preview with a written case.
 * @param {HTMLElement} box @param {FormData} data @param {import("./types").WrittenCase} written
 */
export function showPreview(box, data, { head, sections, sources }) {
  const titles = new Map((data.sources || []).map(([id, title]) => [id, title]));
  for (const source of sources) titles.set(source.id, source.title);
  const cited = (head.sources || []).map((/** @type {any} */ each) => each.source);
  const rows = data.preview.map(([key, name]) => [name, key === "region" ? placeName(data, head.region) : valueAt(head, key)]);
  const known = rows.filter(([, value]) => value && value !== data.unknown);
  const written = sections.filter(([heading, text]) => text && text !== (data.sections.find((each) => each.heading === heading) || { otherwise: "" }).otherwise);
  box.textContent = "";
  box.append(
    element("h3", { class: "kb-preview-title" }, head.title || "（标题）"),
    element("p", null, head.summary || ""),
    element("dl", { class: "kb-preview-facts" }, ...known.map(([name, value]) => element("div", null, element("dt", null, String(name)), element("dd", null, Array.isArray(value) ? value.join("、") : String(value))))),
    ...written.map(([heading, text]) => section(heading, text, cited)),
    element("section", null, element("h4", null, "来源"), element("ol", null, ...(head.sources || []).map((/** @type {any} */ each) => element("li", null, titles.get(each.source) || "（题名）", each.locator ? `，${each.locator}` : "")))),
  );
}

/** @param {Record<string, any>} head @param {string} path @returns {string | string[] | undefined} */
function valueAt(head, path) {
  return path.split(".").reduce((/** @type {any} */ value, key) => value && value[key], head);
}

/** @param {string} heading @param {string} text @param {string[]} cited */
function section(heading, text, cited) {
  return element("section", null, element("h4", null, heading), ...text.split(/\n\s*\n/).filter(Boolean).map((each) => paragraph(each, cited)));
}

/** @param {string} text @param {string[]} cited */
function paragraph(text, cited) {
  const lines = text.split("\n");
  const items = lines.map((line) => /^\s*(?:[-*]|[0-9]+\.)\s+(.*)$/.exec(line));
  const texts = items.flatMap((item) => (item ? [item[1]] : []));
  if (texts.length < lines.length) return element("p", null, ...withMarks(lines.join(""), cited));
  const tag = /^\s*[0-9]/.test(lines[0]) ? "ol" : "ul";
  return element(tag, null, ...texts.map((item) => element("li", null, ...withMarks(item, cited))));
}

/** @param {string} text @param {string[]} cited */
function withMarks(text, cited) {
  return text.split(/(〔[a-z0-9][^〔〕]*〕)/).map((part, place) => (place % 2 ? element("sup", { class: "kb-preview-mark" }, `[${cited.indexOf(part.slice(1).split("，")[0]) + 1}]`) : part));
}

/** @param {FormData} data @param {string} code */
function placeName(data, code) {
  if (!code) return "";
  const wanted = [`${code.slice(0, 2)}0000`, `${code.slice(0, 4)}00`, code];
  return data.regions.filter(([each]) => wanted.includes(each)).map(([, name]) => name).join(" ");
}
