// Fold text so that what means the same is written the same; offsets lead back to the original.
// The rules are in docs/search.md and in kb/search/text/fold.py: change all three together.

// Marks, format characters, Hangul vowels and finals, half-width kana's voice marks belong to the one before them.
const JOINING = /[\u1160-\u11ff\uff9e\uff9f\p{M}\p{Cf}]/u;
const DROPPED_MARKS = /[\u0300-\u036f]|\u115f|\u1160|[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu;
const FORMAT = /\p{Cf}/gu;
const SPACE = /[\p{Cc}\p{Zs}\p{Zl}\p{Zp}]/u;

/** @typedef {import("../types").Folded} Folded */

const joins = (/** @type {string} */ char) => char >= "\u00ad" && !(char >= "\u3400" && char <= "\u9fff") && JOINING.test(char);

/** How many folded texts to cache: those of the hits that come up again with every letter typed. */
const CACHED_TEXTS = 200;

/**
 * Read the character → character table from its two parallel strings.
 * @param {import("../types").FoldPart} table
 * @returns {Map<string, string>}
 */
export function readFoldTable({ from, to }) {
  const targets = [...to];
  return new Map([...from].map((char, index) => [char, targets[index]]));
}

/**
 * Make the folding for one table: `fold(text)` gives `{text, starts, ends}`, where unit `i` of the folded text comes
 * from the original's code points `starts[i]` up to `ends[i]`; code points, because Python counts so.
 * @param {Map<string, string>} table
 * @returns {import("../types").Fold}
 */
export function makeFold(table) {
  // Text uses few different characters, so each is folded once.
  /** @type {Map<string, string>} */
  const known = new Map();

  const foldCluster = (/** @type {string} */ cluster) => {
    const plain = cluster.normalize("NFKD").replace(DROPPED_MARKS, "").replace(FORMAT, "").normalize("NFKC").toLowerCase();
    let folded = "";
    for (const char of plain) folded += SPACE.test(char) ? " " : table.get(char) || char;
    return folded;
  };

  /** @type {import("../types").Fold} */
  const foldText = (text) => {
    const chars = [...text];
    const starts = [];
    const ends = [];
    let folded = "";
    for (let start = 0, end; start < chars.length; start = end) {
      let cluster = chars[start];
      for (end = start + 1; end < chars.length && joins(chars[end]); end += 1) cluster += chars[end];
      let piece = known.get(cluster);
      if (piece === undefined) {
        piece = foldCluster(cluster);
        known.set(cluster, piece);
      }
      for (let unit = 0; unit < piece.length; unit += 1) {
        starts.push(start);
        ends.push(end);
      }
      folded += piece;
    }
    return { text: folded, starts, ends };
  };

  /** @type {Map<string, Folded>} */
  const cached = new Map();
  return (text) => {
    let folded = cached.get(text);
    if (!folded) {
      folded = foldText(text);
      if (cached.size >= CACHED_TEXTS) cached.delete(/** @type {string} */ (cached.keys().next().value));
      cached.set(text, folded);
    }
    return folded;
  };
}
