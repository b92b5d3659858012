// Read what most queries are, words and nothing else, and tell which ask for more.

// Python's blanks, which are not quite JavaScript's.
export const BLANK = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
export const QUOTES = "\"＂“”„「」『』";

const ENDS = new RegExp(`^[${BLANK}]+|[${BLANK}]+$`, "gu");

/** What fields, phrases and exclusions are written with. */
const LANGUAGE = new RegExp(`[:：${QUOTES}]|(?:^|[${BLANK}])[-－]`, "u");

/** What other engines read as commands; here it is text, and a note says so. */
const COMMANDS = new RegExp(`[*?~^/\\\\]|(?:^|[${BLANK}])(?:AND|OR|NOT)(?![^${BLANK}])`, "u");

/** Pictures, and control characters that are no blanks. */
const PICTURES = /\p{So}|[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]/u;

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
  return hasStraySigns || COMMANDS.test(text) || PICTURES.test(text) ? ["查询里的符号（如 *、/、AND、没有配对的引号）按普通文字处理。"] : [];
}
