// Find by pinyin: typed in full or by initials, and characters typed for others of the same pinyin.
// The rules are those of kb/search/text/pinyin.py; a pinyin term joins two syllables: wu'hu.

import { namePinyin, namePinyinTerms } from "./name_pinyin.mjs";

const LONGEST_SYLLABLE = 6;
const READINGS = 3;
/** @type {Record<string, string>} */
const SPELLINGS = { lue: "lve", nue: "nve" };

/** How many files hold the characters with their syllables, by code point. */
const SYLLABLE_FILES = 32;

/** @typedef {import("../types").Store} Store */

/** Every syllable. @param {Store} store */
export async function allSyllables(store) {
  return new Set((await store.load("sounds"))[2].split(" "));
}

/**
 * Load the syllables of these characters: a map of those that have one.
 * @param {string[]} chars @param {Store} store
 * @returns {Promise<Map<string, string>>}
 */
export async function syllablesOf(chars, store) {
  const files = [...new Set(chars.map((char) => Number(char.codePointAt(0)) % SYLLABLE_FILES))];
  const texts = await Promise.all(files.map((file) => store.load(`p/${file}`)));
  const entries = texts.flatMap((text) => text.match(/[^a-z][a-z]+/g) || []);
  return new Map(entries.map((entry) => [entry[0], entry.slice(1)]));
}

/** The pairs of a word's letters, as initials. */
export const initialsOf = (/** @type {string} */ word) => [...word].slice(1).map((letter, at) => `${word[at]}'${letter}`);

/**
 * Pinyin terms for bigrams that no document holds: one of the two characters was perhaps mistyped.
 * @param {string[]} bigrams @param {Map<string, string>} syllableOf
 */
function pinyinOfUnseen(bigrams, syllableOf) {
  const readings = bigrams.map((bigram) => [...bigram].map((char) => syllableOf.get(char)));
  return readings.filter((both) => both.every(Boolean)).map((both) => both.join("'"));
}

/**
 * The shortest ways to cut a word into syllables, two at least if it can be; none when it cannot be cut.
 * @param {string} word @param {Set<string>} syllables
 */
function readingsOf(word, syllables) {
  const order = (/** @type {string[]} */ one, /** @type {string[]} */ other) => {
    if (one.length !== other.length) return one.length - other.length;
    const at = one.findIndex((part, place) => part !== other[place]);
    return at < 0 ? 0 : one[at] < other[at] ? -1 : 1;
  };
  /** @type {string[][][]} */
  const ways = [[[]]];
  for (let end = 1; end <= word.length; end += 1) {
    /** @type {string[][]} */
    const here = [];
    for (let start = Math.max(0, end - LONGEST_SYLLABLE); start < end; start += 1) {
      const typed = word.slice(start, end);
      const part = SPELLINGS[typed] || typed;
      if (syllables.has(part)) here.push(...ways[start].map((way) => way.concat(part)));
    }
    ways.push(here.sort(order).slice(0, READINGS + 1));
  }
  let cuts = ways[word.length];
  if (cuts.length > 1 && cuts[0].length === 1) cuts = cuts.slice(1);
  return cuts.filter((cut) => cut.length === cuts[0].length).slice(0, READINGS);
}

/**
 * Pinyin terms for Latin words that no document holds, read as syllables or as initials.
 * @param {string[][]} runs @param {(term: string) => boolean} held @param {Set<string>} syllables
 */
export function typedPinyin(runs, held, syllables) {
  /** @type {string[]} */
  const found = [];
  for (const run of runs) {
    let before = "";
    /** @type {string[][]} */
    const whole = [];
    for (const word of run) {
      if (held(word)) {
        before = "";
        whole.push([]);
        continue;
      }
      const readings = readingsOf(word, syllables);
      whole.push(readings.length ? readings[0] : []);
      if (readings.length && before) found.push(`${before}'${readings[0][0]}`);
      for (const reading of readings) {
        reading.slice(1).forEach((part, at) => found.push(`${reading[at]}'${part}`));
        if (reading.length > 1) found.push(namePinyin(reading));
      }
      // Initials of something here, not just any letters: every pair must occur.
      const initials = initialsOf(word);
      if (!readings.length && initials.every(held)) found.push(...initials);
      before = readings.length ? readings[0][readings[0].length - 1] : "";
    }
    if (whole.length > 1 && whole.every((reading) => reading.length)) found.push(namePinyin(whole.flat()));
  }
  return found;
}

/**
 * The terms that a query may mean by pinyin: for bigrams and names that no document holds, and for Latin words.
 * @param {import("../types").Unseen} unseen
 * @param {Pick<import("../types").OpenIndex, "terms" | "store">} index
 */
export async function pinyinTerms({ bigrams, names, runs, held }, { terms, store }) {
  /** @type {string[]} */
  const found = [];
  if (bigrams.length || names.length) {
    const syllableOf = await syllablesOf([...new Set([...bigrams, ...names].join(""))], store);
    found.push(...pinyinOfUnseen(bigrams, syllableOf), ...namePinyinTerms(names, syllableOf));
  }
  const unseen = runs.flat().filter((word) => !held(word));
  if (unseen.length) {
    const syllables = await allSyllables(store);
    const uncut = unseen.filter((word) => !readingsOf(word, syllables).length);
    const initials = await terms.findAll([...new Set(uncut.flatMap(initialsOf))]);
    found.push(...typedPinyin(runs, (term) => held(term) || initials.has(term), syllables));
  }
  return found;
}
