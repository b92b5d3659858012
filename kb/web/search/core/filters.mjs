// Understand the value typed after a field: an id, a name, another name; the rules are those of kb/search/query/filters.py.
import { makeFold, readFoldTable } from "./fold.mjs";
import { closeMatches } from "../../lib/close_matches.mjs";
import { strip } from "./simple_query.mjs";

/** What a place's name may be typed without. */
const PLACE_SUFFIX = /^(.{2,}?)(?:特别行政区|(?:维吾尔|壮族|回族)?自治区|自治州|自治县|地区|省|市|区|县|盟|旗)$/su;
const BOUND = /^(>=|<=|>|<|=|≥|≤)?\s*([0-9])\s*级?(\+|[及或]?以上)?$/;
/** More values than this are not all listed in a message. */
const LISTED = 16;

/** A place's folded name as people say it, without 省, 市, 区 … */
export const withoutPlaceSuffix = (folded) => folded.replace(PLACE_SUFFIX, "$1");

class Resolver {
  constructor(fold, facets, store) {
    this.fold = fold;
    this.facets = facets;
    this.store = store;
  }

  key(name, text, fold = this.fold) {
    const folded = strip(fold(text).text);
    if (name === "year") return strip(folded.replace(/年$/, ""));
    return name === "region" ? withoutPlaceSuffix(folded) : folded;
  }

  /** Return `{values}`, `{message}` when the facet has no such value, or null when there is no such facet. */
  async resolve(name, typed) {
    const facet = (await this.facets.valuesFor({ [name]: [typed] })).find((each) => each.name === name);
    if (!facet) return null;
    const words = (await this.store.load("words"))[name];
    const values = facet.values.map(({ value, label }, place) => ({ value, label, others: words[place] }));
    if (name !== "evidence") return this.named(facet, values, typed);
    const bound = BOUND.exec(strip(this.fold(typed).text));
    if (bound && (bound[1] || bound[3])) return within(values, bound[1] || ">=", Number(bound[2]));
    const found = await this.named(facet, values, bound ? bound[2] : typed);
    return found.values ? within(values, ">=", Math.min(...found.values.map(Number))) : found;
  }

  async named({ name, label, listed }, values, typed) {
    const wanted = this.key(name, typed);
    const names = values.map(({ value, label: shown, others }) => [value, shown, ...others].map((each) => this.key(name, each)));
    let found = values.filter((_, at) => names[at].includes(wanted));
    // Nobody knows a source's full title by heart.
    if (!found.length && !listed && wanted) found = values.filter((_, at) => names[at].some((each) => each.includes(wanted)));
    if (found.length) return { values: found.map(({ value }) => value) };
    const places = name === "region" ? await this.placesWithoutCases(typed) : [];
    if (places.length) return { values: places };
    return { message: `${label}里没有“${typed}”。${this.suggestion(name, values, wanted)}` };
  }

  /** Divisions that exist but have no case: a right question with no answer yet. */
  async placesWithoutCases(typed) {
    const { fold: table, names } = await this.store.load("places");
    const more = makeFold(readFoldTable(table));
    const fold = (text) => more(this.fold(text).text);
    const wanted = this.key("region", typed, fold);
    const known = Object.entries(names).filter(([code, name]) => wanted === code || wanted === this.key("region", name, fold));
    return known.map(([code]) => code);
  }

  suggestion(name, values, wanted) {
    const labels = new Map();
    for (const { label, others } of values) for (const each of [label, ...others]) labels.set(this.key(name, each), label);
    const near = closeMatches(wanted, [...labels.keys()]).map((key) => labels.get(key));
    for (const [key, label] of labels) if (wanted && (key.includes(wanted) || wanted.includes(key))) near.push(label);
    if (near.length) return `您是不是要找${[...new Set(near)].slice(0, 3).map((label) => `“${label}”`).join("、")}？`;
    if (values.length <= LISTED) return `可以用：${values.map(({ label }) => label).join("、")}。`;
    return "请写词表里的名称、编号，或者行政区划的名称、代码。";
  }
}

function within(values, sign, bound) {
  const fits = (level) => (level === bound ? !"<>".includes(sign) : sign !== "=" && level > bound === [">", ">=", "≥"].includes(sign));
  return { values: values.map(({ value }) => value).filter((value) => fits(Number(value))) };
}

/** Return a function that finds a facet's values by what was typed. */
export function makeResolver(fold, facets, store) {
  const resolver = new Resolver(fold, facets, store);
  return (name, typed) => resolver.resolve(name, typed);
}
