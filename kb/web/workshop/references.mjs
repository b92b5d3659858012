// Put together a list of references that Python has written: numbers or letters, order, the day of reading.
// Nothing here knows a style; what an entry looks like is said by kb.citation when the site is made.

const LETTER = /\ue000/g;
const ACCESSED = /\ue001/g;
const ANCHOR = /\ue002/g;

/** The letter after a year, counted from 0: a, b … z, aa … */
export function letterOf(number) {
  let words = "";
  for (let left = number + 1; left > 0; left = Math.floor((left - 1) / 26)) words = String.fromCharCode(97 + ((left - 1) % 26)) + words;
  return words;
}

function compared(one, other) {
  for (let at = 0; at < one.length; at += 1) {
    if (one[at] < other[at]) return -1;
    if (one[at] > other[at]) return 1;
  }
  return 0;
}

/** The list and the marks that lead to it: `open` is `[{key, anchor, styles}]` in the order of first mention. */
export function referenceList(open, style, accessed) {
  const filled = (words, anchor) => words.replace(ACCESSED, accessed).replace(ANCHOR, anchor);
  const all = open.map(({ key, anchor, styles }) => {
    const { entry, mark, order } = styles[style];
    return { key, entry: filled(entry, anchor), mark, order: order && order.map((words) => (typeof words === "string" ? filled(words, anchor) : words)) };
  });
  const marks = new Map();
  if (all.every(({ order }) => !order)) {
    const entries = all.map(({ key, entry }, at) => {
      marks.set(key, `[${at + 1}]`);
      return `${marks.get(key)} ${entry}`;
    });
    return { entries, marks };
  }
  const ordered = [...all].sort((one, other) => compared(one.order, other.order));
  const seen = new Map();
  const entries = ordered.map(({ key, entry, mark }) => {
    const turn = seen.get(mark) || 0;
    seen.set(mark, turn + 1);
    const letter = all.filter((other) => other.mark === mark).length > 1 ? letterOf(turn) : "";
    marks.set(key, mark.replace(LETTER, letter));
    return entry.replace(LETTER, letter);
  });
  return { entries, marks };
}
