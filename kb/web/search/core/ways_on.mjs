// Say what helps where something is missing: near places with cases, cases whose sources do not say (kb/search/query/ways_on.py).
import { containersOf, withoutPlaceSuffix } from "./filters.mjs";
import { wordRuns } from "./phrases.mjs";

/** So many near places are offered. */
const OFFERED = 5;
const UNKNOWN = "unknown";

/**
 * The smallest places that contain these and have cases, or else the provinces that border on them.
 * @param {string[]} codes @param {import("./places.mjs").Divisions} divisions
 */
function nearPlaces(codes, divisions) {
  const near = codes.flatMap((code) => {
    const above = containersOf(code).filter((each) => each !== code && divisions.casesIn(each));
    if (above.length) return above.slice(0, 1);
    const pairs = divisions.borders.split(" ").map((pair) => pair.split("-"));
    const beside = pairs.filter((pair) => pair.includes(code.slice(0, 2))).flat().filter((each) => each !== code.slice(0, 2));
    return beside.sort().map((each) => `${each}0000`).filter((each) => divisions.casesIn(each));
  });
  return [...new Set(near)].slice(0, OFFERED);
}

/**
 * A division's name after those of what contains it; of several, what they are all called.
 * @param {string[]} codes @param {Record<string, string>} names
 */
function fullName(codes, names) {
  const called = new Set(codes.map((code) => withoutPlaceSuffix(names[code])));
  if (codes.length > 1 && called.size === 1) return `叫“${[...called][0]}”的地方`;
  const path = (/** @type {string} */ code) => [...containersOf(code).reverse(), code].map((each) => names[each] || "");
  return codes.slice(0, OFFERED).map((code) => [...new Set(path(code))].join("")).join("、");
}

/**
 * The places to speak of: those missing, a city or province that is all of the query, and what is narrowed by in vain.
 * @param {string} asked @param {import("../types").Missing} missing @param {import("../types").Filters} filters
 * @param {import("./places.mjs").Divisions} divisions
 */
async function placesMeant(asked, missing, filters, divisions) {
  const places = [...missing.places];
  const runs = wordRuns(asked);
  if (runs.length === 1 && !places.length) {
    await divisions.open();
    if (divisions.mentioned.has(runs[0])) await divisions.open({ names: true });
    const codes = divisions.mentioned.has(runs[0]) ? divisions.codesByName.get(runs[0]) || [] : [];
    if (codes.length) places.push({ codes, isMentioned: true });
  }
  const wanted = filters.region || [];
  if (wanted.length) await divisions.open({ names: true });
  const known = new Set(Object.keys(divisions.names));
  const chosen = wanted.filter((code) => known.has(code));
  if (chosen.length && !chosen.some((code) => divisions.casesIn(code))) places.push({ codes: chosen, isMentioned: false });
  if (places.length) await divisions.open({ names: true });
  const seen = new Set();
  return places.filter((place) => !seen.has(JSON.stringify(place)) && seen.add(JSON.stringify(place)));
}

/**
 * Promise the ways on from a query that found `total` cases under these filters.
 * @param {object} query
 * @param {string} query.asked Its folded text without question words.
 * @param {import("../types").Missing} query.missing
 * @param {import("../types").ParsedQuery} query.parsed
 * @param {import("../types").Filters} query.filters
 * @param {number} query.total
 * @param {(word: string) => string} query.asTyped
 * @param {(wanted: string[]) => Promise<import("../types").Counts>} counts
 * @param {() => Promise<string | null>} suggestion
 * @param {(asked: string) => Promise<boolean>} isScattered
 * @param {import("./places.mjs").Divisions} divisions
 * @returns {Promise<import("../types").WaysOn>}
 */
export async function waysOn({ asked, missing, parsed, filters, total, asTyped }, counts, suggestion, isScattered, divisions) {
  /** @type {string[]} */
  const notes = [];
  /** @type {import("../types").Offer[]} */
  const offers = [];
  const places = await placesMeant(asked, missing, filters, divisions);
  for (const { codes, isMentioned } of places) {
    const name = (/** @type {string[]} */ of) => fullName(of, divisions.names);
    const near = nearPlaces(codes, divisions).map((code) => ({ code, label: `${name([code])}（${divisions.casesIn(code)} 个）` }));
    const elsewhere = total ? (isMentioned ? "，下面的只是提到它" : "，下面是别处的") : "";
    const offered = near.length ? `附近有案例的地方：${near.map(({ label }) => label).join("、")}。` : "";
    notes.push(`${name(codes)}还没有案例${elsewhere}。${offered}您知道那里的做法，欢迎写成案例投稿。`);
    for (const { code, label } of near) offers.push({ label, text: missing.rest.trim(), filters: { ...filters, region: [code] } });
  }
  const narrowed = Object.keys(filters).filter((name) => filters[name].length && !filters[name].includes(UNKNOWN));
  const counted = narrowed.length ? await counts(narrowed) : {};
  const labels = narrowed.length ? await divisions.facets.valuesFor({}) : [];
  for (const { name, label } of labels.filter((facet) => narrowed.includes(facet.name))) {
    const unknown = (counted[name] || []).find(({ value }) => value === UNKNOWN);
    if (!unknown || !unknown.count) continue;
    const text = [parsed.text.trim(), ...parsed.excluded.map((word) => `-“${word}”`)].join(" ").trim();
    notes.push(`另有 ${unknown.count} 个案例没有写明${label}。`);
    offers.push({ label: `没有写明${label}的 ${unknown.count} 个案例`, text, filters: { ...filters, [name]: [UNKNOWN] } });
  }
  const word = missing.rest.trim();
  if (total && !missing.words.length && (await isScattered(word)) && !(await suggestion())) {
    notes.push(`没有案例连着写“${asTyped(word)}”，下面是写到其中几个字的。`);
  } else if (!total && !missing.words.length && !notes.length && !(await suggestion())) {
    const remedies = [parsed.text.trim() && "换个说法", Object.values(filters).some((values) => values.length) && "去掉一些筛选条件"];
    notes.push(`没有找到相关案例。${remedies.filter(Boolean).join("，或者") || "换个说法"}再试。`);
  }
  return { notes, offers, invites: places.length > 0 };
}
