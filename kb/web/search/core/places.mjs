// Find the divisions that a query names, in characters or in pinyin; the rules are those of kb/search/query/places.py.
import { isUnigram } from "./analyzer.mjs";
import { outermost, withoutPlaceSuffix } from "./filters.mjs";
import { documentsInAll } from "./postings.mjs";
import { allSyllables, pairsOf } from "./syllables.mjs";
import { LATIN } from "./unseen_terms.mjs";

/** @typedef {(term: string) => boolean} Held */

const LONGEST_NAME = 12;
/** How what a name ends in is typed. @type {Record<string, string>} */
const KINDS = { 省: "sheng", 市: "shi", 县: "xian", 区: "qu", 州: "zhou", 旗: "qi", 盟: "meng" };

/** Tells of a division, by code, how many cases lie in it. */
export class Divisions {
  /** @param {import("./facet_columns.mjs").FacetColumns} facets @param {import("../types").Store} store */
  constructor(facets, store) {
    this.facets = facets;
    this.store = store;
    /** @type {Map<string, number>} */
    this.counts = new Map();
    /** @type {Record<string, string>} */
    this.names = {};
    this.hasPlaces = false;
    /** Names of cities and provinces without cases that some case perhaps mentions. @type {Set<string>} */
    this.mentioned = new Set();
    this.borders = "";
    /** @type {Map<string, string[]>} */
    this.codesByName = new Map();
    /** Readings of names, by the letters these are typed with, with their divisions. @type {Map<string, Map<string, string[]>>} */
    this.codesByLetters = new Map();
  }

  /** Load counts; and all names, where they are wanted. */
  async open({ names = false } = {}) {
    const region = (await this.facets.facetsFor({ region: [""] }, ["region"])).find(({ name }) => name === "region");
    if (!region) return this;
    this.hasPlaces = true;
    this.mentioned = new Set((await this.facets.valuesFor({ region: [""] })).flatMap(({ mentioned }) => mentioned));
    this.counts = new Map();
    for (const places of region.column) {
      for (const place of places) {
        const code = region.values[place].value;
        this.counts.set(code, (this.counts.get(code) || 0) + 1);
      }
    }
    if (!names || this.codesByName.size) return this;
    const table = await this.store.load("places");
    this.names = table.names;
    this.borders = table.borders;
    for (const code of Object.keys(this.names).sort()) {
      const [name, short] = [this.names[code], table.short[code] || this.names[code]];
      // People say 凉山州 of 凉山彝族自治州.
      for (const each of new Set([name, withoutPlaceSuffix(name), short, short === name ? short : short + name.slice(-1)])) {
        this.codesByName.set(each, [...(this.codesByName.get(each) || []), code]);
      }
    }
    this.readLetters(table.pinyin.split(" "));
    for (const [name, codes] of this.codesByName) this.codesByName.set(name, outermost(codes));
    return this;
  }

  /** Whether a division is called so; all names are loaded only for what may be one. @param {string} run */
  async isName(run) {
    if (KINDS[run.slice(-1)]) await this.open({ names: true });
    return this.codesByName.has(run);
  }

  casesIn(/** @type {string} */ code) {
    return this.counts.get(code) || 0;
  }

  /**
   * The names of divisions in a run that begin with a pair that nothing holds, the longest at each place.
   * @param {string} run @param {Held} held
   */
  namesIn(run, held) {
    const chars = [...run];
    const found = [];
    for (let at = 0; at + 1 < chars.length; at += 1) {
      if (held(chars[at] + chars[at + 1])) continue;
      for (let length = Math.min(LONGEST_NAME, chars.length - at); length > 1; length -= 1) {
        const name = chars.slice(at, at + length).join("");
        const codes = this.codesByName.get(name);
        // Within other words the two characters of a county, as 东区, may mean anything.
        if (codes && (length > 2 || name === run || codes.some((code) => code.endsWith("00")))) {
          found.push(name);
          at += length - 1;
          break;
        }
      }
    }
    return found;
  }

  /** Note by which letters divisions are typed. @param {string[]} readings How their names are read, in the order of their codes. */
  readLetters(readings) {
    for (const [at, code] of Object.keys(this.names).sort().entries()) {
      const kind = KINDS[this.names[code].slice(-1)] || "";
      const letters = readings[at].replace(/'/g, "");
      // Who has no ü types v, u or yu.
      const spelt = letters ? ["v", "u", "yu"].map((sign) => letters.replace(/v/g, sign)) : [];
      for (const each of new Set([...spelt, ...spelt.map((one) => one + kind)])) {
        const known = this.codesByLetters.get(each) || new Map();
        known.set(readings[at], [...(known.get(readings[at]) || []), code]);
        this.codesByLetters.set(each, known);
      }
    }
  }

  /**
   * What is typed in letters and is the pinyin of divisions that no case lies in or mentions, with the codes of these.
   * @param {string} folded @param {Held} held @param {import("../types").OpenIndex} index
   */
  async spelledIn(folded, held, { store, terms }) {
    /** @type {[string, string[]][]} */
    const found = [];
    const syllables = await allSyllables(store);
    for (const match of folded.matchAll(LATIN)) {
      const [run] = match;
      const words = [...run.matchAll(/[a-z]+/g)];
      const around = [...folded.slice(0, match.index)].slice(-1).concat([...folded.slice(match.index + run.length)].slice(0, 1));
      const isAlone = words.length === 1 && !around.some(isUnigram);
      for (let start = 0; start < words.length; start += 1) {
        // A syllable beside others, or beside characters, is that syllable first.
        const least = !isAlone && syllables.has(words[start][0]) ? start + 1 : start;
        for (let end = words.length; end > least; end -= 1) {
          const letters = words.slice(start, end).map(([word]) => word).join("");
          const codes = await this.codesInVain(letters, held, terms);
          if (!codes.length) continue;
          const last = words[end - 1];
          found.push([run.slice(words[start].index, last.index + last[0].length), codes]);
          start = end - 1;
          break;
        }
      }
    }
    return found;
  }

  /** @param {string} letters @param {Held} held @param {import("./term_store.mjs").TermStore} terms */
  async codesInVain(letters, held, terms) {
    const read = this.codesByLetters.get(letters) || new Map();
    /** @type {string[]} */
    const codes = [...read.values()].flat();
    if (!codes.length || held(letters) || codes.some((code) => this.casesIn(code))) return [];
    for (const reading of read.keys()) {
      const pairs = pairsOf(reading.split("'"));
      const rows = await terms.findAll(pairs);
      if (documentsInAll(pairs.map((pair) => rows.get(pair))).length) return [];
    }
    return codes;
  }
}
