// Questions to discuss, and addresses of the first months.
import assert from "node:assert/strict";
import { test } from "node:test";
import { codeOf } from "../../kb/web/workshop/old_codes.mjs";
import { chosenQuestions } from "../../kb/web/workshop/questions.mjs";
import { bothEnds } from "../../kb/web/workshop/research_part.mjs";

test("the code of a case is what it was when addresses used it", () => {
  const codes = { a: "3j0ra9c", "wuhu-online-classroom": "18a19bg", ["x".repeat(80)]: "1kvkp85", "2014-case-9": "3thk0k7" };
  for (const [name, code] of Object.entries(codes)) assert.equal(codeOf(name), code);
});

/** Two questions on each key. @param {string[]} keys @returns {[string, string[]][]} */
const asks = (...keys) => keys.map((key) => [key, [`${key}1`, `${key}2`]]);

test("every case gets a question, and what many share comes first", () => {
  const chosen = chosenQuestions([asks("a", "b"), asks("b"), asks("c")]);
  assert.deepEqual(chosen[0], ["b1", [0, 1]]);
  assert.deepEqual(new Set(chosen.flatMap(([, about]) => about)), new Set([0, 1, 2]));
  assert.equal(chosen.length, 6);
  assert.equal(new Set(chosen.map(([question]) => question)).size, 6);
  assert.equal(chosenQuestions(Array.from({ length: 20 }, (_, at) => asks(String(at)))).length, 20);
});

test("no question is asked where there is none", () => {
  assert.deepEqual(chosenQuestions([]), []);
  assert.deepEqual(chosenQuestions([[["a", []]]]), []);
});

test("of too many effects the largest and the smallest stay in the plot", () => {
  assert.deepEqual(bothEnds([5, 4, 3, 2, 1, -1], 4), [5, 4, 1, -1]);
  assert.deepEqual(bothEnds([5, 4, -1], 4), [5, 4, -1]);
});
