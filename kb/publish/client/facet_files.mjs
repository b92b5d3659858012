// Read facets: their values, and for each document the places of the values it has.
import { Reader } from "./rows.mjs";
import { turns } from "./turns.mjs";

/** Turn a column into one array of places a document, what contains a place included; equal cells share an array. */
function readColumn({ column, width, values }, size) {
  const known = new Map();
  const read = (cell) => {
    const reader = new Reader(cell);
    const places = new Set();
    while (!reader.done) {
      let place = 0;
      for (let digit = 0; digit < width; digit += 1) place = place * 90 + reader.symbol();
      for (; place >= 0; place = values[place].parent) places.add(place);
    }
    return [...places];
  };
  const cells = size ? column.split("!") : [];
  return cells.map((cell) => {
    if (!known.has(cell)) known.set(cell, read(cell));
    return known.get(cell);
  });
}

function readFacet(raw, size) {
  const values = raw.values.map(([value, label, parent]) => ({ value, label, parent }));
  const { name, label, nested, listed } = raw;
  return { name, label, nested, listed, values, column: readColumn({ ...raw, values }, size) };
}

/** Gives the facets, the finer ones only when a query narrows by them. */
export class FacetFiles {
  constructor(core, store) {
    this.size = core.size;
    this.store = store;
    this.outer = null;
    this.full = null;
  }

  async read(name) {
    const facets = [];
    const takeTurns = turns();
    for (const raw of await this.store.load(name)) {
      facets.push(readFacet(raw, this.size));
      await takeTurns();
    }
    return facets;
  }

  /** Return the listed facets and those narrowed by; the latter with the values that lie within others. */
  async facetsFor(filters) {
    if (!this.outer) this.outer = this.read("facets");
    const outer = await this.outer;
    const listed = new Map(outer.map((facet) => [facet.name, facet]));
    const isFiner = (name) => !listed.has(name) || listed.get(name).nested;
    if (!Object.keys(filters).some(isFiner)) return outer;
    if (!this.full) this.full = this.read("within");
    const full = await this.full;
    const finer = new Map(full.filter(({ name }) => filters[name]).map((facet) => [facet.name, facet]));
    return [...outer.map((facet) => finer.get(facet.name) || facet), ...[...finer.values()].filter(({ listed: is }) => !is)];
  }
}
