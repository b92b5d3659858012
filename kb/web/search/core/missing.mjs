// Notice what of a query no case says: words and places; the rules are those of kb/search/query/missing.py.
import { isUnigram, queryTerms } from "./analyzer.mjs";
import { containersOf } from "./filters.mjs";
import { documentsWithPhrase } from "./phrase_search.mjs";
import { longerTerms, wordRuns } from "./phrases.mjs";
import { isPinyin, pinyinTerms } from "./pinyin.mjs";
import { documentsInAll } from "./postings.mjs";
import { allSyllables, syllablesOf } from "./syllables.mjs";
import { FIELD_NAMES } from "./query.mjs";
import { latinRuns, unknownParts } from "./unseen_terms.mjs";

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

/**
 * Whether a word of three characters is known by a pair alone that is nowhere a word: wherever 程课 of 编程课 stands, each of
 * its characters makes a pair that more documents hold with the one on its other side, as in 课程课时.
 * @param {string} run @param {(term: string) => number} matching @param {import("../types").Fold} fold @param {OpenIndex} index
 * @param {import("./places.mjs").Divisions} divisions
 */
async function endsInASeam(run, matching, fold, { core, terms, store }, divisions) {
  const [first, second, third] = run;
  const pair = second + third;
  const count = matching(pair);
  if (size(run) !== WORD - 1 || !count || matching(first + second)) return false;
  const row = (await terms.findAll([pair])).get(pair);
  const texts = await divisions.facets.names();
  for (const document of documentsInAll([row]).slice(0, LISTENED_TO)) {
    const [, title, words, , head] = await store.load(`d/${document}`);
    texts.push(title, ...words, ...head, ...(core.bodies ? await store.load(`b/${document}`) : []));
  }
  /** @type {[string, string][]} */
  const pairs = [];
  for (const text of texts) {
    for (const [, before, after] of fold(text).text.matchAll(new RegExp(`(.?)${pair}(.?)`, "gsu"))) {
      if (!before || !after) return false;
      pairs.push([before + second, third + after]);
    }
  }
  const rows = await terms.findAll(pairs.flat());
  const holding = (/** @type {string} */ term) => documentsInAll([rows.get(term)]).length;
  return pairs.length > 0 && pairs.flat().every((term) => holding(term) > count);
}

/**
 * Whether what is asked is a word of three characters that stands nowhere, though its parts do.
 * @param {string} asked @param {(run: string) => string[]} amountsIn @param {import("../types").Fold} fold @param {OpenIndex} index
 * @param {import("./places.mjs").Divisions} divisions
 */
export async function isScattered(asked, amountsIn, fold, index, divisions) {
  const [run, ...others] = wordRuns(asked);
  if (!run || others.length || size(run) !== WORD - 1 || !isWritten(run) || ASKING.test(run)) return false;
  const rows = await index.terms.findAll([...longerTerms(run, fold), ...amountsIn(asked)]);
  const holding = documentsInAll(longerTerms(run, fold).map((term) => rows.get(term)));
  if (holding.length > LISTENED_TO || amountsIn(asked).some((amount) => rows.has(amount))) return false;
  if (holding.length && (await documentsWithPhrase(run, fold, index, divisions.facets)).length) return false;
  if (await divisions.isName(run)) return false;
  return !(await soundsLikeAName(run, fold, index));
}

/**
 * Promise what of folded text, without question words, is missing.
 * @param {string} folded @param {(term: string) => number} matching How many documents hold a term. @param {(run: string) => string[]} amountsIn
 * @param {import("../types").Fold} fold @param {OpenIndex} index @param {import("./places.mjs").Divisions} divisions
 * @returns {Promise<import("../types").Missing>}
 */
export async function missingIn(folded, matching, amountsIn, fold, index, divisions) {
  const held = (/** @type {string} */ term) => matching(term) > 0;
  let rest = folded;
  /** @type {import("../types").Place[]} */
  const places = [];
  const written = wordRuns(folded).filter(isWritten);
  const isUnread = latinRuns(folded).some((run) => !run.every(held));
  if (isUnread || written.some((run) => unknownParts(run, matching).length)) await divisions.open({ names: true });
  for (const run of divisions.hasPlaces ? written : []) {
    let left = run;
    for (const name of divisions.namesIn(run, held)) {
      const codes = divisions.codesByName.get(name) || [];
      if (codes.some((code) => divisions.casesIn(code))) continue;
      left = left.replace(name, " ");
      places.push({ codes, isMentioned: false });
    }
    // One character beside a name belongs to it, or is no word: 长白山.
    if (left !== run) rest = rest.replace(run, left.split(" ").filter((part) => size(part) > 1).join(" ") || " ");
  }
  for (const [letters, codes] of isUnread && divisions.hasPlaces ? await divisions.spelledIn(folded, held, index) : []) {
    rest = rest.replace(letters, " ");
    places.push({ codes, isMentioned: false });
  }
  const withoutPlaces = rest;
  const runs = wordRuns(rest);
  const typed = await pinyinTerms({ bigrams: [], names: [], spelled: folded, held }, index);
  const isHeld = await index.terms.heldAmong(typed);
  const isSpoken = typed.some(isHeld);
  const syllables = isUnread ? await allSyllables(index.store) : new Set();
  const read = new Set(latinRuns(rest).flatMap((run) => run.filter((_, at) => isPinyin(run, at, held, syllables))));
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
      } else if (runs.length === 1 && (await endsInASeam(run, matching, fold, index, divisions))) {
        isHalf = true;
        word = run;
      }
      if (ASKING.test(word)) word = "";
    } else if (size(run) > 1 && !isSpoken) {
      const letters = queryTerms(run, fold).filter((term) => /\p{L}/u.test(term));
      if (letters.length && (read.has(run) || !letters.some(held))) word = run;
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
