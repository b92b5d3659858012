// Read what people type: "短语", -排除, 字段:值. The rules are those of kb/search/query/language.py; the rest is text.
import { queryTerms } from "./analyzer.mjs";
import { BLANK, MINUS, QUOTES, strip } from "./simple_query.mjs";

/** What a field may be called in a query, and the facet it narrows. */
/** @type {Record<string, string>} */
export const FIELD_NAMES = {
  地区: "region", 地方: "region", region: "region", place: "region",
  主题: "theme", theme: "theme",
  阶段: "stage", 学段: "stage", stage: "stage",
  模式: "model", 做法: "model", model: "model",
  问题: "problem", problem: "problem",
  证据: "evidence", 证据等级: "evidence", evidence: "evidence",
  来源: "source", source: "source",
  年份: "year", 年: "year", year: "year",
  单位类型: "unit_type", unit_type: "unit_type",
  学校类型: "school_kind", school_kind: "school_kind",
  状态: "status", status: "status",
};

const NAMES = new Map(Object.entries(FIELD_NAMES));

/** Patterns of a part in the middle of a word, and of one after a blank; `gap` is what may follow a field's colon. @param {string} gap */
function partPatterns(gap) {
  const rest =
    `(?:([^${BLANK}:：${QUOTES}]+)[:：](${gap})(?=[^${BLANK}]))?` +
    `(?:[${QUOTES}]([^${QUOTES}]+)[${QUOTES}]|([^${BLANK}${QUOTES}]+))`;
  return [new RegExp(`()${rest}`, "uy"), new RegExp(`(?:(${MINUS})(?=[^${BLANK}]))?${rest}`, "uy")];
}

const PART = partPatterns("");
/** After the colon of a field that is one of ours, people leave a space as well. */
const SPACED_PART = partPatterns(`[${BLANK}]*`);
const IS_BLANK = new RegExp(`[${BLANK}]`, "u");
const LONE_QUOTE = new RegExp(`[${QUOTES}]`, "u");

/**
 * The part of a query that begins here, if one does.
 * @param {string} text @param {number} at @param {(field: string) => string | null} isField
 */
function partAt(text, at, isField) {
  const afterBlank = at === 0 || IS_BLANK.test(text[at - 1]) ? 1 : 0;
  for (const patterns of [SPACED_PART, PART]) {
    const pattern = patterns[afterBlank];
    pattern.lastIndex = at;
    const part = pattern.exec(text);
    if (!part || !part[3] || isField(part[2])) return part;
  }
  return null;
}

/**
 * Take a query apart; `typed` says which part of it gave which values of which facet.
 * @param {string} text
 * @param {import("../types").Fold} fold
 * @param {import("../types").Resolve} resolve
 */
export async function parseQuery(text, fold, resolve) {
  /** @type {string[]} */
  const words = [];
  /** @type {import("../types").ParsedQuery} */
  const parsed = { text, phrases: [], excluded: [], filters: {}, typed: [], hasStraySigns: false, notes: [] };
  const facetNamed = (/** @type {string | undefined} */ field) => NAMES.get(strip(fold(field || "").text)) || null;
  const pass = (/** @type {string} */ passed) => {
    words.push(passed);
    if (LONE_QUOTE.test(passed)) parsed.hasStraySigns = true;
  };
  let end = 0;
  let at = 0;
  while (at < text.length) {
    const part = partAt(text, at, facetNamed);
    if (!part) {
      at += 1;
      continue;
    }
    // What the pattern passes over, a lone quotation mark say, stays where it was.
    pass(text.slice(end, at));
    const [whole, minus, field, , phrase, word] = part;
    end = at += whole.length;
    const facet = minus ? null : facetNamed(field);
    const resolved = facet && (await resolve(facet, phrase || word));
    if (facet && resolved && resolved.values) {
      parsed.filters[facet] = [...new Set([...(parsed.filters[facet] || []), ...resolved.values])];
      parsed.typed.push({ name: facet, values: resolved.values, part: whole });
    } else if (resolved) {
      parsed.notes.push(`${resolved.message}这里按普通文字检索。`);
      words.push(whole);
    } else if (minus && !field && queryTerms(phrase || word, fold).length) {
      parsed.excluded.push(phrase || word);
    } else {
      words.push(whole);
      // A full colon is punctuation, as in the title of a case; a half one, or a minus before it, means a field.
      if (field && (minus || whole[field.length] === ":")) parsed.hasStraySigns = true;
      if (phrase && !field) parsed.phrases.push(phrase);
    }
  }
  pass(text.slice(end));
  parsed.text = words.join("");
  return parsed;
}
