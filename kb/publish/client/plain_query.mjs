// Read what most queries are, words and nothing else, and tell which ask for more.

// Python's blanks, which are not quite JavaScript's.
export const BLANK = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
export const QUOTES = "\"＂“”„「」『』";

const ENDS = new RegExp(`^[${BLANK}]+|[${BLANK}]+$`, "gu");

/** What fields, phrases and exclusions are written with. */
const LANGUAGE = new RegExp(`[:：${QUOTES}]|(?:^|[${BLANK}])[-－]`, "u");

/** What other engines read as commands; here it is text, and the reader is told so. */
const COMMANDS = new RegExp(`[*?~^]|(?:^|[${BLANK}])(?:AND|OR|NOT)(?![^${BLANK}])`, "u");

/** Take off blanks at both ends. */
export function strip(text) {
  return text.replace(ENDS, "");
}

/** Whether a query may hold a field, a phrase or an exclusion. */
export const isPlain = (text) => !LANGUAGE.test(text);

/** A query without any, in the form of `parseQuery` (query.mjs). */
export const plainQuery = (text) => ({ text, phrases: [], excluded: [], filters: {}, typed: [], notes: [] });

/** What to say of a query's text besides. */
export function noteOf(text) {
  return COMMANDS.test(text) ? ["查询里的符号（如 *、?、AND、OR）按普通文字处理。"] : [];
}
