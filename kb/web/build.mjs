// Bundle the client into classic scripts, one a purpose; `--check` only says whether the checked-in bundles are current.
// Names on the command line ("tray") restrict the work to those bundles.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join, posix, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** Bundle → its first module. Each bundle is loaded only by the pages that need it. */
const BUNDLES = {
  search: "search/ui/main.mjs",
  frame: "shell/page_shell.mjs",
  search_more: "search/core/search_extras.mjs",
  tray: "selection/selection_bar.mjs",
  cite: "cite/main.mjs",
  compare: "compare/main.mjs",
  submit: "submission/main.mjs",
  self_check: "self_check/main.mjs",
  workshop: "workshop/main.mjs",
  worker: "shell/service_worker.mjs",
};

/** A bundle that is loaded on top of another, whose modules it does not repeat. */
const ON_TOP = { search_more: "search" };

/** Where the lower bundle leaves what the upper one uses of its modules, and where the upper one leaves its exports. */
const SHARED = "kbSearchShared";
const FURTHER = "kbSearchMore";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..");
const bundlePath = (name) => join(here, "..", "publish", "assets", "kb", `${name}.js`);
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

/** What the upper bundle's own modules import from modules that the lower bundle has: module → names. */
function sharedNames(lower, upper) {
  const below = new Set(modulesOf(lower));
  const names = new Map();
  for (const own of modulesOf(upper).filter((name) => !below.has(name))) {
    for (const [, list, target] of read(own).matchAll(/^import\s*\{([^}]*)\}\s*from "(\.[^"]+)";/gm)) {
      const name = posix.join(posix.dirname(own), target);
      if (!below.has(name)) continue;
      const wanted = list.split(",").map((each) => each.trim()).filter(Boolean);
      names.set(name, [...new Set([...(names.get(name) || []), ...wanted])].sort());
    }
  }
  return new Map([...names].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** What a bundle that another is put on top of begins with: its own first module, and all names the other one uses. */
function givingAway(first, shared) {
  const lines = [`import "./${first}";`];
  const all = [];
  for (const [name, wanted] of shared) {
    for (const each of wanted) {
      lines.push(`import { ${each} as s${all.length} } from "./${name}";`);
      all.push(`s${all.length}`);
    }
  }
  return [...lines, `window.${SHARED} = [${all}];`].join("\n");
}

/** Let modules of the lower bundle be what that bundle gave away. */
function takingFrom(shared) {
  const all = [...shared].flatMap(([name, wanted]) => wanted.map((each) => `${name} ${each}`));
  return {
    name: "shared",
    setup(builder) {
      builder.onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
        const name = relative(here, join(resolveDir, path)).split("\\").join("/");
        return shared.has(name) ? { path: name, namespace: "shared" } : null;
      });
      builder.onLoad({ filter: /.*/, namespace: "shared" }, ({ path }) => ({
        contents: shared.get(path).map((name) => `export const ${name} = window.${SHARED}[${all.indexOf(`${path} ${name}`)}];`).join("\n"),
      }));
    },
  };
}

async function bundled(bundle) {
  const first = BUNDLES[bundle];
  const upper = Object.keys(ON_TOP).find((name) => name === bundle || ON_TOP[name] === bundle);
  const pair = upper && [BUNDLES[ON_TOP[upper]], BUNDLES[upper]];
  const shared = pair && sharedNames(...pair);
  const entry =
    upper && upper !== bundle
      ? { stdin: { contents: givingAway(first, shared), resolveDir: here } }
      : { entryPoints: [join(here, first)] };
  const result = await build({
    ...entry,
    bundle: true,
    write: false,
    format: "iife",
    target: "es2019",
    minify: true,
    charset: "utf8",
    legalComments: "none",
    // Both bundles of a pair name the same sources, so that a browser never mixes two builds of them.
    define: pair ? { KB_SOURCES: JSON.stringify(createHash("sha256").update(pair.map(sourceHash).join()).digest("hex").slice(0, 8)) } : {},
    ...(upper === bundle ? { globalName: FURTHER, plugins: [takingFrom(shared)] } : {}),
    banner: { js: `/* Made by "npm run build" from kb/web/${first}; sources ${sourceHash(first)} */` },
  });
  return result.outputFiles[0].text;
}

const named = process.argv.slice(2).filter((word) => !word.startsWith("--"));
let stale = 0;
for (const name of named.length ? named : Object.keys(BUNDLES)) {
  const path = bundlePath(name);
  const text = await bundled(name);
  if (!process.argv.includes("--check")) {
    writeFileSync(path, text);
    console.log(`${relative(root, path)}: ${Buffer.byteLength(text)} bytes`);
  } else if (readFileSync(path, "utf8") !== text) {
    console.error(`${relative(root, path)} is not what its sources give; run "npm run build".`);
    stale += 1;
  }
}
process.exit(stale ? 1 : 0);
