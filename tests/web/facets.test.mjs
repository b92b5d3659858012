// A facet count is what choosing that value alone in its facet would give.
import assert from "node:assert/strict";
import { test } from "node:test";
import { narrow } from "../../kb/web/search/core/facets.mjs";

const NAMES = ["theme", "region"];
const VALUES = ["a", "b", "c"];

/** Every list of values that a document or a filter may have. */
const LISTS = [[], ["a"], ["b"], ["a", "b"], ["b", "c"], ["a", "b", "c"]];

/** @typedef {Record<string, string[]>} ByName */

/** The documents that pass every filter, one after the other. @param {ByName[]} documents @param {ByName} filters */
const passingBy = (documents, filters) =>
  documents.flatMap((document, number) =>
    NAMES.every((name) => !filters[name].length || filters[name].some((value) => document[name].includes(value))) ? [number] : [],
  );

test("for every pair of filters over every kind of document", () => {
  const documents = LISTS.flatMap((theme) => LISTS.map((region) => ({ theme, region })));
  const facets = NAMES.map((name) => ({
    name,
    values: VALUES.map((value) => ({ value, label: value, parent: -1 })),
    column: documents.map((/** @type {ByName} */ document) => document[name].map((value) => VALUES.indexOf(value))),
  }));
  for (const filters of documents) {
    const { passing, counts } = narrow(documents.keys(), facets, filters);
    assert.deepEqual(passing, passingBy(documents, filters));
    NAMES.forEach((name, facet) => {
      const alone = VALUES.map((value) => passingBy(documents, { ...filters, [name]: [value] }).length);
      assert.deepEqual([...counts[facet]], alone, JSON.stringify([name, filters]));
    });
  }
});

test("a filter on a facet that the index does not have leaves nothing", () => {
  assert.deepEqual(narrow([0, 1], [], { nothing: ["a"] }).passing, []);
});
