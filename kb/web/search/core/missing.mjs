// Notice what of a query no case says: words and places; the rules are those of kb/search/query/missing.py.
import { isUnigram, queryTerms } from "./analyzer.mjs";
import { containersOf, outermost, withoutPlaceSuffix } from "./filters.mjs";
import { wordRuns } from "./phrases.mjs";
import { pinyinTerms } from "./pinyin.mjs";
import { documentsInAll } from "./postings.mjs";
import { syllablesOf } from "./syllables.mjs";
import { FIELD_NAMES } from "./query.mjs";
import { unknownParts } from "./unseen_terms.mjs";

/** @typedef {import("../types").OpenIndex} OpenIndex */
/** @typedef {(term: string) => boolean} Held */

/** Characters that people ask with; a run that has one is no word of its own. */
const ASKING = /[谁哪何多几吗呢吧啊的了是在让给把被我你他她们这那很不没有想要]/u;
/** Numerals and what counts by them: beside other characters they are no part of a word. */
const COUNTING = /[一二三四五六七八九十百千万亿两几个些]/u;
const FIELDS = new Set(Object.keys(FIELD_NAMES));
const COMMANDS = ["and", "or", "not"];
/** A query of one run so short is a word, and one that is half unknown is another word; up to twice as long, they are two. */
const WORD = 4;
/** So many cases are looked through for a name that sounds like a word. */
const LISTENED_TO = 10;
const LONGEST_NAME = 12;

const size = (/** @type {string} */ run) => [...run].length;
const isWritten = (/** @type {string} */ run) => size(run) > 1 && isUnigram([...run][0]);

/**
 * Whether a case's title, unit or place sounds the same; bodies hold so many sounds that any word may.
 * @param {string} part @param {import("../types").Fold} fold @param {OpenIndex} index
 */
async function soundsLikeAName(part, fold, { store, terms }) {
  const chars = [...part];
  const syllableOf = await syllablesOf(chars, store);
  const syllables = chars.map((char) => syllableOf.get(char));
  if (!syllables.every(Boolean)) return false;
  const joined = (/** @type {(string | undefined)[]} */ parts) => parts.slice(1).map((_, at) => `${parts[at]}'${parts[at + 1]}`);
  const pairs = joined(syllables);
  const rows = await terms.findAll(pairs);
  // Initials stand in names alone.
  const initials = joined(syllables.map((syllable) => syllable && syllable[0]));
  const named = await terms.findAll(initials);
  const holding = documentsInAll([...pairs.map((pair) => rows.get(pair)), ...initials.map((pair) => named.get(pair))]);
  for (const document of holding.slice(0, LISTENED_TO)) {
    const [, title, words] = await store.load(`d/${document}`);
    for (const name of [title, ...words.slice(0, 2)]) {
      const known = await syllablesOf([...fold(name).text], store);
      const written = [...fold(name).text].filter((char) => known.has(char));
      // Sounds like a part of the name, or shares a character with it where readings differ.
      for (let at = 0; at + chars.length <= written.length; at += 1) {
        const place = written.slice(at, at + chars.length);
        const sounds = place.map((char) => known.get(char) || "");
        if (!sounds.every((sound, n) => sound[0] === (syllables[n] || "")[0])) continue;
        if (place.some((char, n) => char === chars[n]) || sounds.every((sound, n) => sound === syllables[n])) return true;
      }
    }
  }
  return false;
}

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
      for (const name of new Set([this.names[code], withoutPlaceSuffix(this.names[code]), table.short[code] || this.names[code]])) {
        this.codesByName.set(name, [...(this.codesByName.get(name) || []), code]);
      }
    }
    for (const [name, codes] of this.codesByName) this.codesByName.set(name, outermost(codes));
    return this;
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
}

/**
 * Promise what of folded text, without question words, is missing.
 * @param {string} folded @param {(term: string) => number} matching How many documents hold a term. @param {(run: string) => string[]} amountsIn
 * @param {import("../types").Fold} fold @param {OpenIndex} index @param {Divisions} divisions
 * @returns {Promise<import("../types").Missing>}
 */
export async function missingIn(folded, matching, amountsIn, fold, index, divisions) {
  const held = (/** @type {string} */ term) => matching(term) > 0;
  let rest = folded;
  /** @type {import("../types").Place[]} */
  const places = [];
  const written = wordRuns(folded).filter(isWritten);
  if (written.some((run) => unknownParts(run, matching).length)) await divisions.open({ names: true });
  for (const run of divisions.hasPlaces ? written : []) {
    for (const name of divisions.namesIn(run, held)) {
      const codes = divisions.codesByName.get(name) || [];
      if (codes.some((code) => divisions.casesIn(code))) continue;
      rest = rest.replace(name, " ");
      places.push({ codes, isMentioned: false });
    }
  }
  const withoutPlaces = rest;
  const runs = wordRuns(rest);
  const typed = await pinyinTerms({ bigrams: [], names: [], spelled: folded, held }, index);
  const isHeld = await index.terms.heldAmong(typed);
  const isSpoken = typed.some(isHeld);
  /** @type {string[]} */
  const words = [];
  let isHalf = false;
  for (const run of runs) {
    let word = "";
    if (isWritten(run)) {
      /** @type {string[]} */
      const parts = [];
      for (const part of unknownParts(run, matching)) if (!(await soundsLikeAName(part, fold, index))) parts.push(part);
      if (parts[0] === run) word = amountsIn(run).some(held) ? "" : run;
      else if (parts.length && runs.length === 1 && size(run) <= 2 * WORD && !COUNTING.test(parts[0])) {
        isHalf = true;
        word = size(run) <= WORD ? run : parts[0];
      }
      if (ASKING.test(word)) word = "";
    } else if (size(run) > 1 && !isSpoken) {
      const letters = queryTerms(run, fold).filter((term) => /\p{L}/u.test(term));
      if (letters.length && !letters.some(held)) word = run;
    }
    if (!word || FIELDS.has(word) || COMMANDS.includes(word)) continue;
    rest = rest.replace(word, " ");
    // Letters typed one after the other are one word to whoever typed them.
    const before = words[words.length - 1];
    const isLatin = (/** @type {string | undefined} */ each) => each && !isUnigram([...each][0]);
    const joined = isLatin(before) && isLatin(word) ? [" ", "'"].map((gap) => before + gap + word).find((both) => folded.includes(both)) : "";
    if (joined) words[words.length - 1] = joined;
    else words.push(word);
  }
  const contains = (/** @type {string[]} */ outer, /** @type {string[]} */ inner) =>
    outer.join() !== inner.join() && outer.every((code) => inner.every((each) => containersOf(each).includes(code)));
  const inner = places.filter(({ codes }) => !places.some((other) => contains(codes, other.codes)));
  return { rest, withoutPlaces, words: [...new Set(words)], places: inner, isHalf };
}
