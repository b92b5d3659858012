// Bundle the client into one classic script; `--check` only says whether the checked-in bundle is current.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..", "..");
const bundle = join(here, "..", "assets", "kb", "search.js");

// pytest recomputes this hash without node, so a stale bundle is caught on every machine.
function sourceHash() {
  const hash = createHash("sha256");
  const names = readdirSync(here, { recursive: true }).filter((name) => name.endsWith(".mjs"));
  for (const name of names.map((name) => name.split(sep).join("/")).sort()) {
    const text = readFileSync(join(here, name), "utf8").replace(/\r\n/g, "\n");
    hash.update(`${name}\n${text}\n`);
  }
  return hash.digest("hex");
}

const result = await build({
  entryPoints: [join(here, "main.mjs")],
  bundle: true,
  write: false,
  format: "iife",
  target: "es2019",
  minify: true,
  charset: "utf8",
  legalComments: "none",
  banner: { js: `/* Made by "npm run build" from kb/publish/client; sources ${sourceHash()} */` },
});
const text = result.outputFiles[0].text;

if (process.argv.includes("--check")) {
  if (readFileSync(bundle, "utf8") !== text) {
    console.error(`${relative(root, bundle)} is not what its sources give; run "npm run build".`);
    process.exit(1);
  }
} else {
  writeFileSync(bundle, text);
  console.log(`${relative(root, bundle)}: ${Buffer.byteLength(text)} bytes`);
}
