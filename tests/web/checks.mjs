// What Python recorded in tests/fixtures, the client must read, analyse and answer alike; runs under Node and in a browser.
import { analyze, queryTerms, termWeight } from "../../kb/web/search/core/analyzer.mjs";
import { openEngine } from "../../kb/web/search/core/engine.mjs";
import { makeFold, readFoldTable } from "../../kb/web/search/core/fold.mjs";
import { FrequentTerms } from "../../kb/web/search/core/frequent_terms.mjs";
import { ANALYZER_VERSION, FORMAT_VERSION } from "../../kb/web/search/core/index_loader.mjs";
import { Reader, readPostings, shardOf } from "../../kb/web/search/core/postings.mjs";
import { typedTerms } from "../../kb/web/search/core/pinyin.mjs";
import { FIELD_NAMES } from "../../kb/web/search/core/query.mjs";

/** Throw unless both are the same as JSON. @param {unknown} found @param {unknown} expected @param {string} label */
function same(found, expected, label) {
  const [one, other] = [JSON.stringify(found), JSON.stringify(expected)];
  if (one !== other) throw new Error(`${label}\n  found    ${one}\n  expected ${other}`);
}

/** @param {unknown} condition @param {string} label */
function holds(condition, label) {
  if (!condition) throw new Error(label);
}

/** Repeat the offsets of characters that JavaScript counts as two. @param {string} folded @param {number[]} offsets */
const byUnit = (folded, offsets) => [...folded].flatMap((char, at) => Array(char.length).fill(offsets[at]));

/** @param {string} text @param {import("../../kb/web/search/types").Fold} fold */
const weightedTerms = (text, fold) => queryTerms(text, fold).map((term) => [term, termWeight(term)]);

/** Texts fold and analyse as in Python. @param {any} fixture analysis.json @param {any} table The fold table. */
export function checkAnalysis(fixture, table) {
  const fold = makeFold(readFoldTable(table));
  same(ANALYZER_VERSION, fixture.analyzer_version, "analyzer version");
  for (const { text, folded, starts, ends, occurrences, query_terms } of fixture.cases) {
    same(fold(text), { text: folded, starts: byUnit(folded, starts), ends: byUnit(folded, ends) }, text);
    same(analyze(text, fold), occurrences, text);
    same(weightedTerms(text, fold), query_terms, text);
  }
}

/** An engine on an index given as data; returns the names of the files it loads, too. @param {any} files */
export async function engineOn(files) {
  const loaded = new Set();
  const load = async (/** @type {string} */ name) => (loaded.add(name), files[name]);
  const extras = () => import("../../kb/web/search/core/extras.mjs");
  return { engine: await openEngine(/** @type {any} */ ({ load }), extras), loaded };
}

/** @param {import("../../kb/web/search/types").Hit} hit */
const shown = ({ id, score, snippet, highlights }) => [id, score, snippet, highlights];

/** Queries are answered as in Python. @param {any} fixture ranking.json and its like @param {any} files Its browser index. */
export async function checkAnswers(fixture, files) {
  const { engine } = await engineOn(files);
  same(files.core.format, FORMAT_VERSION, "format version");
  same(FIELD_NAMES, fixture.field_names, "names of fields");
  for (const expected of fixture.cases) {
    const { query, filters, limit, offset } = expected;
    const answer = await engine.search({ text: query, filters, limit, offset });
    const counts = Object.entries(await answer.facets());
    const suggestion = await answer.suggestion();
    const waysOn = await answer.waysOn();
    const found = {
      total: answer.total,
      hits: answer.hits.map(shown),
      facets: Object.fromEntries(counts.map(([name, values]) => [name, values.map(({ value, count }) => [value, count])])),
      notes: [...answer.notes, ...waysOn.notes, ...(suggestion ? [`您是不是要找“${suggestion}”？`] : [])],
      suggestion,
      touching: answer.touching.map(({ id }) => id),
      offers: waysOn.offers,
    };
    for (const [name, value] of Object.entries(found)) same(value, expected[name], `${query}: ${name}`);
  }
}

/** Random text is analysed and answered as in Python. @param {any} fixture random_texts.json @param {any} files @param {any} table */
export async function checkRandomTexts(fixture, files, table) {
  const { engine } = await engineOn(files);
  const fold = makeFold(readFoldTable(table));
  for (const [text, expected] of Object.entries(fixture)) {
    same(analyze(text, fold), expected.occurrences, text);
    same(weightedTerms(text, fold), expected.terms, text);
    const answer = await engine.search({ text, filters: {}, limit: 10, offset: 0 });
    same(answer.hits.map(shown), expected.hits, text);
    same(answer.total, expected.total, text);
    const waysOn = await answer.waysOn();
    same([...answer.notes, ...waysOn.notes], expected.notes, text);
    same(waysOn.offers, expected.offers, text);
    same(answer.touching.map(({ id }) => id), expected.touching, text);
    same(await answer.suggestion(), expected.suggestion, text);
  }
}

