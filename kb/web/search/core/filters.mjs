// Understand the value typed after a field: an id, a name, another name; the rules are those of kb/search/query/filters.py.
import { editDistance } from "../../lib/edit_distance.mjs";
import { strip } from "./simple_query.mjs";

/** @typedef {import("../types").Fold} Fold */
/** @typedef {import("../types").Resolved} Resolved */
/** @typedef {{value: string, label: string, others: string[]}} NamedValue A facet's value with its other names. */

/** What a place's name may be typed without. */
const PLACE_SUFFIX = /^(.{2,}?)(?:特别行政区|(?:维吾尔|壮族|回族)?自治区|自治州|自治县|地区|林区|省|市|区|县|盟|旗)$/su;
const BOUND = /^(>=|<=|>|<|=|≥|≤)?\s*([0-9])\s*级?(\+|[及或]?以上)?$/;
/** So many near names are offered in a message. */
const NEAREST = 3;
/** More values than this are not all listed in a message. */
const LISTED = 16;

/** A place's folded name as people say it, without 省, 市, 区 … */
export const withoutPlaceSuffix = (/** @type {string} */ folded) => folded.replace(PLACE_SUFFIX, "$1");

/** The city and the province that a division lies in, or is. @param {string} code */
export const containersOf = (code) => [`${code.slice(0, 4)}00`, `${code.slice(0, 2)}0000`];

/** Leave out what lies in another one of the same name, and what only bears a province's name. @param {string[]} codes */
export function outermost(codes) {
  const provinces = codes.filter((code) => code.endsWith("0000"));
  const isInside = (/** @type {string} */ code) => containersOf(code).some((each) => each !== code && codes.includes(each));
  return provinces.length ? provinces : codes.filter((code) => !isInside(code));
}

class Resolver {
  /**
   * @param {Fold} fold
   * @param {import("./facet_columns.mjs").FacetColumns} facets
   * @param {import("../types").OpenIndex} index
   */
  constructor(fold, facets, index) {
    this.fold = fold;
    this.facets = facets;
    this.index = index;
    this.store = index.store;
  }

  /** What a name of a facet's value is compared by. @param {string} name @param {string} text */
  key(name, text, fold = this.fold) {
    const folded = strip(fold(text).text);
    if (name === "year") return strip(folded.replace(/年$/, ""));
    return name === "region" ? withoutPlaceSuffix(folded) : folded;
  }

  /** @type {import("../types").Resolve} */
  async resolve(name, typed) {
    const facet = (await this.facets.valuesFor({ [name]: [typed] })).find((each) => each.name === name);
    if (!facet) return null;
    const words = (await this.store.load("words"))[name];
    const values = facet.values.map(({ value, label }, place) => ({ value, label, others: words[place] }));
    if (name !== "evidence") return this.named(facet, values, typed);
    const bound = BOUND.exec(strip(this.fold(typed).text));
    if (bound && (bound[1] || bound[3])) {
      const levels = within(values, bound[1] || ">=", Number(bound[2]));
      return levels.length ? { values: levels } : this.nothingCalled(facet, values, typed); // no level is not no filter
    }
    const found = await this.named(facet, values, bound ? bound[2] : typed);
    return found.values ? { values: within(values, ">=", Math.min(...found.values.map(Number))) } : found;
  }

  /**
   * The values called as typed.
   * @param {import("../types").Facet} facet @param {NamedValue[]} values @param {string} typed
   * @returns {Promise<NonNullable<Resolved>>}
   */
  async named(facet, values, typed) {
    const { name, listed } = facet;
    const wanted = this.key(name, typed);
    const names = values.map(({ value, label: shown, others }) => [value, shown, ...others].map((each) => this.key(name, each)));
    let found = values.filter((_, at) => names[at].includes(wanted));
    // Nobody knows a source's full title by heart.
    if (!found.length && !listed && wanted) found = values.filter((_, at) => names[at].some((each) => each.includes(wanted)));
    if (found.length) return { values: found.map(({ value }) => value) };
    const places = name === "region" ? await this.placesWithoutCases(typed) : [];
    if (places.length) return { values: places };
    return this.nothingCalled(facet, values, typed);
  }

  /** @param {import("../types").Facet} facet @param {NamedValue[]} values @param {string} typed */
  nothingCalled({ name, label }, values, typed) {
    return { message: `${label}里没有“${typed}”。${this.suggestion(name, values, this.key(name, typed))}` };
  }

  /** Divisions that exist but have no case: a right question with no answer yet. @param {string} typed */
  async placesWithoutCases(typed) {
    const { fold: table, names, short } = await this.store.load("places");
    const more = this.index.foldWith(table);
    const fold = (/** @type {string} */ text) => more(this.fold(text).text);
    const wanted = this.key("region", typed, fold);
    const keys = (/** @type {string} */ code, /** @type {string} */ name) => [code, this.key("region", name, fold), short[code], short[code] + name.slice(-1)];
    const known = Object.entries(names).filter(([code, name]) => keys(code, name).includes(wanted));
    return outermost(known.map(([code]) => code).sort());
  }

  /** @param {string} name @param {NamedValue[]} values @param {string} wanted */
  suggestion(name, values, wanted) {
    /** @type {Map<string, string>} */
    const labels = new Map();
    for (const { label, others } of values) for (const each of [label, ...others]) labels.set(this.key(name, each), label);
    const near = nearestNames(wanted, [...labels.keys()]).map((key) => labels.get(key));
    for (const [key, label] of labels) if (wanted && (key.includes(wanted) || wanted.includes(key))) near.push(label);
    if (near.length) return `您是不是要找${[...new Set(near)].slice(0, NEAREST).map((label) => `“${label}”`).join("、")}？`;
    if (values.length <= LISTED) return `可以用：${values.map(({ label }) => label).join("、")}。`;
    return "请写词表里的名称、编号，或者行政区划的名称、代码。";
  }
}

/**
 * The names nearest to a word, of those with which it shares at least half.
 * @param {string} word @param {string[]} names
 */
function nearestNames(word, names) {
  const chars = [...word];
  const far = names.map((name) => {
    const other = [...name];
    return { name, distance: editDistance(chars, other), length: Math.max(chars.length, other.length) };
  });
  const near = far.filter(({ distance, length }) => 2 * distance <= length).sort((one, other) => one.distance - other.distance);
  return near.slice(0, NEAREST).map(({ name }) => name);
}

/**
 * The levels within a bound.
 * @param {NamedValue[]} values @param {string} sign @param {number} bound
 */
function within(values, sign, bound) {
  const fits = (/** @type {number} */ level) => (level === bound ? !"<>".includes(sign) : sign !== "=" && level > bound === [">", ">=", "≥"].includes(sign));
  return values.map(({ value }) => value).filter((value) => fits(Number(value)));
}

/**
 * Return a function that finds a facet's values by what was typed.
 * @param {Fold} fold
 * @param {import("./facet_columns.mjs").FacetColumns} facets
 * @param {import("../types").OpenIndex} index
 * @returns {import("../types").Resolve}
 */
export function makeResolver(fold, facets, index) {
  const resolver = new Resolver(fold, facets, index);
  return (name, typed) => resolver.resolve(name, typed);
}
