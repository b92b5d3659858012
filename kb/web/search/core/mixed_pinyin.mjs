// Find by syllables typed beside characters: 无hu, 班班tong; the rules are those of kb/search/text/pinyin.py.
import { isUnigram } from "./analyzer.mjs";
import { namePinyin } from "./name_pinyin.mjs";
import { pairsOf, readingsOf, syllablesOf } from "./syllables.mjs";
import { wordsBesideCharacters } from "./unseen_terms.mjs";

/** Names typed so are looked up whole up to so many syllables. */
const SHORT_NAME = 6;
/** Syllables that are an abbreviation to whoever types them beside characters. */
const ABBREVIATIONS = ["ai"];

/**
 * Promise the pinyin terms that join a syllable to the characters it is typed beside: 无hu is wu'hu.
 * @param {string} spelled @param {(term: string) => boolean} held @param {Set<string>} syllables
 * @param {Pick<import("../types").OpenIndex, "terms" | "store">} index
 */
export async function besideCharacters(spelled, held, syllables, { terms, store }) {
  const words = wordsBesideCharacters(spelled).filter(([, word]) => {
    const cuts = readingsOf(word, syllables, true);
    return !held(word) && !ABBREVIATIONS.includes(word) && cuts.length && cuts[0].length === 1;
  });
  if (!words.length) return [];
  const written = nameTexts(spelled).flatMap((text) => [...text]).filter(isUnigram);
  const syllableOf = await syllablesOf([...new Set([...words.flatMap(([one, , other]) => [one, other]), ...written])].filter(Boolean), store);
  /** @type {string[]} */
  const found = [];
  for (const [before, word, after] of words) {
    const read = (/** @type {string} */ char) => [syllableOf.get(char) || ""].filter(Boolean);
    const seamsOf = (/** @type {string[]} */ cut) => pairsOf([...read(before), ...cut, ...read(after)]);
    const seams = seamsOf(readingsOf(word, syllables, true)[0]);
    const isHeld = await terms.heldAmong(seams);
    const cuts = readingsOf(word, syllables).filter((cut) => cut.length > 1);
    found.push(...seams, ...(seams.some(isHeld) ? [] : cuts.flatMap(seamsOf)));
  }
  return [...found, ...mixedNames(spelled, syllables, syllableOf)];
}

/** A text and each of its words that are short enough to be a name. @param {string} spelled */
function nameTexts(spelled) {
  const texts = [...new Set([spelled.trim(), ...spelled.split(/\s+/)])].map((text) => text.replace(/[^\p{L}\p{N}]|\p{Nd}/gu, " "));
  return texts.filter((text) => [...text].filter(isUnigram).length <= SHORT_NAME);
}

/**
 * The text and each of its words as the name by pinyin that it may be.
 * @param {string} spelled @param {Set<string>} syllables @param {Map<string, string>} syllableOf
 */
function mixedNames(spelled, syllables, syllableOf) {
  /** @type {string[]} */
  const found = [];
  for (const text of nameTexts(spelled)) {
    const parts = text.match(/[a-z]+|[^a-z\s]+/g) || [];
    const name = parts.flatMap((part) =>
      isUnigram([...part][0]) ? [...part].map((char) => syllableOf.get(char) || "") : readingsOf(part, syllables)[0] || [""],
    );
    const hasCharacters = [...text].some(isUnigram);
    if (hasCharacters && name.every(Boolean) && name.length > 1 && name.length <= SHORT_NAME) found.push(namePinyin(name));
  }
  return found;
}
