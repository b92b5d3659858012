// Read the text of a Word file as its people see it, as kb/publish/forms/word_text.py does.

import { all, below } from "./xml_tree.mjs";

/** @typedef {import("./types").Tree} Tree */

/** Deleted words, codes of fields, how words are read aloud, and what is drawn: text in it stands beside the form. */
const LEFT_OUT = ["w:del", "w:moveFrom", "w:instrText", "w:delText", "w:drawing", "w:pict", "w:object", "w:rt", "mc:Fallback"];
const ABOUT = ["w:pPr", "w:rPr", "w:sdtPr"];
const OFF = ["0", "false", "off"];
const ON = ["1", "true", "on"];

export class WordText {
  /**
   * @param {Map<string, string>} lists What stands before items, by the list's id and the level.
   * @param {import("./types").FormPayload} form
   */
  constructor(lists, form) {
    this.lists = lists;
    this.boxes = new Map(form.boxes.map(([font, code, box]) => [`${font} ${code}`, box]));
  }

  /** Return the text of a cell, a line for each paragraph; of a control nobody filled in, none. @param {Tree} tree */
  of(tree) {
    return [...this.lines(tree)].join("\n").replace(/\u00a0/g, " ");
  }

  /** @param {Tree} tree @returns {Iterable<string>} */
  *lines(tree) {
    for (const kid of tree.kids) {
      if (kid.tag === "w:p") yield this.sign(kid) + this.inline(kid);
      else if (kid.tag === "w:sdt") {
        const content = below(kid, "w:sdtContent");
        if (content && !isPlaceholder(kid)) yield* this.lines(content);
        else if (content) yield "";
      } else if (kid.tag === "w:tbl") {
        for (const row of all(kid, "w:tr")) yield [...all(row, "w:tc")].map((cell) => this.of(cell)).join(" ");
      } else if (!LEFT_OUT.includes(kid.tag) && kid.tag !== "w:tcPr") yield* this.lines(kid);
    }
  }

  /** @param {Tree} tree @returns {string} */
  inline(tree) {
    return tree.kids.map((kid) => this.within(kid)).join("");
  }

  /** @param {Tree} kid @returns {string} */
  within(kid) {
    if (LEFT_OUT.includes(kid.tag) || ABOUT.includes(kid.tag)) return "";
    switch (kid.tag) {
      case "w:t":
        return kid.text;
      case "w:br":
      case "w:cr":
        return (kid.at["w:type"] || "textWrapping") === "textWrapping" ? "\n" : "";
      case "w:tab":
        return " ";
      case "w:noBreakHyphen":
        return "-";
      case "w:sym":
        return this.symbol(kid);
      case "w:sdt": {
        const content = below(kid, "w:sdtContent");
        return content && !isPlaceholder(kid) ? checkboxOf(kid) || this.inline(content) : "";
      }
      default:
        return this.inline(kid);
    }
  }

  /** Return what Word shows before an item of a list, as Markdown writes it. @param {Tree} paragraph */
  sign(paragraph) {
    const number = below(paragraph, "w:pPr", "w:numPr");
    if (!number) return "";
    const name = below(number, "w:numId");
    const level = below(number, "w:ilvl");
    const depth = (level && level.at["w:val"]) || "0";
    const sign = (name && this.lists.get(`${name.at["w:val"]} ${depth}`)) || "";
    return sign && /^[0-9]$/.test(depth) ? "  ".repeat(Number(depth)) + sign : sign;
  }

  /** @param {Tree} tree */
  symbol({ at }) {
    const code = at["w:char"] || "";
    if (!/^[0-9A-Fa-f]{1,4}$/.test(code)) return "";
    return this.boxes.get(`${(at["w:font"] || "").toLowerCase()} ${parseInt(code, 16) & 0xff}`) || "";
  }
}

/** Return a control's box, ticked or not; nothing where it is no box. @param {Tree} control */
function checkboxOf(control) {
  const box = below(control, "w:sdtPr", "w14:checkbox");
  if (!box) return "";
  const checked = below(box, "w14:checked");
  return checked && ON.includes(checked.at["w14:val"]) ? "☑" : "☐";
}

/** Tell whether a control still shows what it showed before anybody typed. @param {Tree} control */
function isPlaceholder(control) {
  const shown = below(control, "w:sdtPr", "w:showingPlcHdr");
  return Boolean(shown && !OFF.includes(shown.at["w:val"]));
}

/** Return what stands before an item, by the list's id and the level: `- ` or `1. `. @param {Tree | undefined} numbering */
export function listsOf(numbering) {
  /** @type {Map<string, string>} */
  const found = new Map();
  if (!numbering) return found;
  const forms = new Map(numbering.kids.filter(({ tag }) => tag === "w:abstractNum").map((one) => [one.at["w:abstractNumId"], one.kids.filter(({ tag }) => tag === "w:lvl")]));
  for (const number of numbering.kids.filter(({ tag }) => tag === "w:num")) {
    const form = below(number, "w:abstractNumId");
    for (const level of (form && forms.get(form.at["w:val"])) || []) found.set(`${number.at["w:numId"]} ${level.at["w:ilvl"] || "0"}`, signOf(level));
  }
  return found;
}

/** @param {Tree} level */
function signOf(level) {
  const kind = below(level, "w:numFmt");
  const form = kind && kind.at["w:val"];
  if (form === "none") return "";
  return form === "bullet" ? "- " : "1. ";
}
