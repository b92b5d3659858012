// Keep a school's answers in the page's address and nowhere else, so that only whoever is given the address sees them.

const ID = /^[a-z0-9-]{1,80}$/;
const KEY = /^[0-9a-f]{8}$/;
const LISTS = ["problem", "stage", "teachers"];
const SINGLES = ["net", "budget"];

/** What may be answered to a condition; anything else is "not known". */
export const YES = "has";
export const NO = "lacks";

const keysOf = (params, name) => new Set((params.get(name) || "").split(",").filter((key) => KEY.test(key)));

/** Read answers from an address's search part. */
export function readAnswers(search) {
  const params = new URLSearchParams(search);
  const answers = { [YES]: keysOf(params, YES), [NO]: keysOf(params, NO) };
  for (const name of LISTS) answers[name] = [...new Set(params.getAll(name).filter((value) => ID.test(value)))];
  for (const name of SINGLES) answers[name] = ID.test(params.get(name) || "") ? params.get(name) : "";
  const speed = Number(params.get("speed"));
  answers.speed = params.get("speed") && speed >= 0 && speed <= 100000 ? speed : null;
  return answers;
}

/** Write answers as an address's search part; what is not answered takes no room. */
export function writeAnswers(answers) {
  const params = new URLSearchParams();
  for (const name of LISTS) for (const value of answers[name]) params.append(name, value);
  for (const name of SINGLES) if (answers[name]) params.append(name, answers[name]);
  if (answers.speed !== null) params.append("speed", String(answers.speed));
  const parts = [params.toString()];
  // Commas stay as they are, so that a long list of conditions stays short enough to send.
  for (const name of [YES, NO]) if (answers[name].size) parts.push(`${name}=${[...answers[name]].join(",")}`);
  const asked = parts.filter(Boolean).join("&");
  return asked && `?${asked}`;
}

/** What was answered to a condition: `YES`, `NO` or the empty string. */
export function answerTo(answers, key) {
  return answers[YES].has(key) ? YES : answers[NO].has(key) ? NO : "";
}

/** Set the answer to a condition. */
export function answer(answers, key, value) {
  answers[YES].delete(key);
  answers[NO].delete(key);
  if (value) answers[value].add(key);
}
