// No circle of modules, and none of folders; every module is in a bundle.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path/posix";
import { test } from "node:test";
import { build } from "esbuild";

const WEB = new URL("../../kb/web/", import.meta.url).pathname;

/** What each module imports, as the bundler sees it. @returns {Promise<Map<string, string[]>>} */
async function importsOf() {
  const modules = readdirSync(WEB, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".mjs"));
  const entryPoints = modules.filter((name) => name !== "build.mjs");
  const { metafile } = await build({ entryPoints, absWorkingDir: WEB, bundle: true, write: false, metafile: true, outdir: "out" });
  const own = Object.entries(metafile.inputs).filter(([name]) => !/^(\.\.|\(disabled\))/.test(name));
  return new Map(own.map(([name, { imports }]) => [name, imports.map(({ path }) => path).filter((path) => !path.startsWith(".."))]));
}

/** A circle in a graph, or null. @param {Map<string, string[]>} graph */
function circleIn(graph) {
  const done = new Set();
  /** @param {string} node @param {string[]} path @returns {string[] | null} */
  const visit = (node, path) => {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node];
    if (done.has(node)) return null;
    for (const next of graph.get(node) || []) {
      const circle = visit(next, [...path, node]);
      if (circle) return circle;
    }
    done.add(node);
    return null;
  };
  for (const node of graph.keys()) {
    const circle = visit(node, []);
    if (circle) return circle;
  }
  return null;
}

test("a circle is found where there is one", () => {
  assert.deepEqual(circleIn(new Map([["a", ["b"]], ["b", ["c"]], ["c", ["b"]]])), ["b", "c", "b"]);
  assert.equal(circleIn(new Map([["a", ["b", "c"]], ["b", ["c"]]])), null);
});

test("no modules import each other in a circle", async () => {
  assert.equal(circleIn(await importsOf()), null);
});

test("no folders import each other in a circle", async () => {
  /** @type {Map<string, string[]>} */
  const folders = new Map();
  for (const [name, targets] of await importsOf()) {
    const folder = dirname(name);
    const others = targets.map((target) => dirname(target)).filter((other) => other !== folder);
    folders.set(folder, [...(folders.get(folder) || []), ...others]);
  }
  assert.equal(circleIn(folders), null);
});

test("every module is in a bundle", async () => {
  const bundles = JSON.parse(readFileSync(`${WEB}bundles.json`, "utf8"));
  assert.deepEqual([...(await importsOf()).keys()].sort(), [...new Set(Object.values(bundles).flat())].sort());
});
