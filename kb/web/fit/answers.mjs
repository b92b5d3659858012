// What a school answers: in the address, so that a link shows the same to everybody.

/** Questions with one answer, and the one with several. */
export const SINGLES = /** @type {const} */ (["region", "stage", "kind", "pupils", "problem"]);

/** @typedef {Record<(typeof SINGLES)[number], string> & {help: string[]}} Answers */

const isId = (/** @type {string} */ value) => /^[a-z0-9-]{1,80}$/.test(value);

/** Read answers from an address; of several to one question, as old addresses have, the first counts. @param {string} search @returns {Answers} */
export function readAnswers(search) {
  const params = new URLSearchParams(search);
  const one = (/** @type {string} */ name) => params.getAll(name).filter(isId)[0] || "";
  const singles = Object.fromEntries(SINGLES.map((name) => [name, one(name)]));
  return /** @type {Answers} */ ({ ...singles, help: [...new Set(params.getAll("help").filter(isId))] });
}

/** @param {Answers} answers */
export function writeAnswers(answers) {
  const params = new URLSearchParams();
  for (const name of SINGLES) if (answers[name]) params.append(name, answers[name]);
  for (const value of answers.help) params.append("help", value);
  const search = params.toString();
  return search && `?${search}`;
}

/** Whether nothing was answered. @param {Answers} answers */
export const isBlank = (answers) => !answers.help.length && SINGLES.every((name) => !answers[name]);
