// Find questions by what they are called, and tell answers from what the empty form says.

import { visible } from "../submission/clean_text.mjs";

/** @typedef {import("./types").FormPayload} FormPayload */
/** @typedef {import("./types").Question} Question */

const NUMBERED = /^\s*[0-9０-９]{1,3}\s*[.、．:：]\s*/;

/** Return what of a label tells questions apart: no number, no mark, no space. @param {string} text */
export function plainTitle(text) {
  return text.split("\n")[0].replace(NUMBERED, "").replace(/（必填）|\(必填\)|[\s*＊:：]/g, "");
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
  const found = /^([^：:\n]{2,30})[：:]\s*([^]*)/.exec(text.replace(/^\s*[0-9０-９]{1,3}\s*[.、．]\s*/, ""));
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

/** Return the version that a mark names, or 0. @param {FormPayload} form @param {string} mark */
export function versionIn(form, mark) {
  const found = new RegExp(form.patterns.version).exec(mark);
  return found ? Number(found[1]) : 0;
}

/** Return full-width digits and letters as plain ones. @param {string} text */
export function narrow(text) {
  return text.replace(/[０-９Ａ-Ｚａ-ｚ]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));
}
