// Find names by how they sound; the rules are those of kb/search/text/exact_names.py.

/** The sound term of a whole name. */
export const nameSound = (syllables) => `=${syllables.join("'")}`;

/** The sounds of name terms, where every character has one. */
export function askedNameSounds(names, syllableOf) {
  const sounding = names.map((name) => [...name].slice(1).map((char) => syllableOf.get(char)));
  return sounding.filter((syllables) => syllables.every(Boolean)).map(nameSound);
}
