// Find a body or a paragraph that is too long, and lists without end, by the limits that kb check gave to the page.

import { bodyText } from "./case_file.mjs";
import { matches } from "./markdown_scan.mjs";

/** Note what is too long or nested too deeply in the sections of a case. */
export function checkLayout(data, sections, note) {
  const { layout, messages } = data;
  for (const [heading, text] of sections) {
    const path = ["body", heading];
    for (const paragraph of text.split(/\n[ \t]*\n/)) {
      const value = tooMuch(paragraph, layout.paragraph);
      if (value) note(path, messages.longParagraph, { value });
    }
  }
  const value = tooMuch(bodyText(sections), layout.body);
  if (value) note(["body", sections[0][0]], messages.longBody, { value });
  for (const [heading, text] of sections) {
    const count = text.split("\n").map((line) => depthOf(line, layout)).find((depth) => depth > layout.deepest);
    if (count) return note(["body", heading], messages.deep, { count });
  }
}

function tooMuch(text, limits) {
  for (const [pattern, [name, most]] of Object.entries(limits)) {
    const count = text.length > most ? matches(new RegExp(pattern, "gu"), text).length : 0;
    if (count > most) return `${count} ${name}，最多 ${most} ${name}`;
  }
  return null;
}

function depthOf(line, layout) {
  const [[lead = ""] = []] = matches(new RegExp(`^${layout.lead}`, "gu"), line);
  if (new RegExp(`^(?:${layout.lineAcross})$`, "u").test(line)) return 0;
  let column = 0;
  for (const character of /^[ \t]*/.exec(line)[0]) column += character === "\t" ? layout.indent - (column % layout.indent) : 1;
  return lead && Math.floor(column / layout.indent) + matches(new RegExp(layout.level, "gu"), lead).length;
}
