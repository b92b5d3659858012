// Open what is told of cases: each script is packed with the words that all have in common (kb/publish/build/shared_words.py).
import { unzlibSync } from "fflate";
import { dataLoader } from "./jsonp.mjs";

const wordsOf = dataLoader(
  "kbWords",
  (name) => `kb/words-${name}.js`,
  (name, packed) => [name, unzlibSync(bytesOf(packed))],
);

/** Read bytes from signs, two for thirteen bits: those of ASCII that show, without `"`, `<` and `\\`. */
function bytesOf(signs) {
  const number = (place) => {
    const code = signs.charCodeAt(place);
    return code - 33 - (code > 34) - (code > 60) - (code > 92);
  };
  const bytes = new Uint8Array((signs.length * 13) >> 4);
  let bits = 0;
  let held = 0;
  let end = 0;
  for (let place = 0; place < signs.length; place += 2) {
    bits |= (number(place) + 91 * number(place + 1)) << held;
    for (held += 13; held >= 8; held -= 8, bits >>= 8) bytes[end++] = bits;
  }
  return bytes;
}

function opened(packed, dictionary) {
  return JSON.parse(new TextDecoder("gbk").decode(unzlibSync(bytesOf(packed), { dictionary })));
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
