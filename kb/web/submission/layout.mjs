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
  const deep = sections.find(([, text]) => deepest(text) > layout.deepest);
  if (deep) note(["body", deep[0]], "KB413", { most: layout.deepest });
}

/** @param {string} text @param {import("./types").Limits} limits */
function tooMuch(text, limits) {
  for (const [pattern, [unit, most]] of Object.entries(limits)) {
    const count = text.length > most ? matches(new RegExp(pattern, "gu"), text).length : 0;
    if (count > most) return { count, unit, most };
  }
  return null;
}

const TAB = 4;
const RULE = /^ {0,3}(?:(?:- *){3,}|(?:\* *){3,}|(?:_ *){3,})$/;
const MARK = /^ {0,3}(?:(>) ?|((?:[-*+]|\d{1,9}[.)])(?: +|$)))/;
const FENCE = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/;

/** How many lists and quotations stand in each other at most, as kb/content/markdown_blocks.py reads them. @param {string} text */
function deepest(text) {
  let most = 0;
  let fence = "";
  /** What each level takes from the start of a line: the indent of an item, 0 for the sign of a quotation. @type {number[]} */
  const open = [];
  for (const line of text.split("\n")) {
    let rest = expanded(line);
    if (!rest.trim()) continue;
    for (const [level, width] of open.entries()) {
      const sign = width ? null : /^ {0,3}> ?/.exec(rest);
      if (width ? indentOf(rest) < width : !sign) {
        open.length = level;
        fence = "";
        break;
      }
      rest = rest.slice(sign ? sign[0].length : width);
    }
    if (!fence) {
      for (let mark = MARK.exec(rest); mark && !RULE.test(rest); mark = MARK.exec(rest)) {
        const bare = mark[0].trimEnd().length;
        const end = mark[0].length;
        open.push(mark[1] ? 0 : Math.min(end > bare && end - bare <= TAB ? end : bare + 1, TAB));
        rest = rest.slice(end);
      }
    }
    const wall = (FENCE.exec(rest) || [""])[0].trim();
    if (!fence) fence = wall;
    else if (wall.startsWith(fence) && !rest.split(fence[0]).join("").trim()) fence = "";
    most = Math.max(most, open.length);
  }
  return most;
}

/** @param {string} line */
function expanded(line) {
  let text = "";
  for (const char of line) text += char === "\t" ? " ".repeat(TAB - (text.length % TAB)) : char;
  return text;
}

/** @param {string} text */
function indentOf(text) {
  return text.length - text.replace(/^ +/, "").length;
}
