// Find the places that people may mean, as kb/content/regions.py does.

/** @typedef {[code: string, name: string, ...rest: unknown[]]} Named */

export class Regions {
  /** @param {Named[]} regions @param {Record<string, string>} patterns */
  constructor(regions, patterns) {
    this.names = new Map(regions.map(([code, name]) => /** @type {[string, string]} */ ([code, name])));
    this.kind = new RegExp(patterns.kindOfPlace, "u");
    this.between = new RegExp(patterns.betweenPlaces, "gu");
  }

  /** Return the codes that people may mean: a code, a name, or a name behind those of what contains it. @param {string} typed */
  meant(typed) {
    const said = typed.replace(this.between, "");
    if (this.names.has(said)) return [said];
    const exact = [];
    const short = [];
    const begun = [];
    for (const [code, name] of this.names) {
      const brief = this.short(name);
      if (said.endsWith(name) && this.isChain(said.slice(0, -name.length), code)) exact.push(code);
      else if (said.endsWith(brief) && this.isChain(said.slice(0, -brief.length), code)) short.push(code);
      if (said && name.startsWith(said)) begun.push(code);
    }
    const found = [exact, short, begun].find((one) => one.length) || [];
    // 芜湖 is the city first; its county of the same name has to be asked for in full.
    const above = found.filter((code) => code.endsWith("00"));
    return found.length > 1 && above.length === 1 ? above : found;
  }

  /** Return a name without what kind of place it is: 芜湖 of 芜湖市. @param {string} name */
  short(name) {
    return [...name].length > 2 ? name.replace(this.kind, "") : name;
  }

  /** Tell whether the words name what contains a division, in order, each by its full or its short name. @param {string} words @param {string} code */
  isChain(words, code) {
    let said = words;
    for (const parent of new Set([`${code.slice(0, 2)}0000`, `${code.slice(0, 4)}00`])) {
      const name = parent === code ? undefined : this.names.get(parent);
      const begun = name && [name, this.short(name)].find((one) => said.startsWith(one));
      if (begun) said = said.slice(begun.length);
    }
    return !said;
  }
}
