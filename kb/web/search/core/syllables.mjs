// Cut what is typed into syllables, and say how characters are read; the rules are those of kb/search/text/pinyin.py.

/** zhuangr */
const LONGEST_SYLLABLE = 7;
const READINGS = 3;
/** @type {Record<string, string>} */
const SPELLINGS = { lue: "lve", nue: "nve", lyu: "lv", nyu: "nv", lyue: "lve", nyue: "nve", shei: "shui" };

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

/** @param {ArrayLike<string>} parts */
export const pairsOf = (parts) => Array.from(parts).slice(1).map((part, at) => `${parts[at]}'${part}`);

/**
 * The syllable that is typed so, or two for one that ends in 儿: wanr is wan'er.
 * @param {string} typed @param {Set<string>} syllables
 */
function readSyllable(typed, syllables) {
  const part = SPELLINGS[typed] || typed;
  if (syllables.has(part)) return [part];
  return part.endsWith("r") && syllables.has(part.slice(0, -1)) ? [part.slice(0, -1), "er"] : [];
}

/**
 * The first ways to cut a word into syllables, by number of syllables, then by letters.
 * @param {string} word @param {Set<string>} syllables
 */
function cutsOf(word, syllables) {
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
      const part = readSyllable(word.slice(start, end), syllables);
      if (part.length) here.push(...ways[start].map((way) => way.concat(part)));
    }
    ways.push(here.sort(order).slice(0, READINGS + 1));
  }
  return ways[word.length];
}

/**
 * The shortest ways to cut a word into syllables; none when it cannot be cut. They have two at least if it can be: xian
 * is xi'an. A word apart from others is one syllable if it can be.
 * @param {string} word @param {Set<string>} syllables @param {boolean} apart
 */
export function readingsOf(word, syllables, apart = false) {
  let cuts = cutsOf(word, syllables);
  if (!apart && cuts.length > 1 && cuts[0].length === 1) cuts = cuts.slice(1);
  return cuts.filter((cut) => cut.length === cuts[0].length).slice(0, READINGS);
}

/**
 * The cuts of one syllable more than these readings: luanshi is Lu'an, too, where names hold every pair and its initials.
 * @param {string} word @param {string[][]} readings @param {Set<string>} syllables
 */
export const longerCuts = (word, readings, syllables) =>
  cutsOf(word, syllables).filter((cut) => readings.length && cut.length === readings[0].length + 1 && cut.length > 2);

/** What names hold that are called so: each pair of syllables, and of initials. @param {string[]} cut */
export const namedBy = (cut) => [...pairsOf(cut), ...pairsOf(cut.map((syllable) => syllable[0]))];
