// Read what Python wrote for the tests of both sides.
import { readFileSync } from "node:fs";

/** @param {string} path From the root of the repository. @returns {any} */
const readJson = (path) => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), "utf8"));

/** @param {string} name */
export const fixture = (name) => readJson(`tests/fixtures/${name}.json`);

export const foldTable = () => readJson("kb/search/text/tables/fold.json");
