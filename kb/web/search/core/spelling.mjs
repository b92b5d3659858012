// Offer what a query perhaps meant: «您是不是要找»; the rules are those of kb/search/query/spelling.py.
import { editDistance } from "../../lib/edit_distance.mjs";
import { makeYieldIfBusy } from "../../lib/scheduling.mjs";
import { isUnigram, queryTerms } from "./analyzer.mjs";
import { withoutPlaceSuffix } from "./filters.mjs";
import { longerTerms, wordRuns } from "./phrases.mjs";
import { FIELD_NAMES } from "./query.mjs";
import { documentsInAll } from "./postings.mjs";
import { typedTerms } from "./pinyin.mjs";
import { allSyllables, syllablesOf } from "./syllables.mjs";
import { latinRuns, unseenBigrams, withUmlauts } from "./unseen_terms.mjs";

/** @typedef {{old: string, fresh: string, taken: number, put: number, left: number, right: number, run: string}} Change One change to a run. */

const NAMING_FACETS = ["theme", "problem", "model", "stage", "unit_type", "region"];
/** Longer runs are sentences, and not corrected. */
const LONGEST = 12;
/** Changes made to one run at most. */
const MOST_CHANGES = 3;
/** A run so short is suspect too when no document holds all of its bigrams. */
const SHORT = 5;
/** Characters that must stay unchanged next to a changed one, and on either side of one too few or too many. */
const NEXT_TO = 3;
const EITHER_SIDE = 2;
/** Letters from which one, and from which two, may be wrong in a Latin word. */
const ONE_WRONG = 4;
const TWO_WRONG = 8;
/** Characters that a name must have to be offered for Latin letters: nobody who types xian or luse means 县 or use. */
const SHORTEST_NAME = 2;
const FIELDS = new Set(Object.keys(FIELD_NAMES));

/** How many characters are taken out of the run and put there from a name. */
const CHANGES = [[1, 1], [0, 1], [1, 0], [2, 2]];

/** Vocabulary names by store: the same for every query. @type {WeakMap<import("../types").Store, string[]>} */
const NAMES = new WeakMap();

const isLatin = (/** @type {string} */ run) => /^[A-Za-z]+$/.test(run);
const size = (/** @type {string} */ run) => [...run].length;

/** How many characters both begin with. @param {string[]} one @param {string[]} other */
function sharedStart(one, other) {
  let count = 0;
  while (count < one.length && count < other.length && one[count] === other[count]) count += 1;
  return count;
}

/** Whether a run is names one after the other, as 安徽芜湖: there is nothing to mend. @param {string} run @param {Set<string>} names */
function isMadeOf(run, names) {
  const chars = [...run];
  const ends = new Set([0]);
  for (let end = 2; end <= chars.length; end += 1) {
    if ([...ends].some((start) => end - start > 1 && names.has(chars.slice(start, end).join("")))) ends.add(end);
  }
  return ends.has(chars.length);
}

/** @param {Change} change @param {boolean} isSamePinyin */
function isLikely({ left, right, taken, put }, isSamePinyin) {
  if (taken !== put) return left >= EITHER_SIDE && right >= EITHER_SIDE;
  return taken === 2 || left + right >= (isSamePinyin ? 1 : NEXT_TO);
}

/**
 * Every change that makes a part of the run a part of a name, whatever its pinyin.
 * @param {string} run @param {string[]} unseen @param {string[][]} names
 */
async function changesOf(run, unseen, names) {
  const chars = [...run];
  const yieldIfBusy = makeYieldIfBusy();
  const bigrams = chars.slice(1).map((_, at) => at).filter((at) => !unseen.length || unseen.includes(chars[at] + chars[at + 1]));
  const places = [...new Set([...bigrams, ...bigrams.map((place) => place + 1)])].sort((one, other) => one - other);
  /** @type {Change[]} */
  const found = [];
  for (const name of names) {
    for (const place of places) {
      for (let at = 0; at < name.length; at += 1) {
        for (const [taken, put] of CHANGES) {
          const old = chars.slice(place, place + taken).join("");
          const fresh = name.slice(at, at + put).join("");
          if (old === fresh || chars.length < place + taken || name.length < at + put) continue;
          if (taken === 2 && old !== [...fresh].reverse().join("")) continue;
          const left = sharedStart(chars.slice(0, place).reverse(), name.slice(0, at).reverse());
          const right = sharedStart(chars.slice(place + taken), name.slice(at + put));
          const changed = chars.slice(0, place).join("") + fresh + chars.slice(place + taken).join("");
          // Two characters are a word only at an edge of the name: 验学 is none of 实验学校.
          const isInner = left + right === 1 && at > left && at + 1 + right < name.length;
          if (!isInner && (taken === 2 || left + right)) found.push({ old, fresh, taken, put, left, right, run: changed });
        }
      }
    }
    await yieldIfBusy();
  }
  return found;
}

