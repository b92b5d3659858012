// Turn what people type into a cell into what a case says, as kb/publish/forms/answers.py does.

import { narrow } from "./filled_form.mjs";

/** @typedef {import("./types").FormPayload} FormPayload */
/** @typedef {import("./types").Question} Question */
/** @typedef {(said: string) => string} FindRegion */

/** Return the form in which words of the vocabulary are compared. @param {string} word */
export const fold = (word) => word.normalize("NFKC").toLowerCase().trim();

/** Reads the answers to one form. */
export class Answers {
  /** @param {FormPayload} form @param {FindRegion} findRegion Gives the code of a place, or what was said. */
  constructor(form, findRegion) {
    const pattern = (/** @type {string} */ name, flags = "u") => new RegExp(form.patterns[name], flags);
    this.form = form;
    this.findRegion = findRegion;
    this.typedBox = pattern("typedBox", "gu");
    this.box = pattern("box", "gu");
    this.between = pattern("between");
    this.date = pattern("date");
    this.midnight = pattern("midnight");
    this.amount = pattern("amount");
  }

  /** Return the answer to a question that takes one value; nothing where it is not known. @param {Question} question @param {string} typed */
  text(question, typed) {
    const text = narrow(typed);
    if (question.kind === "body") return text.trim();
    const said = this.said(question, text, words(text).join(" "));
    if (this.isNothing(said) && question.kind !== "text") return "";
    return said.startsWith(this.form.choose) ? said.slice(this.form.choose.length) : said;
  }

  /** @param {Question} question @param {string} text @param {string} said */
  said(question, text, said) {
    switch (question.kind) {
      case "choice": {
        const chosen = this.choices(question, text).join("、");
        return written(question, chosen);
      }
      case "date":
        return this.day(said);
      case "number":
      case "count": {
        const found = this.amount.exec(said);
        return found ? found[1].replace(/[,， ]/g, "").replace(/\.0$/, "") : said;
      }
      case "region":
        return this.isNothing(said) ? said : this.findRegion(said);
      case "address":
        return said.replace(/ /g, "");
      default:
        return said;
    }
  }

  /** Return the answers to a question that takes several. @param {Question} question @param {string} typed */
  texts(question, typed) {
    const text = narrow(typed);
    const found = Object.keys(question.choices).length ? this.choices(question, text) : this.parted(text);
    return found.filter((one) => !this.isNothing(one)).map((one) => written(question, one));
  }

  /** Return the labels that are ticked, or that are listed; what is no label comes as it stands. @param {Question} question @param {string} typed */
  choices(question, typed) {
    const text = typed.replace(this.typedBox, (_, tick) => (tick ? "☑" : "☐"));
    if (text.search(this.box) >= 0) return this.tickedIn(text);
    const said = text.split(" ").join(" ").trim();
    const byFold = new Map(Object.keys(question.choices).map((label) => [fold(label), label]));
    const whole = byFold.get(fold(said));
    if (whole !== undefined) return [whole];
    /** @type {string[]} Put together again what is one label though a comma stands in it. */
    const found = [];
    for (const part of this.parted(text).map((one) => byFold.get(fold(one)) || one)) {
      const joined = found.length ? byFold.get(fold(`${found[found.length - 1]}、${part}`)) : undefined;
      if (joined === undefined) found.push(part);
      else found[found.length - 1] = joined;
    }
    return found;
  }

  /** Return what stands behind ticked boxes, or before them where the first label stands before the first box. @param {string} text */
  tickedIn(text) {
    const labels = text.split(this.box);
    const boxes = text.match(this.box) || [];
    const shift = labels[0].trim() ? 0 : 1;
    const trimmed = labels.map((label) => label.replace(/^[ \u3000\n、，,；;]+|[ \u3000\n、，,；;]+$/g, ""));
    return boxes.flatMap((box, place) => {
      const label = trimmed[place + shift];
      return this.form.ticked.includes(box) && label ? [words(label).join(" ")] : [];
    });
  }

  /** @param {string} text */
  parted(text) {
    return text.split(this.between).map((one) => words(one).join(" ")).filter(Boolean);
  }

  /** Return a date as files write it, as exact as it was given; anything else as it stands. @param {string} typed */
  day(typed) {
    let said = typed.replace(this.midnight, "");
    if (/^[12][0-9]{7}$/.test(said)) said = `${said.slice(0, 4)}-${said.slice(4, 6)}-${said.slice(6)}`;
    const found = this.date.exec(said);
    if (!found) return said;
    const [, year, month, day] = found;
    return [year, ...[month, day].filter(Boolean).map((part) => part.padStart(2, "0"))].join("-");
  }

  /** Tell whether this is what people write where they know nothing. @param {string} said */
  isNothing(said) {
    return this.form.nothing.includes(said);
  }
}

/** @param {string} text */
const words = (text) => text.split(/\s+/).filter(Boolean);

/** @param {Question} question @param {string} label */
const written = ({ choices }, label) => (Object.prototype.hasOwnProperty.call(choices, label) ? choices[label] : label);
