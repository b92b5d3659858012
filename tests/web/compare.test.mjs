// A comparison has a row for every fact that it is handed, of whatever kind, known to its scripts or not.
import assert from "node:assert/strict";
import { test } from "node:test";
import { DIFFERENT, PARTLY, SAME, comparisonOf } from "../../kb/web/compare/differences.mjs";

/** @typedef {import("../../kb/web/compare/differences.mjs").Fact} Fact */

const COMMON = { known: 1, total: 2, gaps: ["费用"], sources: [], places: [] };

/** The first row of a comparison of one fact. @param {Partial<Fact>} fact @param {unknown[]} values */
function rowOf(fact, values) {
  const facts = [{ key: "new", label: "新的", kind: "text", compared: true, folder: "", ...fact }];
  const cases = values.map((value) => ({ ...COMMON, facts: value === undefined ? {} : { new: value } }));
  return comparisonOf(/** @type {any} */ (cases), [{ title: "情况", part: "situation", facts: /** @type {Fact[]} */ (facts) }]).slice(-1)[0].rows[0];
}

test("a text is compared, and marked where it differs", () => {
  const row = rowOf({}, ["三个学期", "两年"]);
  assert.equal(row.name, "新的");
  assert.equal(row.state, DIFFERENT);
  assert.deepEqual(row.cells.map((cell) => cell.map(({ words, own }) => [words, own])), [[["三个学期", true]], [["两年", true]]]);
});

test("what one case does not say leaves its cell empty", () => {
  const row = rowOf({}, ["三个学期", undefined]);
  assert.equal(row.state, PARTLY);
  assert.deepEqual(row.cells[1], []);
});

test("labels lead to their pages, statements to their sources", () => {
  const labels = rowOf({ kind: "labels", folder: "themes" }, [[["a", "甲"]], [["a", "甲"]]]);
  assert.equal(labels.state, SAME);
  assert.equal(labels.cells[0][0].value, "a");
  const statements = rowOf({ kind: "statements", compared: false }, [[["有网络", 2, "正文", "2014"]]]);
  assert.equal(statements.state, null);
  assert.deepEqual(statements.cells[0], [{ words: "有网络", note: 2, locator: "正文", asOf: "2014" }]);
});
