// Bundle the client into classic scripts, one a purpose; `--check` only says whether the checked-in bundles are current.
// bundles.json names the modules of each bundle, so that pytest can tell a stale one without Node.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** Bundle → its first module. Each bundle is loaded only by the pages that need it. */
const BUNDLES = {
  search: "search/ui/main.mjs",
  search_more: "search/ui/extras.mjs",
  shell: "shell/page_shell.mjs",
  tray: "selection/selection_bar.mjs",
  cite: "cite/main.mjs",
  in_place: "case/in_place.mjs",
  compare: "compare/main.mjs",
  submit: "submission/main.mjs",
  form_file: "forms/main.mjs",
  research: "research/main.mjs",
  fit: "fit/main.mjs",
  workshop: "workshop/main.mjs",
  handout: "workshop/document.mjs",
  powerpoint: "office/powerpoint.mjs",
  word: "office/word.mjs",
  poster: "share/poster.mjs",
  reading: "reading/main.mjs",
  save: "shell/save_offline.mjs",
  worker: "shell/service_worker.mjs",
};

/** Bundle → what it hands to another one that loads it on demand. */
const EXPORTED = { search_more: "kbSearchMore", form_file: "kbForms" };

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..");
const assets = join(here, "..", "publish", "assets", "kb");
const read = (name) => readFileSync(join(here, name), "utf8").replace(/\r\n/g, "\n");

const bundled = (first, options) =>
  build({
    entryPoints: [first],
    absWorkingDir: here,
    bundle: true,
    write: false,
    format: "iife",
    target: "es2019",
    minify: true,
    charset: "utf8",
    // Libraries of others keep their names and licences.
    legalComments: "eof",
    ...options,
  });

/** Packages that come with others inside them. */
const WITHIN = { docx: ["fflate", "nanoid"], jszip: ["immediate", "lie", "pako", "setimmediate"] };

/** Our own modules that a bundle is made from, and the packages of others. */
async function inputsOf(first) {
  const { metafile } = await bundled(first, { metafile: true });
  const names = Object.keys(metafile.inputs);
  const packages = names.flatMap((name) => /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(name)?.[1] || []);
  return { modules: names.filter((name) => name.endsWith(".mjs") && !name.includes("node_modules")).sort(), packages };
}

/** What the licences of packages ask to be handed on with them. */
function licencesOf(packages) {
  const held = packages.flatMap((name) => [name, ...(WITHIN[name] || [])]);
  const parts = [...new Set(held)].sort().map((name) => {
    const folder = join(root, "node_modules", name);
    const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
    const text = file ? readFileSync(join(folder, file), "utf8").replace(/\r\n/g, "\n").trim() : "";
    return `${name} ${version} (${license})\n\n${text}\n`;
  });
  return `powerpoint.js and word.js hold these packages.\n\n${parts.join(`\n${"-".repeat(72)}\n\n`)}`;
}

function sourceHash(modules) {
  const hash = createHash("sha256");
  for (const name of modules) hash.update(`${name}\n${read(name)}\n`);
  return hash.digest("hex");
}

const modules = {};
const packages = [];
for (const [name, first] of Object.entries(BUNDLES)) {
  const inputs = await inputsOf(first);
  modules[name] = inputs.modules;
  packages.push(...inputs.packages);
}

const files = {
  [join(here, "bundles.json")]: `${JSON.stringify(modules, null, 2)}\n`,
  [join(assets, "licences.txt")]: licencesOf(packages),
};
for (const [name, first] of Object.entries(BUNDLES)) {
  const { outputFiles } = await bundled(first, {
    // The first search bundle loads the second: both know the second's version, so that a browser never mixes two builds.
    define: { KB_EXTRAS_VERSION: JSON.stringify(sourceHash(modules.search_more).slice(0, 8)) },
    globalName: EXPORTED[name],
    banner: { js: `/* Made by "npm run build" from kb/web/${first}; sources ${sourceHash(modules[name])} */` },
  });
  files[join(assets, `${name}.js`)] = outputFiles[0].text;
}

let stale = 0;
for (const [path, text] of Object.entries(files)) {
  if (!process.argv.includes("--check")) {
    writeFileSync(path, text);
    console.log(`${relative(root, path)}: ${Buffer.byteLength(text)} bytes`);
  } else if (!existsSync(path) || readFileSync(path, "utf8") !== text) {
    console.error(`${relative(root, path)} is not what its sources give; run "npm run build".`);
    stale += 1;
  }
}
process.exit(stale ? 1 : 0);
