// Find a body or a paragraph that is too long, and lists without end, by the limits that kb check gave to the page.

import { bodyText } from "./case_file.mjs";
import { matches } from "./markdown_scan.mjs";

/**
 * Note what is too long or nested too deeply in the sections of a case.
 * @param {import("./types").FormData} data @param {[heading: string, text: string][]} sections @param {import("./types").Note} note
 */
export function checkLayout(data, sections, note) {
  const { layout } = data;
  for (const [heading, text] of sections) {
    const path = ["body", heading];
    for (const paragraph of text.split(/\n[ \t]*\n/)) {
      const excess = tooMuch(paragraph, layout.paragraph);
      if (excess) note(path, "KB412.paragraph", excess);
    }
  }
  const excess = tooMuch(bodyText(sections), layout.body);
  if (excess) note(["body", sections[0][0]], "KB412.body", excess);
  for (const [heading, text] of sections) {
    const count = text.split("\n").map((line) => depthOf(line, layout)).find((depth) => depth > layout.deepest);
    if (!count) continue;
    note(["body", heading], "KB413", { count, most: layout.deepest });
    return;
  }
}

/** @param {string} text @param {import("./types").Limits} limits */
function tooMuch(text, limits) {
  for (const [pattern, [unit, most]] of Object.entries(limits)) {
    const count = text.length > most ? matches(new RegExp(pattern, "gu"), text).length : 0;
    if (count > most) return { count, unit, most };
  }
  return null;
}

/** @param {string} line @param {import("./types").Layout} layout */
function depthOf(line, layout) {
  const [[lead = ""] = []] = matches(new RegExp(`^${layout.lead}`, "gu"), line);
  if (new RegExp(`^(?:${layout.lineAcross})$`, "u").test(line)) return 0;
  let column = 0;
  for (const character of (/^[ \t]*/.exec(line) || [""])[0]) column += character === "\t" ? layout.indent - (column % layout.indent) : 1;
  return lead === "" ? 0 : Math.floor(column / layout.indent) + matches(new RegExp(layout.level, "gu"), lead).length;
}
