// Choose the part of a document that shows best why it was found; the rules are those of kb/search/ranking/snippet.py.
import { findTerms, isPinyin, isUnigram } from "./analyzer.mjs";

export const SNIPPET_LENGTH = 110;
/** How far before the first marked term a snippet may begin, to begin with a clause. */
const LEAD = 24;
/** @typedef {import("../types").Occurrence} Occurrence */
/** @typedef {import("../types").Fold} Fold */
/** @typedef {Map<string, number>} TermValues */

const CLAUSE_ENDS = "。！？；，：.!?;,:\n";

/**
 * The greatest sum of different terms' values within one snippet's reach, and where that begins.
 * @param {Occurrence[]} places @param {TermValues} values
 */
function bestWindow(places, values) {
  const reach = SNIPPET_LENGTH - LEAD;
  const inside = new Map();
  let best = [0, 0];
  let value = 0;
  let last = 0;
  for (const first of places) {
    const [firstTerm, start] = first;
    for (; last < places.length && (places[last][2] <= start + reach || places[last] === first); last += 1) {
      const term = places[last][0];
      inside.set(term, (inside.get(term) || 0) + 1);
      if (inside.get(term) === 1) value += values.get(term) || 0;
    }
    if (value > best[0]) best = [value, start];
    inside.set(firstTerm, (inside.get(firstTerm) || 0) - 1);
    if (inside.get(firstTerm) === 0) value -= values.get(firstTerm) || 0;
  }
  return best;
}

/**
 * Where a snippet begins so that it shows the place `first` and starts with a clause if it can.
 * @param {string[]} chars @param {number} first
 */
function beginning(chars, first) {
  if (chars.length <= SNIPPET_LENGTH || first <= LEAD) return 0;
  let start = first;
  while (start > first - LEAD && !CLAUSE_ENDS.includes(chars[start - 1])) start -= 1;
  if (start === first - LEAD) start = first - Math.floor(LEAD / 2);
  start = Math.min(start, chars.length - SNIPPET_LENGTH);
  while (chars[start] === " ") start += 1;
  return start;
}

/**
 * The places inside `[start, end)`, joined where they touch, counted from `start`.
 * @param {Occurrence[]} places @param {number} start @param {number} end
 */
function merged(places, start, end) {
  /** @type {import("../types").Highlights} */
  const ranges = [];
  for (const [, first, last] of places.filter((place) => start <= place[1] && place[2] <= end)) {
    const before = ranges[ranges.length - 1];
    if (before && first - start <= before[1]) before[1] = Math.max(before[1], last - start);
    else ranges.push([first - start, last - start]);
  }
  return ranges;
}

/**
 * Leave out single characters that a longer term covers: marking them marks half the page.
 * @param {string[]} terms
 */
function markedTerms(terms) {
  const longer = terms.filter((term) => !isUnigram(term));
  const covered = new Set(longer.join(""));
  return new Set(longer.concat(terms.filter((term) => !covered.has(term))));
}

/**
 * Where the query's terms occur in each text: the marked ones, or all of them when no text holds a marked one.
 * @param {string[]} texts @param {TermValues} values @param {Fold} fold
 */
function placesIn(texts, values, fold) {
  const find = (/** @type {string[]} */ terms) => texts.map((text) => findTerms(text, terms, fold));
  const found = find([...markedTerms([...values.keys()])]);
  return found.some((places) => places.length) ? found : find([...values.keys()]);
}

/**
 * Whether these texts show as much of the query as any further text of the document could: within one window, every
 * marked term that the document has at all.
 * @param {string[]} texts
 * @param {TermValues} values
 * @param {(term: string) => boolean} hasTerm
 * @param {Fold} fold
 */
export function isSettledBy(texts, values, hasTerm, fold) {
  if (!values.size) return texts.length > 0;
  const present = [...markedTerms([...values.keys()])].filter((term) => hasTerm(term) && !isPinyin(term));
  if (!present.length) return false;
  let most = 0;
  for (const term of present) most += values.get(term) || 0;
  return texts.some((text) => bestWindow(findTerms(text, present, fold), values)[0] === most);
}

/**
 * The best excerpt of the texts and what to mark in it and in the title; `values` weighs each query term.
 * @param {string} title
 * @param {string[]} texts
 * @param {TermValues} values
 * @param {Fold} fold
 * @returns {import("../types").Excerpt}
 */
export function snippetOf(title, texts, values, fold) {
  const [inTitle, ...inTexts] = placesIn([title, ...texts], values, fold);
  const titleHighlights = merged(inTitle, 0, title.length);
  if (!texts.length) return { snippet: "", highlights: [], titleHighlights };
  let best = { value: 0, text: 0, start: 0 };
  inTexts.forEach((places, text) => {
    const [value, start] = bestWindow(places, values);
    if (value > best.value) best = { value, text, start };
  });
  const chars = [...texts[best.text]];
  const start = beginning(chars, best.start);
  const end = Math.min(chars.length, start + SNIPPET_LENGTH);
  return { snippet: chars.slice(start, end).join(""), highlights: merged(inTexts[best.text], start, end), titleHighlights };
}
