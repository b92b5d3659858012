// Put a list of references together: numbers or letters, and order. Nothing here knows a style.
import { lettered } from "../cite/citation_text.mjs";

/** The letter after a year, counted from 0: a, b … z, aa … @param {number} number */
export function yearSuffix(number) {
  let words = "";
  for (let left = number + 1; left > 0; left = Math.floor((left - 1) / 26)) words = String.fromCharCode(97 + ((left - 1) % 26)) + words;
  return words;
}

/** @param {(string | number)[]} one @param {(string | number)[]} other */
function compared(one, other) {
  for (let at = 0; at < one.length; at += 1) {
    if (one[at] < other[at]) return -1;
    if (one[at] > other[at]) return 1;
  }
  return 0;
}

/**
 * The list and the marks that lead to it, from references in the order of first mention.
 *
 * @param {[key: string, template: import("../case/types").Template][]} cited
 * @returns {{ entries: string[], marks: Map<string, string> }}
 */
export function referenceList(cited) {
  const marks = new Map();
  if (cited.every(([, [, , order]]) => !order)) {
    const entries = cited.map(([key, [entry]], at) => {
      marks.set(key, `[${at + 1}]`);
      return `[${at + 1}] ${entry}`;
    });
    return { entries, marks };
  }
  const ordered = [...cited].sort(([, [, , one]], [, [, , other]]) => compared(one || [], other || []));
  const seen = new Map();
  const entries = ordered.map(([key, [entry, mark = ""]]) => {
    const turn = seen.get(mark) || 0;
    seen.set(mark, turn + 1);
    const letter = cited.filter(([, [, other]]) => other === mark).length > 1 ? yearSuffix(turn) : "";
    marks.set(key, lettered(mark, letter));
    return lettered(entry, letter);
  });
  return { entries, marks };
}
