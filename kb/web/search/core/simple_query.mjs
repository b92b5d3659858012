// Read what most queries are, words and nothing else, and tell which ask for more.

// Python's blanks, which are not quite JavaScript's.
export const BLANK = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
export const QUOTES = "\"＂“”„「」『』";

/** What stands before a word to be excluded: a hyphen, or what an input method gives for it; two dashes are punctuation. */
export const MINUS = "(?:[-－‐‑‒–−﹣]|—(?!—))";
const DOUBLE_DASH = new RegExp(`(?:^|[${BLANK}])——+(?=[^${BLANK}—])`, "u");

const ENDS = new RegExp(`^[${BLANK}]+|[${BLANK}]+$`, "gu");

/** What fields, phrases and exclusions are written with. */
const LANGUAGE = new RegExp(`[:：${QUOTES}]|(?:^|[${BLANK}])${MINUS}`, "u");

/** What other engines read as commands; here it is text, and a note says so. */
const COMMANDS = new RegExp(`[*?~^/\\\\]|(?:^|[${BLANK}])(?:AND|OR|NOT)(?![^${BLANK}])`, "u");

/** Pictures, but for the circles written for 〇, and control characters that are no blanks. */
const PICTURES = /(?![○◯])\p{So}|[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]/u;

/**
 * Take off blanks at both ends.
 * @param {string} text
 */
export function strip(text) {
  return text.replace(ENDS, "");
}

/** Whether a query may hold a field, a phrase or an exclusion. */
export const isPlain = (/** @type {string} */ text) => !LANGUAGE.test(text);

/**
 * A query without any, in the form of `parseQuery` (query.mjs).
 * @param {string} text
 * @returns {import("../types").ParsedQuery}
 */
export const plainQuery = (text) => ({ text, phrases: [], excluded: [], filters: {}, typed: [], hasStraySigns: false, notes: [] });

/**
 * Say that signs of a parsed query were taken for text, where they were.
 * @param {import("../types").ParsedQuery} parsed
 */
export function straySignsNote({ text, hasStraySigns }) {
  const notes = [];
  if (hasStraySigns || COMMANDS.test(text) || PICTURES.test(text)) notes.push("查询里的符号（如 *、/、AND、没有配对的引号）按普通文字处理。");
  if (DOUBLE_DASH.test(text)) notes.push("“——”按标点处理。要去掉写到某个词的案例，请在词前写一个减号，如“-芜湖”。");
  return notes;
}
