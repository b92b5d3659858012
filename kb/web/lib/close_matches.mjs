// Find the names most like a word, as Python's difflib.get_close_matches does: both sides word messages the same.

const WANTED = 3;
const CUTOFF = 0.4;

/** The longest common run within two ranges, the earliest in `one`, then in `other`: `[start, start, length]`. */
function longestRun(one, other, [oneFrom, oneTo, otherFrom, otherTo]) {
  let best = [oneFrom, otherFrom, 0];
  for (let at = oneFrom; at < oneTo; at += 1) {
    for (let to = otherFrom; to < otherTo; to += 1) {
      let length = 0;
      while (at + length < oneTo && to + length < otherTo && one[at + length] === other[to + length]) length += 1;
      if (length > best[2]) best = [at, to, length];
    }
  }
  return best;
}

function common(one, other, range) {
  const [at, to, length] = longestRun(one, other, range);
  if (!length) return 0;
  const [oneFrom, oneTo, otherFrom, otherTo] = range;
  return (
    length +
    common(one, other, [oneFrom, at, otherFrom, to]) +
    common(one, other, [at + length, oneTo, to + length, otherTo])
  );
}

function likeness(name, word) {
  const one = [...name];
  const other = [...word];
  const all = one.length + other.length;
  return all ? (2 * common(one, other, [0, one.length, 0, other.length])) / all : 1;
}

/** Return up to three names like the word, the most like it first. */
export function closeMatches(word, names) {
  const scored = names.map((name) => ({ name, score: likeness(name, word) })).filter(({ score }) => score >= CUTOFF);
  scored.sort((one, other) => other.score - one.score || (one.name < other.name ? 1 : -1));
  return scored.slice(0, WANTED).map(({ name }) => name);
}