/** Corrects one query after the other on an open index. */
class Correction {
  /**
   * @param {import("../types").Fold} fold
   * @param {import("../types").OpenIndex} index
   * @param {import("./facet_columns.mjs").FacetColumns} facets
   */
  constructor(fold, { terms, store, withoutQuestionWords }, facets) {
    this.fold = fold;
    this.terms = terms;
    this.withoutQuestionWords = withoutQuestionWords;
    this.store = store;
    this.facets = facets;
  }

  /** Whether a short run holds bigrams that no document holds together. @param {string} run */
  async isScattered(run) {
    if (size(run) <= 2 || size(run) > SHORT) return false;
    // What is so frequent that the query left it out separates nothing.
    const { rows, left } = await this.terms.find(longerTerms(run, this.fold));
    const rarer = longerTerms(run, this.fold).filter((term) => !left.has(term));
    return rarer.length > 0 && !documentsInAll(rarer.map((term) => rows.get(term))).length;
  }

  /** Whether a document holds something of these words, read as pinyin. @param {string} spelled */
  async isHeldByPinyin(spelled) {
    const terms = await typedTerms(spelled, await this.terms.heldAmong(latinRuns(spelled).flat()), this);
    return terms.some(await this.terms.heldAmong(terms));
  }

  /** @param {string} run @param {string[]} all the runs of the query */
  async isSuspect(run, all) {
    if (isLatin(run)) {
      if (run.length < ONE_WRONG || (await this.terms.heldAmong([run]))(run)) return false;
      if (await this.isHeldByPinyin(run)) return false;
      // A syllable apart from others is read with them.
      return !(await allSyllables(this.store)).has(run) || !(await this.isHeldByPinyin(all.join(" ")));
    }
    if (!isUnigram([...run][0]) || size(run) > LONGEST) return false;
    return (await this.unseen(run)).length > 0 || this.isScattered(run);
  }

  /** The bigrams of a run that no document holds. @param {string} run */
  async unseen(run) {
    const terms = queryTerms(run, this.fold);
    return unseenBigrams(terms, await this.terms.heldAmong(terms));
  }

  /** Names to correct to: of the vocabulary, and of the best documents. @param {number[]} firstHits */
  async names(firstHits) {
    const [vocabulary, hits] = await Promise.all([
      this.vocabularyNames(),
      Promise.all(firstHits.map((document) => this.store.load(`d/${document}`))),
    ]);
    const names = [...vocabulary];
    for (const [, title, [unit]] of hits) for (const name of [title, unit]) names.push(...wordRuns(this.fold(name).text));
    return [...new Set(names)];
  }

  /** The runs of all labels and other names. */
  async vocabularyNames() {
    const cached = NAMES.get(this.store);
    if (cached) return cached;
    /** @type {string[]} */
    const names = [];
    const [facets, words] = await Promise.all([this.facets.valuesFor({ region: ["0"] }), this.store.load("words")]);
    const yieldIfBusy = makeYieldIfBusy();
    for (const { name, values } of facets.filter((facet) => NAMING_FACETS.includes(facet.name))) {
      for (const [place, { label }] of values.entries()) {
        for (const each of [label, ...words[name][place]]) {
          const folded = this.fold(each).text;
          names.push(...wordRuns(name === "region" ? withoutPlaceSuffix(folded) : folded));
        }
        await yieldIfBusy();
      }
    }
    NAMES.set(this.store, names);
    return names;
  }