/** Every division is found by its pinyin, with blanks, with apostrophes or in one, where such names are held. @param {any} fixture places.json */
export async function checkPlaces({ syllables, readings }) {
  const initials = (/** @type {string[]} */ reading) => reading.map((syllable) => syllable[0]);
  const pairs = (/** @type {string[]} */ reading) => reading.slice(1).map((syllable, at) => `${reading[at]}'${syllable}`);
  const read = readings.map((/** @type {string} */ reading) => reading.split(" "));
  const held = new Set(read.flatMap((/** @type {string[]} */ reading) => [...pairs(reading), ...pairs(initials(reading))]));
  const heldAmong = async () => (/** @type {string} */ term) => held.has(term);
  const index = /** @type {any} */ ({ store: { load: async () => ["", "", syllables] }, terms: { heldAmong } });
  holds(read.length > 3000, "readings of all divisions");
  for (const reading of read) {
    for (const typed of [reading.join(" "), reading.join("'"), reading.join(""), reading.slice(0, -1).join(" ")]) {
      const terms = new Set(await typedTerms(typed, () => false, index));
      const asked = typed === reading.slice(0, -1).join(" ") ? reading.slice(0, -1) : reading;
      holds(pairs(asked).every((pair) => terms.has(pair)), `${typed}: ${[...terms]}`);
    }
  }
}

/** Rows keep their documents, small ones their impacts, rounded ones the order of impacts. @param {any} fixture postings.json */
export function checkPostings({ numbers, shards, assigned, gaps, ...rows }) {
  const [values, text] = numbers;
  const reader = new Reader(text);
  same(values.map(() => reader.number()), values, "numbers");
  holds(reader.done, "numbers: more than was written");
  for (const [term, places] of Object.entries(shards)) same([1, 128, 8192].map((count) => shardOf(term, count)), places, term);
  same([...readPostings(gaps.row).documents], gaps.documents, "gaps");
  for (const [name, row] of Object.entries(rows)) {
    for (const written of row.rows || [row.row]) {
      const { documents, impacts } = readPostings(written);
      same([...documents], row.documents, name);
      if (row.row) same([...impacts], row.impacts, name);
      else checkRounded(row, [...impacts], name);
    }
  }
  checkAssigned(assigned);
}

/** @param {{impacts: number[], few: boolean, exact: number}} row @param {number[]} read @param {string} name */
function checkRounded({ impacts, few, exact }, read, name) {
  if (few) {
    holds(impacts.every((impact, at) => Math.abs(impact - read[at]) <= 5), name);
    return;
  }
  const greatest = new Set([...impacts].sort((one, other) => other - one).slice(0, exact));
  const isExact = impacts.map((impact, at) => greatest.has(impact) && read[at] === impact);
  holds(isExact.filter(Boolean).length >= exact, `${name}: the greatest impacts are not exact`);
  // What is rounded is rounded in order: nothing of less impact reads as more.
  const rounded = impacts.map((impact, at) => [impact, read[at]]).filter(([impact]) => !greatest.has(impact));
  rounded.sort(([one, first], [other, second]) => one - other || first - second);
  holds(rounded.every(([, value], at) => !at || rounded[at - 1][1] <= value), `${name}: not in order`);
}

/** Every term is found in the file it was put in. @param {any} assigned */
function checkAssigned({ counts, shards, frequent, files }) {
  const terms = new FrequentTerms(frequent);
  let own = 0;
  for (const [term, count] of Object.entries(counts)) {
    const entry = terms.find(term);
    const lines = files[entry ? `c/${entry.place}` : `t/${shardOf(term, shards)}`].split("\n");
    same(lines[lines.indexOf(term) + 1], String(count), term);
    holds(entry || count < 900, `${term}: frequent, and not known to be`);
    // No rare term is taken for a frequent one, whose row a query may do without.
    holds(!entry || entry.share <= count / 1000 + 1 / 16, `${term}: rare, and taken for frequent`);
    own += entry ? 1 : 0;
  }
  holds(own > 0 && own < Object.keys(counts).length, "some terms are frequent, others not");
}
