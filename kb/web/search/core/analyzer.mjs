// Turn text into terms: single characters and pairs of neighbours for Han and its like, whole words for the rest.
// The rules are in docs/search.md and in kb/search/text/analyzer.py; tests/fixtures/analysis.json tests both sides.

/** @typedef {import("../types").Fold} Fold */
/** @typedef {import("../types").Occurrence} Occurrence */

const UNIGRAM_WEIGHT = 0.8;
const PINYIN_WEIGHT = 0.7;

const GRAM =
  "\\u3005-\\u3007\\u3041-\\u3096\\u309d-\\u309f\\u30a1-\\u30fa\\u30fc-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff" +
  "\\uac00-\\ud7a3\\uf900-\\ufaff\\u{20000}-\\u{323af}";
const LETTER = `(?![${GRAM}])[\\p{L}\\p{N}]`;

// No look-behind anywhere: a phone that does not know it could not even read the script.
const START = new RegExp(`[${GRAM}]|${LETTER}`, "gu");
const GRAMS = new RegExp(`[${GRAM}]+`, "uy");
const THOUSANDS = new RegExp(`[0-9]{1,3}(?:,[0-9]{3})+(?!${LETTER}|,[0-9])`, "uy");
/** Letters between dots: U.S.A. */
const INITIALS = new RegExp(`(?![0-9])${LETTER}(?:\\.(?![0-9])${LETTER})+(?!${LETTER}|\\.${LETTER})`, "uy");
const LETTERS = new RegExp(`(?:${LETTER})+`, "uy");
const FIRST_GRAM = new RegExp(`^[${GRAM}]`, "u");
const ONE_GRAM = new RegExp(`^[${GRAM}]$`, "u");
const ALPHABETIC = /\p{L}/u;
const DIGIT = /[0-9]/;

/**
 * What a word is also found by: of a date or a version all that lies between dots; of letters glued to numbers each, unless
 * a single letter would be left, as in K12.
 */
const DATED = /^(?:(?:[^.]+\.){2}.*|(?:19|20)[0-9]{2}\.[0-9]{1,2})$/u;
const BETWEEN_DOTS = /[^.]+/gu;
const GLUED = /^(?=.*[^0-9.])(?=.*[0-9])(?:[^0-9.]{2,}|[0-9]+(?:\.[0-9]+)*)+$/u;
const LETTERS_OR_NUMBER = /[^0-9.]+|[0-9]+(?:\.[0-9]+)*/gu;

/** @param {RegExp} pattern @param {string} text @param {number} at */
function matchAt(pattern, text, at) {
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  return match ? match[0] : "";
}

/**
 * A word goes on over a hyphen before a letter, and over a point between digits.
 * @param {string} text @param {number} at
 */
function wordAt(text, at) {
  let end = at + matchAt(LETTERS, text, at).length;
  for (;;) {
    const joint = text[end];
    if (joint !== "-" && !(joint === "." && DIGIT.test(text[end - 1]) && DIGIT.test(text[end + 1] || ""))) break;
    const more = matchAt(LETTERS, text, end + 1);
    if (!more) break;
    end += 1 + more.length;
  }
  return text.slice(at, end);
}

/**
 * The terms of one word with their places in it: the whole of it first, then its parts.
 * @param {string} word @returns {Occurrence[]}
 */
function wordTerms(word) {
  if (!word.includes("-")) {
    /** @type {Occurrence[]} */
    const terms = [[word, 0, word.length]];
    // A decimal is one term; a date or a version (2014.2.24) is also found by its parts, and Web2.0 by Web.
    const parts = GLUED.test(word) ? LETTERS_OR_NUMBER : DATED.test(word) ? BETWEEN_DOTS : null;
    for (const part of parts ? word.matchAll(parts) : []) terms.push([part[0], part.index, part.index + part[0].length]);
    return terms;
  }
  /** @type {Occurrence[]} */
  const terms = [];
  let start = 0;
  for (const part of word.split("-")) {
    for (const [term, first, last] of wordTerms(part)) terms.push([term, start + first, start + last]);
    start += part.length + 1;
  }
  // "e-learning" and "elearning" meet; "2013-2014" stays two years.
  if (ALPHABETIC.test(word)) terms.unshift([word.replace(/-/g, ""), 0, word.length]);
  return terms;
}

/** @param {string} run @param {number} offset @param {Occurrence[]} terms */
function gramTerms(run, offset, terms) {
  const chars = [...run];
  let at = offset;
  chars.forEach((char, index) => {
    terms.push([char, at, at + char.length]);
    const next = chars[index + 1];
    if (next) terms.push([char + next, at, at + char.length + next.length]);
    at += char.length;
  });
}

/**
 * Every `[term, start, end]` of folded text in reading order.
 * @param {string} folded
 */
export function termsOf(folded) {
  /** @type {Occurrence[]} */
  const terms = [];
  let at = 0;
  for (;;) {
    START.lastIndex = at;
    const start = START.exec(folded);
    if (!start) return terms;
    at = start.index;
    let token = matchAt(GRAMS, folded, at);
    if (token) gramTerms(token, at, terms);
    else if ((token = matchAt(THOUSANDS, folded, at))) terms.push([token.replace(/,/g, ""), at, at + token.length]);
    else if (folded[at - 1] !== "." && (token = matchAt(INITIALS, folded, at))) {
      terms.push([token.replace(/\./g, ""), at, at + token.length]);
    } else {
      token = wordAt(folded, at);
      for (const [term, first, last] of wordTerms(token)) terms.push([term, at + first, at + last]);
    }
    at += token.length;
  }
}

/**
 * Every `[term, start, end]` of a text, with its place in the text as given.
 * @param {string} text @param {Fold} fold @returns {Occurrence[]}
 */
export function analyze(text, fold) {
  const { text: folded, starts, ends } = fold(text);
  return termsOf(folded).map(([term, start, end]) => [term, starts[start], ends[end - 1]]);
}

/**
 * Where the given terms occur in a text, by start, then end; quicker than analysing all of it.
 * @param {string} text @param {Iterable<string>} terms @param {Fold} fold @returns {Occurrence[]}
 */
export function findTerms(text, terms, fold) {
  const { text: folded, starts, ends } = fold(text);
  /** @type {Occurrence[]} */
  const found = [];
  const words = new Set();
  for (const term of terms) {
    if (!startsWithGram(term)) words.add(term);
    else for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + 1)) found.push([term, at, at + term.length]);
  }
  if (words.size) found.push(...termsOf(folded).filter(([term]) => words.has(term)));
  found.sort((one, other) => one[1] - other[1] || one[2] - other[2]);
  return found.map(([term, start, end]) => [term, starts[start], ends[end - 1]]);
}

/**
 * The distinct terms of a query in the order they first occur.
 * @param {string} text @param {Fold} fold
 */
export function queryTerms(text, fold) {
  return [...new Set(termsOf(fold(text).text).map(([term]) => term))];
}

/** Whether the term is one character of a script written without spaces. */
export const isUnigram = (/** @type {string} */ term) => ONE_GRAM.test(term);

/** Whether the term is of a script written without spaces. */
export const startsWithGram = (/** @type {string} */ term) => FIRST_GRAM.test(term);

/** Whether the term is two syllables: no other term holds an apostrophe. */
export const isPinyin = (/** @type {string} */ term) => term.includes("'");

/** How much a query term counts compared with others. */
export const termWeight = (/** @type {string} */ term) => (isUnigram(term) ? UNIGRAM_WEIGHT : isPinyin(term) ? PINYIN_WEIGHT : 1);
