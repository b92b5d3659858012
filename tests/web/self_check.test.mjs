// A school is matched by what cases' own fields say, and by nothing else.
import assert from "node:assert/strict";
import { test } from "node:test";
import { affordable, matchesOf } from "../../kb/web/self_check/matching.mjs";

/** A made-up facet: the values of each document. @param {string[]} names @param {string[][]} rows */
const facet = (names, rows) => ({
  ...{ name: "", label: "", nested: false, listed: true, used: [] },
  values: names.map((value) => ({ value, label: value, parent: -1 })),
  column: rows.map((row) => row.map((one) => names.indexOf(one))),
});

const facets = {
  problem: facet(["p", "q", "r"], [["p"], ["q"], ["p", "q"], ["r"], ["p", "q"]]),
  stage: facet(["s", "t", "u", "unknown"], [["s"], ["s"], ["u"], ["s"], ["unknown"]]),
};

/** The documents that match. @param {string} problems @param {string} named @param {string} stages @param {string} near */
function matches(problems, named, stages, near) {
  const school = { problems: new Set(problems), named: new Set(named), stages: new Set(stages), near: new Set(near) };
  return matchesOf(school, facets).map(({ document }) => document);
}

test("cases that share a problem match, and those of another stage come last", () => {
  assert.deepEqual(matches("pq", "pq", "s", ""), [4, 0, 1, 2]);
  assert.deepEqual(matches("pq", "pq", "", ""), [2, 4, 0, 1]);
  assert.deepEqual(matches("", "", "s", ""), [0, 1, 3]);
  assert.deepEqual(matches("x", "x", "s", ""), []);
});

test("what the school named itself weighs more", () => {
  assert.deepEqual(matches("pq", "q", "s", "u"), [2, 4, 1, 0]);
});

test("a sum is judged only where case and school both name one", () => {
  const cost = (/** @type {number | null} */ yuan) => ({ yuan, amount: null, note: null, number: 1, locator: null });
  assert.equal(affordable(cost(50000), "100000"), "within");
  assert.equal(affordable(cost(100000), "100000"), "within");
  assert.equal(affordable(cost(100001), "100000"), "beyond");
  assert.equal(affordable(cost(1), "0"), "beyond");
  for (const [yuan, budget] of /** @type {[number | null, string][]} */ ([[50000, ""], [50000, "more"], [null, "10000"]])) {
    assert.equal(affordable(cost(yuan), budget), "");
  }
  assert.equal(affordable(undefined, "10000"), "");
});
