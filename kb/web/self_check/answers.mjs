// Keep a school's answers in the page's address and nowhere else, so that only whoever is given the address sees them.

const ID = /^[a-z0-9-]{1,80}$/;
const KEY = /^[0-9a-f]{8}$/;
export const LISTS = /** @type {const} */ (["problem", "stage", "teachers"]);
export const SINGLES = /** @type {const} */ (["net", "budget"]);

/** What may be answered to a condition; anything else is "not known". */
export const YES = "has";
export const NO = "lacks";

/**
 * `has` and `lacks` hold the keys of conditions.
 *
 * @typedef {{ has: Set<string>, lacks: Set<string>, problem: string[], stage: string[], teachers: string[], net: string, budget: string, speed: number | null }} Answers
 */

/** @param {URLSearchParams} params @param {string} name */
const keysOf = (params, name) => new Set((params.get(name) || "").split(",").filter((key) => KEY.test(key)));

/** Read answers from an address's search part. @param {string} search @returns {Answers} */
export function readAnswers(search) {
  const params = new URLSearchParams(search);
  const list = (/** @type {string} */ name) => [...new Set(params.getAll(name).filter((value) => ID.test(value)))];
  const single = (/** @type {string} */ name) => (ID.exec(params.get(name) || "") || [""])[0];
  const speed = Number(params.get("speed"));
  return {
    [YES]: keysOf(params, YES),
    [NO]: keysOf(params, NO),
    problem: list("problem"),
    stage: list("stage"),
    teachers: list("teachers"),
    net: single("net"),
    budget: single("budget"),
    speed: params.get("speed") && speed >= 0 && speed <= 100000 ? speed : null,
  };
}

/** Write answers as an address's search part; what is not answered takes no room. @param {Answers} answers */
export function writeAnswers(answers) {
  const params = new URLSearchParams();
  for (const name of LISTS) for (const value of answers[name]) params.append(name, value);
  for (const name of SINGLES) if (answers[name]) params.append(name, answers[name]);
  if (answers.speed !== null) params.append("speed", String(answers.speed));
  const parts = [params.toString()];
  // Commas stay as they are, so that a long list of conditions stays short enough to send.
  for (const name of /** @type {const} */ ([YES, NO])) if (answers[name].size) parts.push(`${name}=${[...answers[name]].join(",")}`);
  const asked = parts.filter(Boolean).join("&");
  return asked && `?${asked}`;
}

/** What was answered to a condition: `YES`, `NO` or the empty string. @param {Answers} answers @param {string} key */
export function answerTo(answers, key) {
  return answers[YES].has(key) ? YES : answers[NO].has(key) ? NO : "";
}

/** Set the answer to a condition. @param {Answers} answers @param {string} key @param {"has" | "lacks" | ""} value */
export function answer(answers, key, value) {
  answers[YES].delete(key);
  answers[NO].delete(key);
  if (value) answers[value].add(key);
}
