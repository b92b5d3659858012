// Choose what to discuss about some cases: one question for each case, then on, what many share first.

/** @typedef {Record<"problems" | "models", { term: string, ask: string[] }[]>} Questions */

/**
 * The questions on a case's problems and models.
 *
 * @param {import("../case/types").Case} one
 * @param {Questions | null} questions
 * @returns {[key: string, questions: string[]][]}
 */
export function asksOf({ facts }, questions) {
  if (!questions) return [];
  /** @param {keyof Questions} family @param {import("../case/types").Term[] | undefined} terms @returns {[string, string[]][]} */
  const on = (family, terms) =>
    (terms || []).map(([, label]) => [`${family}/${label}`, (questions[family].find(({ term }) => term === label) || { ask: [] }).ask]);
  return [...on("problems", facts.problem), ...on("models", facts.model)];
}

/**
 * @param {[key: string, questions: string[]][][]} asks A list a case.
 * @returns {[question: string, about: number[]][]} With the numbers of the cases that a question is about.
 */
export function chosenQuestions(asks) {
  const about = new Map();
  const questions = new Map();
  asks.forEach((one, at) => {
    for (const [key, asked] of one.filter(([, some]) => some.length)) {
      about.set(key, [...(about.get(key) || []), at]);
      questions.set(key, asked);
    }
  });
  // Sorting keeps the order of equals, as Python's does.
  const ranked = [...about.keys()].sort((one, other) => about.get(other).length - about.get(one).length);
  const first = asks.map((_, at) => ranked.find((key) => about.get(key).includes(at))).filter(Boolean);
  const keys = [...new Set([...first, ...ranked])];
  const longest = Math.max(0, ...[...questions.values()].map((asked) => asked.length));
  const rounds = [];
  for (let turn = 0; turn < longest; turn += 1) for (const key of keys) if (turn < questions.get(key).length) rounds.push([key, turn]);
  const wanted = Math.max(new Set(first).size, Math.min(10, asks.length + 3));
  return rounds
    .slice(0, wanted)
    .sort(([one, turn], [other, later]) => ranked.indexOf(one) - ranked.indexOf(other) || turn - later)
    .map(([key, turn]) => [questions.get(key)[turn], about.get(key)]);
}