  /** @param {string} query @param {string} text @param {() => number[]} firstHits */
  async suggestion(query, text, firstHits) {
    const folded = this.fold(text).text.trim();
    const runs = wordRuns(this.withoutQuestionWords(folded));
    const asked = this.fold(query).text.trim();
    /** @type {string[]} */
    const suspect = [];
    const spelled = wordRuns(this.withoutQuestionWords(this.fold(withUmlauts(text)).text.trim()));
    for (const [at, run] of runs.entries()) {
      if (!FIELDS.has(run) && (await this.isSuspect(spelled[at], spelled))) suspect.push(run);
    }
    if (!suspect.length) return null;
    const names = await this.names(firstHits());
    const known = new Set(names);
    const weak = suspect.filter((run) => !isMadeOf(run, known));
    if (runs.every(isLatin)) {
      const name = await this.nearest(runs.join(""), names);
      if (name) return asked.replace(folded, () => name);
    }
    let corrected = asked;
    for (const run of weak) {
      const better = isLatin(run) ? await this.nearest(run, names) : await this.corrected(run, names);
      corrected = corrected.replace(run, () => better || run);
    }
    return corrected === asked ? null : corrected;
  }

  /**
   * The run with one change after the other, until no unseen bigram is left; null when nothing is better.
   * @param {string} suspect @param {string[]} names
   */
  async corrected(suspect, names) {
    let run = suspect;
    /** @type {string | null} */
    let better = null;
    const own = new Set(run);
    const near = names.map((name) => [...name]).filter((name) => isUnigram(name[0]) && name.some((char) => own.has(char)));
    for (let left = MOST_CHANGES; left > 0; left -= 1) {
      const unseen = await this.unseen(run);
      if (!unseen.length && !(await this.isScattered(run))) break;
      const best = await this.bestChange(run, unseen, near);
      if (!best) break;
      run = better = best;
    }
    return (await this.unseen(run)).length ? null : better;
  }

  /** @param {string} run @param {string[]} unseen @param {string[][]} near */
  async bestChange(run, unseen, near) {
    const changes = await changesOf(run, unseen, near);
    const swaps = changes.filter(({ taken, put }) => taken === 1 && put === 1);
    const syllableOf = await syllablesOf([...new Set(swaps.flatMap(({ old, fresh }) => [old, fresh]))], this.store);
    /** @type {{run: string, value: number}[]} */
    const likely = [];
    for (const change of changes) {
      const { old, fresh, taken, put, left, right } = change;
      const isSamePinyin = taken === 1 && put === 1 && syllableOf.has(old) && syllableOf.get(old) === syllableOf.get(fresh);
      // Where every bigram is seen, only the whole run as a part of a name is reason enough.
      const isWhole = left + right + taken === size(run) && (isSamePinyin || taken !== put);
      if ((unseen.length || isWhole) && isLikely(change, isSamePinyin)) {
        likely.push({ run: change.run, value: left + right + (isSamePinyin ? 2 : 0) });
      }
    }
    likely.sort((one, other) => other.value - one.value);
    for (const { run: changed } of likely) if (await this.isSeen(changed, run)) return changed;
    return null;
  }

  /** Whether documents hold every bigram that the change made. @param {string} changed @param {string} run */
  async isSeen(changed, run) {
    const before = queryTerms(run, this.fold);
    const made = queryTerms(changed, this.fold).filter((term) => size(term) === 2 && !before.includes(term));
    return made.every(await this.terms.heldAmong(made));
  }

  /** The nearest Latin word of a name, or the name whose pinyin is nearest. @param {string} word @param {string[]} names */
  async nearest(word, names) {
    const syllableOf = await syllablesOf([...new Set(names.join(""))], this.store);
    /** @type {string | null} */
    let best = null;
    let least = (word.length >= TWO_WRONG ? 2 : 1) + 1;
    const yieldIfBusy = makeYieldIfBusy();
    for (const name of names) {
      await yieldIfBusy();
      const chars = [...name];
      const isWritten = isUnigram(chars[0]);
      if (chars.length < (isWritten ? SHORTEST_NAME : ONE_WRONG)) continue;
      const spelt = isWritten ? chars.map((char) => syllableOf.get(char) || "?").join("") : name;
      if (Math.abs(size(spelt) - word.length) >= least) continue;
      const wrong = editDistance(word, spelt);
      if (wrong < least) [best, least] = [name, wrong];
    }
    return best;
  }
}

/**
 * Promise the query with the suspect words of its text corrected, or null.
 * @param {string} query
 * @param {string} text What is left of the query without its fields.
 * @param {() => number[]} firstHits Gives the numbers of the best documents.
 * @param {import("../types").Fold} fold
 * @param {import("../types").OpenIndex} index
 * @param {import("./facet_columns.mjs").FacetColumns} facets
 */
export function suggestionFor(query, text, firstHits, fold, index, facets) {
  return new Correction(fold, index, facets).suggestion(query, text, firstHits);
}
