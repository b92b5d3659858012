// Find questions by what they are called, and tell answers from what the empty form says.

import { visible } from "../submission/clean_text.mjs";

/** @typedef {import("./types").FormPayload} FormPayload */
/** @typedef {import("./types").Question} Question */

/** How people number questions (5. 五、 （五） ⑤), and what they mark them with. */
const NUMBERED = /^[\s＊*★☆▲△※]*(?:[0-9０-９]{1,3}\s*[.、．:：)）]|[一二三四五六七八九十]{1,3}\s*[、.．]|[(（]\s*[0-9０-９一二三四五六七八九十]{1,3}\s*[)）]|[①-⑳])\s*/;
const MARKS = /[(（]必填[)）]|[\s*＊★☆▲△※:：]/g;

/** Return what of a label tells questions apart: no number, no mark, no space. @param {string} text */
export function plainTitle(text) {
  return text.split("\n")[0].replace(NUMBERED, "").replace(MARKS, "");
}

/** Return questions by their titles. @param {Question[]} questions */
export function byTitle(questions) {
  return new Map(questions.map((question) => [plainTitle(question.title), question]));
}

/**
 * Return the question whose title begins a text, and the rest of the text: both stand in one merged cell.
 * @param {Map<string, Question>} titles @param {string} text @returns {[Question, string] | null}
 */
export function askedIn(titles, text) {
  const [first, ...rest] = text.split("\n");
  const question = titles.get(plainTitle(first));
  if (question) return [question, rest.join("\n")];
  const found = /^([^：:\n]{2,30})[：:]\s*([^]*)/.exec(text.replace(NUMBERED, ""));
  const named = found && titles.get(plainTitle(found[1]));
  return named && found ? [named, found[2]] : null;
}

/** Return what was typed without what nobody sees, with plain line ends. @param {string} text */
export function clean(text) {
  return visible(text.replace(/\v/g, "\n")).replace(/\t/g, " ");
}

/** Tell whether a cell still says what the empty form said in it. @param {string} text @param {Question} question */
export function isUnanswered(text, question) {
  const said = text.trim();
  return !said || said === question.placeholder;
}

/** Return an answer without the lines that the empty form says about its question. @param {string} text @param {Question} question */
export function withoutHints(text, { hint, placeholder }) {
  return text.split("\n").filter((line) => ![hint, placeholder].includes(line.trim())).join("\n");
}

/** Return the version that a mark names, or 0. @param {FormPayload} form @param {string} mark */
export function versionIn(form, mark) {
  const found = new RegExp(form.patterns.version).exec(mark);
  return found ? Number(found[1]) : 0;
}

/** Return full-width digits and letters as plain ones. @param {string} text */
export function narrow(text) {
  return text.replace(/[０-９Ａ-Ｚａ-ｚ]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));
}
