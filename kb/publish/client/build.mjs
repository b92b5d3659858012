// Bundle the client into classic scripts, one a purpose; `--check` only says whether the checked-in bundles are current.
// Names on the command line ("tray") restrict the work to those bundles.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join, posix, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** Bundle → its first module. Each bundle is loaded only by the pages that need it. */
const BUNDLES = {
  search: "main.mjs",
  frame: "frame.mjs",
  tray: "tray.mjs",
  cite: "cite.mjs",
  compare: "compare.mjs",
  submit: "submit/main.mjs",
  self_check: "self_check.mjs",
  workshop: "workshop.mjs",
  worker: "worker.mjs",
};

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..", "..");
const bundlePath = (name) => join(here, "..", "assets", "kb", `${name}.js`);
const read = (name) => readFileSync(join(here, name), "utf8").replace(/\r\n/g, "\n");

/** Every module that the first one reaches; pytest finds them by the same rule without node. */
function modulesOf(first) {
  const found = new Set();
  const waiting = [first];
  while (waiting.length) {
    const name = waiting.pop();
    if (found.has(name)) continue;
    found.add(name);
    for (const [, target] of read(name).matchAll(/^(?:import|export)\b[^;"]*"(\.[^"]+)";/gm)) {
      waiting.push(posix.join(posix.dirname(name), target));
    }
  }
  return [...found].sort();
}

// A stale bundle is caught on every machine: pytest recomputes this hash.
function sourceHash(first) {
  const hash = createHash("sha256");
  for (const name of modulesOf(first)) hash.update(`${name}\n${read(name)}\n`);
  return hash.digest("hex");
}

async function bundled(first) {
  const result = await build({
    entryPoints: [join(here, first)],
    bundle: true,
    write: false,
    format: "iife",
    target: "es2019",
    minify: true,
    charset: "utf8",
    legalComments: "none",
    banner: { js: `/* Made by "npm run build" from kb/publish/client/${first}; sources ${sourceHash(first)} */` },
  });
  return result.outputFiles[0].text;
}

const named = process.argv.slice(2).filter((word) => !word.startsWith("--"));
let stale = 0;
for (const name of named.length ? named : Object.keys(BUNDLES)) {
  const path = bundlePath(name);
  const text = await bundled(BUNDLES[name]);
  if (!process.argv.includes("--check")) {
    writeFileSync(path, text);
    console.log(`${relative(root, path)}: ${Buffer.byteLength(text)} bytes`);
  } else if (readFileSync(path, "utf8") !== text) {
    console.error(`${relative(root, path)} is not what its sources give; run "npm run build".`);
    stale += 1;
  }
}
process.exit(stale ? 1 : 0);
