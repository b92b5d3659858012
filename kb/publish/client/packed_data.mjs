// Open what is told of cases: each script is packed with the words that all have in common (kb/publish/shared_words.py).
import { strFromU8, strToU8, unzlibSync } from "fflate";
import { dataLoader } from "./classic_data.mjs";

const wordsOf = dataLoader(
  "kbWords",
  (name) => `kb/words-${name}.js`,
  (name, text) => [name, strToU8(text)],
);

function opened(packed, dictionary) {
  const bytes = Uint8Array.from(atob(packed), (sign) => sign.charCodeAt(0));
  return JSON.parse(strFromU8(unzlibSync(bytes, { dictionary })));
}

/** Return a function `(root, key) → data or null` for scripts that call `callback(key, name of the words, packed data)`. */
export function packedLoader(callback, addressOf) {
  const arrive = dataLoader(callback, addressOf, (key, words, packed) => [key, { words, packed }]);
  return async (root, key) => {
    const found = await arrive(root, key);
    const dictionary = found && (await wordsOf(root, found.words));
    return dictionary ? opened(found.packed, dictionary) : null;
  };
}
