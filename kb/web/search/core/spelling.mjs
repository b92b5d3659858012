// Offer what a query perhaps meant: «您是不是要找»; the rules are those of kb/search/query/spelling.py.
import { isUnigram, queryTerms } from "./analyzer.mjs";
import { withoutPlaceSuffix } from "./filters.mjs";
import { tellingTerms, wordRuns } from "./phrases.mjs";
import { FIELD_NAMES } from "./query.mjs";
import { withoutQuestionWords } from "./stopwords.mjs";
import { rowsInAll } from "./postings.mjs";
import { turns } from "../../lib/scheduling.mjs";
import { allSyllables, syllablesOf, typedSounds } from "./pinyin.mjs";
import { strangePairs } from "./unseen_terms.mjs";

const NAMING_FACETS = ["theme", "problem", "model", "stage", "unit_type", "region"];
const LONGEST = 12;
const MENDED = 3;
const SHORT = 5;
const BESIDE = 3;
const EITHER_SIDE = 2;
const ONE_WRONG = 4;
const TWO_WRONG = 8;
/** Characters that a name must have to be offered for Latin letters: nobody who types xian or luse means 县 or use. */
const SHORTEST_NAME = 2;
const FIELDS = new Set(Object.keys(FIELD_NAMES));

/** How many characters are taken out of the run and put there from a name. */
const CHANGES = [[1, 1], [0, 1], [1, 0], [2, 2]];

/** Vocabulary names by store. */
const NAMES = new WeakMap();

const isLatin = (run) => /^[A-Za-z]+$/.test(run);
const size = (run) => [...run].length;

/** How many characters both begin with. */
function alike(one, other) {
  let count = 0;
  while (count < one.length && count < other.length && one[count] === other[count]) count += 1;
  return count;
}

function isLikely(left, right, taken, put, sounds) {
  if (taken !== put) return left >= EITHER_SIDE && right >= EITHER_SIDE;
  return taken === 2 || left + right >= (sounds ? 1 : BESIDE);
}

/** How many letters must be put in, left out, changed or swapped. */
function distance(one, other) {
  let older = [];
  let before = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let place = 1; place <= one.length; place += 1) {
    const row = [place];
    for (let at = 1; at <= other.length; at += 1) {
      let cost = Math.min(before[at] + 1, row[at - 1] + 1, before[at - 1] + (one[place - 1] === other[at - 1] ? 0 : 1));
      const swapped = at > 1 && place > 1 && one[place - 1] === other[at - 2] && one[place - 2] === other[at - 1];
      if (swapped) cost = Math.min(cost, older[at - 2] + 1);
      row.push(cost);
    }
    [older, before] = [before, row];
  }
  return before[other.length];
}

/** Every change that makes a part of the run a part of a name, whatever it sounds like; the page gets its turn in between. */
async function changesOf(run, strange, names) {
  const chars = [...run];
  const yieldIfBusy = turns();
  const pairs = chars.slice(1).map((_, at) => at).filter((at) => !strange.length || strange.includes(chars[at] + chars[at + 1]));
  const places = [...new Set([...pairs, ...pairs.map((place) => place + 1)])].sort((one, other) => one - other);
  const found = [];
  for (const name of names) {
    for (const place of places) {
      for (let at = 0; at < name.length; at += 1) {
        for (const [taken, put] of CHANGES) {
          const old = chars.slice(place, place + taken).join("");
          const fresh = name.slice(at, at + put).join("");
          if (old === fresh || chars.length < place + taken || name.length < at + put) continue;
          if (taken === 2 && old !== [...fresh].reverse().join("")) continue;
          const left = alike(chars.slice(0, place).reverse(), name.slice(0, at).reverse());
          const right = alike(chars.slice(place + taken), name.slice(at + put));
          const mended = chars.slice(0, place).join("") + fresh + chars.slice(place + taken).join("");
          if (taken === 2 || left + right) found.push({ old, fresh, taken, put, beside: left + right, left, right, mended });
        }
      }
    }
    await yieldIfBusy();
  }
  return found;
}

class Correction {
  constructor({ fold, terms, facets, store }) {
    Object.assign(this, { fold, terms, facets, store });
  }

  heldAmong(terms) {
    return this.terms.heldAmong(terms);
  }

  async isTorn(run) {
    if (size(run) <= 2 || size(run) > SHORT) return false;
    // What is so common that the query left it out parts nothing.
    const { rows, left } = await this.terms.rowsOf(tellingTerms(run, this.fold));
    const telling = tellingTerms(run, this.fold).filter((term) => !left.has(term));
    return telling.length > 0 && !rowsInAll(telling.map((term) => rows.get(term))).length;
  }

  async isWeak(run) {
    if (isLatin(run)) {
      if (run.length < ONE_WRONG || (await this.heldAmong([run]))(run)) return false;
      const syllables = await allSyllables(this.store);
      const initials = await this.heldAmong([...run].slice(1).map((letter, at) => `${run[at]}'${letter}`));
      const sounds = typedSounds([[run]], initials, syllables);
      return !sounds.some(await this.heldAmong(sounds));
    }
    if (!isUnigram([...run][0]) || size(run) > LONGEST) return false;
    return (await this.strange(run)).length > 0 || this.isTorn(run);
  }

