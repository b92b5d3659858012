// The engine loads what a query needs, and no more.
import assert from "node:assert/strict";
import { test } from "node:test";
import { joined, openEngine } from "../../kb/web/search/core/engine.mjs";
import { engineOn } from "./checks.mjs";
import { fixture } from "./fixtures.mjs";

const files = fixture("browser_index");
const ask = { filters: {}, offset: 0, limit: 10 };

/** An engine that counts how often the second bundle is asked for; the first `failures` times in vain. */
async function countingEngine(failures = 0) {
  const asked = { times: 0 };
  const load = async (/** @type {string} */ name) => files[name];
  const extras = async () => {
    asked.times += 1;
    if (asked.times <= failures) throw new Error("no network");
    return import("../../kb/web/search/core/extras.mjs");
  };
  return { engine: await openEngine(/** @type {any} */ ({ load }), extras), asked };
}

test("plain words need no second bundle, and none of its files", async () => {
  const { engine, loaded } = await engineOn(files);
  const { hits } = await engine.search({ ...ask, text: "芜湖" });
  assert.ok(hits.length);
  assert.deepEqual([...loaded].filter((name) => !/^(core|[tdb]\/\d+)$/.test(name)), []);
  const { engine: counting, asked } = await countingEngine();
  await counting.search({ ...ask, text: "芜湖" });
  assert.equal(asked.times, 0);
});

for (const text of ["地区:河南", "“同步课堂”", "课堂 -芜湖", "zaixian"]) {
  test(`${text} asks for the second bundle`, async () => {
    const { engine, asked } = await countingEngine();
    await engine.search({ ...ask, text });
    assert.ok(asked.times > 0);
  });
}

test("a second bundle that could not be loaded is asked for again", async () => {
  const { engine } = await countingEngine(1);
  await assert.rejects(engine.search({ ...ask, text: "地区:河南" }), /no network/);
  assert.equal((await engine.search({ ...ask, text: "地区:河南" })).typed[0].part, "地区:河南");
});

test("counts and corrections are worked out only when asked for", async () => {
  const { engine, loaded } = await engineOn(files);
  const answer = await engine.search({ ...ask, text: "课堂" });
  assert.ok(!loaded.has("facets"));
  assert.ok(Object.keys(await answer.facets()).length);
  assert.ok(loaded.has("facets"));
});

test("what was chosen and what was typed are alternatives, each once", () => {
  assert.deepEqual(joined({ region: ["1", "2"] }, { region: ["2", "3"], theme: ["a"] }), { region: ["1", "2", "3"], theme: ["a"] });
});
