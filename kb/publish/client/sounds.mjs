// Find by sound: pinyin in full or by initials, and characters typed for others that sound the same.
// The rules are those of kb/search/sounds.py; a sound term joins two syllables: wu'hu.

import { startsWithGram } from "./analysis.mjs";
import { nameSound } from "./names.mjs";

const LONGEST_SYLLABLE = 6;
const READINGS = 3;
const LATIN = /[a-z]+(?:[ '][a-z]+)*/g;
const SPELLINGS = { lue: "lve", nue: "nve" };

/** Files that characters with their syllables are dealt out to, by code point. */
const SYLLABLE_FILES = 32;

/** Load the syllables of these characters: a map of those that have one. */
export async function syllablesOf(chars, store) {
  const files = [...new Set(chars.map((char) => char.codePointAt(0) % SYLLABLE_FILES))];
  const texts = await Promise.all(files.map((file) => store.load(`p/${file}`)));
  return new Map(texts.flatMap((text) => (text.match(/[^a-z][a-z]+/g) || []).map((entry) => [entry[0], entry.slice(1)])));
}

/** The Latin words of folded text by run: in each, words stand beside each other. */
export const latinRuns = (folded) => (folded.match(LATIN) || []).map((run) => run.split(/[ ']/));

/** The pairs of a word's letters, as initials. */
export const initialsOf = (word) => [...word].slice(1).map((letter, at) => `${word[at]}'${letter}`);

const isPair = (term) => startsWithGram(term) && [...term].length === 2;

/** The pairs of characters that no document holds and that are no mere seam between two words that some do. */
export function strangePairs(terms, held) {
  const pairs = terms.filter(isPair);
  const sound = new Set(pairs.filter(held).join(""));
  return pairs.filter((pair) => !held(pair) && ![...pair].every((char) => sound.has(char)));
}

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
