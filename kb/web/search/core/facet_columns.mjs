// Read facets: their values, and for each document the places of the values it has (kb/publish/search_index/facets.py).
import { Reader } from "./postings.mjs";
import { makeYieldIfBusy } from "../../lib/scheduling.mjs";

/** @typedef {import("../types").Facet} Facet */
/** @typedef {import("../types").Filters} Filters */
/** @typedef {Facet & {mentioned: string[], readColumn: () => Promise<number[][]>}} LazyFacet A facet whose column is read when it is wanted. */

/**
 * Turn a column into one array of places a document, what contains a place included; equal cells share an array.
 * @param {import("../types").ColumnFile} file
 * @param {import("../types").FacetValue[]} values
 * @param {number} size
 */
async function readColumn([cells, together, text], values, size) {
  const whole = cells.map((cell) => {
    /** @type {Set<number>} */
    const places = new Set();
    for (let place of cell) for (; place >= 0; place = values[place].parent) places.add(place);
    return [...places];
  });
  const reader = new Reader(text);
  /** @type {number[][]} */
  const column = [];
  const yieldIfBusy = makeYieldIfBusy();
  while (column.length < size) {
    if (!together) column.push(whole[reader.fixed(2)]);
    else {
      let group = reader.symbol();
      for (let left = Math.min(together, size - column.length); left > 0; left -= 1) {
        column.push(whole[group % cells.length]);
        group = Math.floor(group / cells.length);
      }
    }
    if (column.length % 1000 === 0) await yieldIfBusy();
  }
  return column;
}

/** Gives the facets, the finer ones only when a query narrows by them, and their columns only where they are wanted. */
export class FacetColumns {
  /** @param {import("../types").Core} core @param {import("../types").Store} store */
  constructor(core, store) {
    this.size = core.size;
    this.store = store;
    /** @type {Map<string, Promise<LazyFacet[]>>} */
    this.files = new Map();
  }

  /**
   * The facets of a file; `letter` names the folder of those columns that are not in it.
   * @param {"facets" | "within"} file @param {"f" | "w"} letter
   */
  described(file, letter) {
    let reading = this.files.get(file);
    if (!reading) {
      reading = this.store.load(file).then((all) => all.map((raw) => this.describe(raw, letter)));
      // What could not be loaded is asked for again the next time.
      reading.catch(() => this.files.delete(file));
      this.files.set(file, reading);
    }
    return reading;
  }

  /** @param {import("../types").FacetFile} raw @param {"f" | "w"} letter @returns {LazyFacet} */
  describe(raw, letter) {
    const values = raw.values.map(([value, label, parent]) => ({ value, label, parent }));
    const { name, label, nested, listed, used } = raw;
    /** @type {number[][] | null} */
    let column = null;
    const readIt = async () => {
      if (!column) column = await readColumn(raw.column || (await this.store.load(`${letter}/${name}`)), values, this.size);
      return column;
    };
    return { name, label, nested, listed, values, used, mentioned: raw.mentioned || [], readColumn: readIt };
  }

  /**
   * The listed facets and those narrowed by, without columns; the latter with the values within others, too.
   * @param {Filters} filters
   */
  async valuesFor(filters) {
    const outer = await this.described("facets", "f");
    const listed = new Map(outer.map((facet) => [facet.name, facet]));
    const isFiner = (/** @type {string} */ name) => (listed.get(name) || { nested: true }).nested;
    if (!Object.keys(filters).some(isFiner)) return outer;
    const full = await this.described("within", "w");
    const finer = new Map(full.filter(({ name }) => filters[name]).map((facet) => [facet.name, facet]));
    return [...outer.map((facet) => finer.get(facet.name) || facet), ...[...finer.values()].filter(({ listed: is }) => !is)];
  }

  /**
   * The same with columns, and of those not narrowed by only the wanted ones; without `wanted` all.
   * @param {Filters} filters
   * @param {string[] | null} [wanted]
   * @returns {Promise<import("../types").FacetColumn[]>}
   */
  async facetsFor(filters, wanted = null) {
    const all = await this.valuesFor(filters);
    const shown = all.filter(({ name }) => !wanted || wanted.includes(name) || filters[name]);
    return Promise.all(shown.map(async (facet) => ({ ...facet, column: await facet.readColumn() })));
  }

  /** Everything that a value of a facet is called. @returns {Promise<string[]>} */
  async names() {
    const [outer, within, words] = await Promise.all([this.store.load("facets"), this.store.load("within"), this.store.load("words")]);
    const all = await this.valuesFor(Object.fromEntries([...outer, ...within].map(({ name }) => [name, ["0"]])));
    return all.flatMap(({ name, values }) => values.flatMap(({ label }, place) => [label, ...words[name][place]]));
  }
}
