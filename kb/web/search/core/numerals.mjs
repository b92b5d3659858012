// Let 70万, 700,000 and 700000 find each other; the rules are those of kb/search/text/numerals.py.

/** @type {Record<string, number>} */
const ZEROS = { 千: 3, 万: 4, 百万: 6, 千万: 7, 亿: 8, 万亿: 12 };
const LARGE = /([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\.[0-9]+)? ?(万亿|千万|百万|千|万|亿)/y;
const BEFORE_A_PLACE = /[0-9.,]/;

/**
 * Every whole number that folded text writes with 千, 万 or 亿, in digits alone.
 * @param {string} folded
 */
export function writtenOut(folded) {
  /** @type {string[]} */
  const found = [];
  for (let at = 0; at < folded.length; at += 1) {
    if (at && BEFORE_A_PLACE.test(folded[at - 1])) continue;
    LARGE.lastIndex = at;
    const match = LARGE.exec(folded);
    if (!match) continue;
    const fraction = (match[2] || ".").slice(1);
    const digits = match[1].replace(/,/g, "") + fraction;
    const shift = ZEROS[match[3]] - fraction.length;
    const whole = shift < 0 ? digits.slice(0, shift) : digits + "0".repeat(shift);
    if (shift >= 0 || /^0*$/.test(digits.slice(shift))) found.push(whole.replace(/^0+(?=.)/, ""));
    at += match[0].length - 1;
  }
  return found;
}
