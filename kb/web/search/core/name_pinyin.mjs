// Find names by their pinyin; the rules are those of kb/search/text/exact_names.py.

/** The pinyin term of a whole name. */
export const namePinyin = (/** @type {string[]} */ syllables) => `=${syllables.join("'")}`;

/**
 * The pinyin terms of name terms whose every character has a reading.
 * @param {string[]} names @param {Map<string, string>} syllableOf
 */
export function namePinyinTerms(names, syllableOf) {
  const readings = names.map((name) => [...name].slice(1).map((char) => syllableOf.get(char) || ""));
  return readings.filter((syllables) => syllables.every(Boolean)).map(namePinyin);
}
