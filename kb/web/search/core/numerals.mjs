// Let numbers meet however they are written; the rules are those of kb/search/text/numerals.py.

/** @type {Record<string, number>} */
const ZEROS = { 千: 3, 万: 4, 百万: 6, 千万: 7, 亿: 8, 万亿: 12 };
const LARGE = /([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\.[0-9]+)? ?(万亿|千万|百万|千|万|亿)/y;
const BEFORE_A_PLACE = /[0-9.,]/;

/** @type {Record<string, string>} */
const DIGITS = { 〇: "0", 零: "0", o: "0", 0: "0", 一: "1", 二: "2", 两: "2", 三: "3", 四: "4", 五: "5", 六: "6", 七: "7", 八: "8", 九: "9" };
const CHINESE =
  /((?:一[八九]|二[〇零o0])[〇零o0一二三四五六七八九]{2}(?=年|[^〇零一二三四五六七八九十百千万亿]|$))|[〇零一二两三四五六七八九十百千万亿]{2,}/gu;
const DIGIT = "[一二两三四五六七八九]";
const BELOW_MYRIAD = new RegExp(`^(?:(${DIGIT})千)?(?:零?(${DIGIT})百)?(?:零?(${DIGIT}?)(十))?(?:(零?)(${DIGIT}))?$`, "u");

/**
 * The number that a Chinese numeral is; null for what is none, as 万一, or may be another, as 三万五.
 * @param {string} numeral @returns {number | null}
 */
function valueOf(numeral) {
  for (const unit of ["亿", "万"]) {
    const at = numeral.lastIndexOf(unit);
    if (at < 0) continue;
    if (numeral.indexOf(unit) < at) return null;
    const tail = numeral.slice(at + 1);
    const high = valueOf(numeral.slice(0, at));
    const low = tail ? valueOf(tail) : 0;
    const isExact = !tail || tail[0] === "零" || tail.length > 1;
    return high !== null && low !== null && isExact ? high * 10 ** ZEROS[unit] + low : null;
  }
  const match = numeral ? BELOW_MYRIAD.exec(numeral) : null;
  if (!match) return null;
  const [, thousands, hundreds, tens, ten, zero, ones] = match;
  if (ones && !ten && !zero && (thousands || hundreds)) return null;
  return Number([thousands, hundreds, tens || (ten && "一"), ones].map((digit) => (digit ? DIGITS[digit] : "0")).join(""));
}

/** From so many characters on, pairs within a numeral tell nothing: 千八 and 百七 stand in many others. */
const LONG = 3;

/** @param {string} numeral @param {string | undefined} year @returns {string | null} */
function digitsOf(numeral, year) {
  if (year) return [...year].map((digit) => DIGITS[digit]).join("");
  const number = valueOf(numeral);
  return number === null ? null : String(number);
}

/** Folded text with long Chinese numerals in digits; what is no number stays. @param {string} folded */
export const inDigits = (folded) =>
  folded.replace(CHINESE, (numeral, year) => {
    const digits = numeral.length < LONG ? null : digitsOf(numeral, year);
    return digits === null ? numeral : ` ${digits} `;
  });

/**
 * Every number that folded text writes with 千, 万 or 亿 after digits, or in Chinese numerals, in digits alone.
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
  for (const [numeral, year] of folded.matchAll(CHINESE)) {
    const digits = digitsOf(numeral, year);
    if (digits !== null) found.push(digits);
  }
  return found;
}
