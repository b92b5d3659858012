// Tell how far two words are from each other.

/**
 * How many characters must be put in, left out, changed or swapped.
 * @param {string | string[]} one @param {string | string[]} other
 */
export function editDistance(one, other) {
  /** @type {number[]} */
  let older = [];
  let before = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let place = 1; place <= one.length; place += 1) {
    const row = [place];
    for (let at = 1; at <= other.length; at += 1) {
      let cost = Math.min(before[at] + 1, row[at - 1] + 1, before[at - 1] + (one[place - 1] === other[at - 1] ? 0 : 1));
      const swapped = at > 1 && place > 1 && one[place - 1] === other[at - 2] && one[place - 2] === other[at - 1];
      if (swapped) cost = Math.min(cost, older[at - 2] + 1);
      row.push(cost);
    }
    [older, before] = [before, row];
  }
  return before[other.length];
}
