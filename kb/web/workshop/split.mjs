// Divide what does not fit on one page or slide.

/**
 * Parts of at most so many, none much smaller than the others.
 *
 * @template T
 * @param {T[]} list
 * @param {number} most
 */
export function inEvenParts(list, most) {
  const size = Math.ceil(list.length / Math.ceil(list.length / most));
  return Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, (at + 1) * size));
}