  async strange(run) {
    const terms = queryTerms(run, this.fold);
    return strangePairs(terms, await this.heldAmong(terms));
  }

  async names(firstHits) {
    const [vocabulary, hits] = await Promise.all([
      this.vocabularyNames(),
      Promise.all(firstHits.map((document) => this.store.load(`d/${document}`))),
    ]);
    const names = [...vocabulary];
    for (const [, title, [unit]] of hits) for (const name of [title, unit]) names.push(...wordRuns(this.fold(name).text));
    return [...new Set(names)];
  }

  /** The runs of all labels and other names; the same for every query, so worked out once an index. */
  async vocabularyNames() {
    if (!NAMES.has(this.store)) {
      const names = [];
      const [facets, words] = await Promise.all([this.facets.valuesFor({ region: ["0"] }), this.store.load("words")]);
      const yieldIfBusy = turns();
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
    }
    return NAMES.get(this.store);
  }

  async suggestion(query, text, firstHits) {
    const folded = this.fold(text).text.trim();
    const runs = wordRuns(withoutQuestionWords(folded));
    const asked = this.fold(query).text.trim();
    const weak = [];
    for (const run of runs) if (!FIELDS.has(run) && (await this.isWeak(run))) weak.push(run);
    if (!weak.length) return null;
    const names = await this.names(firstHits());
    if (runs.every(isLatin)) {
      const name = await this.nearest(runs.join(""), names);
      if (name) return asked.replace(folded, () => name);
    }
    let mended = asked;
    for (const run of weak) {
      const better = isLatin(run) ? await this.nearest(run, names) : await this.mended(run, names);
      mended = mended.replace(run, () => better || run);
    }
    return mended === asked ? null : mended;
  }

  async mended(weak, names) {
    let run = weak;
    let better = null;
    const own = new Set(run);
    const near = names.map((name) => [...name]).filter((name) => isUnigram(name[0]) && name.some((char) => own.has(char)));
    for (let left = MENDED; left > 0; left -= 1) {
      const strange = await this.strange(run);
      if (!strange.length && !(await this.isTorn(run))) break;
      const best = await this.bestChange(run, strange, near);
      if (!best) break;
      run = better = best;
    }
    return better;
  }

  async bestChange(run, strange, near) {
    const changes = await changesOf(run, strange, near);
    const swaps = changes.filter(({ taken, put }) => taken === 1 && put === 1);
    const syllableOf = await syllablesOf([...new Set(swaps.flatMap(({ old, fresh }) => [old, fresh]))], this.store);
    const likely = [];
    for (const change of changes) {
      const { old, fresh, taken, put, beside, left, right } = change;
      const sounds = taken === 1 && put === 1 && syllableOf.has(old) && syllableOf.get(old) === syllableOf.get(fresh);
      // Where no pair is strange, only the whole run as a part of a name is reason enough.
      const whole = beside + taken === size(run) && (sounds || taken !== put);
      if ((strange.length || whole) && isLikely(left, right, taken, put, sounds)) likely.push({ ...change, value: beside + (sounds ? 2 : 0) });
    }
    likely.sort((one, other) => other.value - one.value);
    for (const { mended } of likely) if (await this.hangsTogether(mended, run)) return mended;
    return null;
  }

  /** Whether every pair that the change made is held. */
  async hangsTogether(mended, run) {
    const before = queryTerms(run, this.fold);
    const made = queryTerms(mended, this.fold).filter((term) => size(term) === 2 && !before.includes(term));
    return made.every(await this.heldAmong(made));
  }

  /** The nearest Latin word of a name, or the name whose pinyin is nearest. */
  async nearest(word, names) {
    const syllableOf = await syllablesOf([...new Set(names.join(""))], this.store);
    let best = null;
    let least = (word.length >= TWO_WRONG ? 2 : 1) + 1;
    const yieldIfBusy = turns();
    for (const name of names) {
      await yieldIfBusy();
      const chars = [...name];
      const isWritten = isUnigram(chars[0]);
      if (chars.length < (isWritten ? SHORTEST_NAME : ONE_WRONG)) continue;
      const spelt = isWritten ? chars.map((char) => syllableOf.get(char) || "?").join("") : name;
      if (Math.abs(size(spelt) - word.length) >= least) continue;
      const wrong = distance(word, spelt);
      if (wrong < least) [best, least] = [name, wrong];
    }
    return best;
  }
}

/**
 * Promise the query with the weak words of its text mended, or null; `text` is what is left of it without its fields,
 * `firstHits` gives the numbers of the best documents.
 */
export function suggestionFor(query, text, firstHits, engine) {
  return new Correction(engine).suggestion(query, text, firstHits);
}
