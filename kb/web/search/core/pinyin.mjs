// Find by sound: pinyin in full or by initials, and characters typed for others that sound the same.
// The rules are those of kb/search/text/pinyin.py; a sound term joins two syllables: wu'hu.

import { askedNameSounds, nameSound } from "./name_pinyin.mjs";

const LONGEST_SYLLABLE = 6;
const READINGS = 3;
const SPELLINGS = { lue: "lve", nue: "nve" };

/** Files that characters with their syllables are dealt out to, by code point. */
const SYLLABLE_FILES = 32;

/** Every syllable. */
export async function allSyllables(store) {
  return new Set((await store.load("sounds"))[2].split(" "));
}

/** Load the syllables of these characters: a map of those that have one. */
export async function syllablesOf(chars, store) {
  const files = [...new Set(chars.map((char) => char.codePointAt(0) % SYLLABLE_FILES))];
  const texts = await Promise.all(files.map((file) => store.load(`p/${file}`)));
  return new Map(texts.flatMap((text) => (text.match(/[^a-z][a-z]+/g) || []).map((entry) => [entry[0], entry.slice(1)])));
}

/** The pairs of a word's letters, as initials. */
export const initialsOf = (word) => [...word].slice(1).map((letter, at) => `${word[at]}'${letter}`);

/** Sound terms for such pairs: one of the two characters was perhaps mistyped. */
export function homophones(pairs, syllableOf) {
  const sounding = pairs.map((pair) => [...pair].map((char) => syllableOf.get(char)));
  return sounding.filter((both) => both.every(Boolean)).map((both) => both.join("'"));
}

/** The shortest ways to cut a word into syllables, two at least if it can be; none when it cannot be cut. */
function readingsOf(word, syllables) {
  const order = (one, other) => {
    if (one.length !== other.length) return one.length - other.length;
    const at = one.findIndex((part, place) => part !== other[place]);
    return at < 0 ? 0 : one[at] < other[at] ? -1 : 1;
  };
  const ways = [[[]]];
  for (let end = 1; end <= word.length; end += 1) {
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

/** Sound terms for Latin words that no document holds, read as pinyin or as initials. */
export function typedSounds(runs, held, syllables) {
  const found = [];
  for (const run of runs) {
    let before = "";
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
        if (reading.length > 1) found.push(nameSound(reading));
      }
      // Initials of something here, not just any letters: every pair must occur.
      const initials = initialsOf(word);
      if (!readings.length && initials.every(held)) found.push(...initials);
      before = readings.length ? readings[0][readings[0].length - 1] : "";
    }
    if (whole.length > 1 && whole.every((reading) => reading.length)) found.push(nameSound(whole.flat()));
  }
  return found;
}

/** The terms a query is only heard to mean: for pairs and names that no document holds, and for Latin words. */
export async function soundsOf({ pairs, names, runs, held }, files, store) {
  const found = [];
  if (pairs.length || names.length) {
    const syllableOf = await syllablesOf([...new Set([...pairs, ...names].join(""))], store);
    found.push(...homophones(pairs, syllableOf), ...askedNameSounds(names, syllableOf));
  }
  const strange = runs.flat().filter((word) => !held(word));
  if (strange.length) {
    const syllables = await allSyllables(store);
    const uncut = strange.filter((word) => !readingsOf(word, syllables).length);
    const initials = await files.wholeRowsOf([...new Set(uncut.flatMap(initialsOf))]);
    found.push(...typedSounds(runs, (term) => held(term) || initials.has(term), syllables));
  }
  return found;
}
