// Find by pinyin: typed in full or by initials, and characters typed for others of the same pinyin.
// The rules are those of kb/search/text/pinyin.py; a pinyin term joins two syllables: wu'hu.

import { namePinyin, namePinyinTerms } from "./name_pinyin.mjs";
import { besideCharacters } from "./mixed_pinyin.mjs";
import { allSyllables, longerCuts, namedBy, pairsOf, readingsOf, syllablesOf } from "./syllables.mjs";
import { latinRuns } from "./unseen_terms.mjs";

/**
 * Pinyin terms for bigrams that no document holds: one of the two characters was perhaps mistyped.
 * @param {string[]} bigrams @param {Map<string, string>} syllableOf
 */
function pinyinOfUnseen(bigrams, syllableOf) {
  const readings = bigrams.map((bigram) => [...bigram].map((char) => syllableOf.get(char)));
  return readings.filter((both) => both.every(Boolean)).map((both) => both.join("'"));
}

/**
 * Whether a word is to be read: none holds it, or it is a syllable beside one that none holds, as in xi an.
 * @param {string[]} run @param {number} at @param {(term: string) => boolean} held @param {Set<string>} syllables
 */
export function isPinyin(run, at, held, syllables) {
  if (!held(run[at])) return true;
  const beside = run.slice(Math.max(0, at - 1), at + 2);
  return beside.every((word) => syllables.has(word)) && !beside.every(held);
}

/**
 * The pinyin terms of one word's reading with the syllables beside it.
 * @param {string[][]} first @param {number} at @param {string[]} reading
 */
const around = (first, at, reading) =>
  pairsOf([...(first[at - 1] || []).slice(-1), ...reading, ...(first[at + 1] || []).slice(0, 1)]);

/**
 * How a run is read: the readings of each word that is to be read, the first of each, and words that have second choices.
 * @param {string[]} run @param {(term: string) => boolean} held @param {Set<string>} syllables
 */
function readRun(run, held, syllables) {
  const read = run.map((_, at) => isPinyin(run, at, held, syllables));
  const readings = run.map((word) => readingsOf(word, syllables, run.length > 1));
  const first = readings.map((cuts, at) => (read[at] && cuts.length ? cuts[0] : []));
  const single = run.map((_, at) => at).filter((at) => first[at].length === 1 && run.length > 1);
  return { read, readings, first, single };
}

/**
 * The terms of which `typedPinyin` must know whether a document holds them: initials, names, and what second choices rest on.
 * @param {string[][]} runs @param {(term: string) => boolean} held @param {Set<string>} syllables
 */
function askedByPinyin(runs, held, syllables) {
  const terms = runs.flatMap((run) => {
    const { readings, first, single } = readRun(run, held, syllables);
    const initials = run.flatMap((word, at) => (readings[at].length || held(word) ? [] : pairsOf(word)));
    const named = run.flatMap((word, at) => longerCuts(word, readings[at], syllables).flatMap(namedBy));
    return [...initials, ...named, ...single.flatMap((at) => around(first, at, first[at]))];
  });
  return [...new Set(terms)];
}

/**
 * Pinyin terms for Latin words that no document holds, read as syllables or as initials.
 * @param {string[][]} runs @param {(term: string) => boolean} held @param {Set<string>} syllables
 */
function typedPinyin(runs, held, syllables) {
  /** @type {string[]} */
  const found = [];
  for (const run of runs) {
    const { read, readings, first, single } = readRun(run, held, syllables);
    let before = "";
    for (const [at, word] of run.entries()) {
      if (!read[at]) {
        before = "";
        continue;
      }
      if (readings[at].length && before) found.push(`${before}'${readings[at][0][0]}`);
      const named = longerCuts(word, readings[at], syllables).filter((cut) => namedBy(cut).every(held));
      for (const reading of [...readings[at], ...named]) {
        found.push(...pairsOf(reading));
        if (reading.length > 1) found.push(namePinyin(reading));
      }
      // Initials of something here, not just any letters: every pair must occur.
      const initials = pairsOf(word);
      if (!readings[at].length && initials.every(held)) found.push(...initials);
      before = readings[at].length ? readings[at][0][readings[at][0].length - 1] : "";
    }
    if (run.length > 1 && first.every((reading) => reading.length)) found.push(namePinyin(first.flat()));
    for (const at of single) {
      if (around(first, at, first[at]).some(held)) continue;
      const cuts = readingsOf(run[at], syllables).filter((cut) => cut.length > 1);
      found.push(...cuts.flatMap((cut) => around(first, at, cut)));
    }
  }
  return found;
}

/** A syllable lu or nu. */
const FLAT = /(^|[^a-z])([ln])u(?![a-z])/g;

/**
 * Promise what is typed by pinyin; and as who has no ü types u, where nothing is read so, the same with ü.
 * @param {string} spelled @param {(term: string) => boolean} held
 * @param {Pick<import("../types").OpenIndex, "terms" | "store">} index
 */
export async function typedTerms(spelled, held, { terms, store }) {
  const syllables = await allSyllables(store);
  const runs = latinRuns(spelled);
  const asked = await terms.heldAmong(askedByPinyin(runs, held, syllables));
  const found = typedPinyin(runs, (term) => held(term) || asked(term), syllables);
  found.push(...(await besideCharacters(spelled, held, syllables, { terms, store })));
  const flat = found.filter((term) => term.search(FLAT) >= 0);
  const isHeld = flat.length ? await terms.heldAmong(flat) : () => true;
  return [...found, ...flat.filter((term) => !isHeld(term)).map((term) => term.replace(FLAT, "$1$2v"))];
}

/**
 * The terms that a query may mean by pinyin: for bigrams and names that no document holds, and for Latin words.
 * @param {import("../types").Unseen} unseen
 * @param {Pick<import("../types").OpenIndex, "terms" | "store">} index
 */
export async function pinyinTerms({ bigrams, names, spelled, held }, { terms, store }) {
  /** @type {string[]} */
  const found = [];
  if (bigrams.length || names.length) {
    const syllableOf = await syllablesOf([...new Set([...bigrams, ...names].join(""))], store);
    found.push(...pinyinOfUnseen(bigrams, syllableOf), ...namePinyinTerms(names, syllableOf));
  }
  const unseen = latinRuns(spelled).flat().filter((word) => !held(word));
  if (unseen.length) found.push(...(await typedTerms(spelled, held, { terms, store })));
  return found;
}
