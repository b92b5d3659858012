// Read what people type: "短语", -排除, 字段:值. The rules are those of kb/search/query_language.py; the rest is text.
import { BLANK, QUOTES, strip } from "./plain_query.mjs";

/** What a field may be called in a query, and the facet it narrows. */
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
  状态: "status", status: "status",
};

const NAMES = new Map(Object.entries(FIELD_NAMES));

const REST =
  `(?:([^${BLANK}:：${QUOTES}]+)[:：](?=[^${BLANK}]))?` +
  `(?:[${QUOTES}]([^${QUOTES}]+)[${QUOTES}]|([^${BLANK}${QUOTES}]+))`;
const PART = new RegExp(`()${REST}`, "uy");
const PART_AFTER_BLANK = new RegExp(`(?:([-－])(?=[^${BLANK}]))?${REST}`, "uy");
const IS_BLANK = new RegExp(`[${BLANK}]`, "u");

/**
 * Take a query apart: `{text, phrases, excluded, filters, typed, notes}`; `typed` says which part of it gave which values
 * of which facet. `resolve(facet, value)` promises `{values}` or a
 * `{message}` when the facet has no such value, and null when there is no such facet.
 */
export async function parseQuery(text, fold, resolve) {
  const words = [];
  const parsed = { text, phrases: [], excluded: [], filters: {}, typed: [], notes: [] };
  let end = 0;
  let at = 0;
  while (at < text.length) {
    const pattern = at === 0 || IS_BLANK.test(text[at - 1]) ? PART_AFTER_BLANK : PART;
    pattern.lastIndex = at;
    const part = pattern.exec(text);
    if (!part) {
      at += 1;
      continue;
    }
    // What the pattern passes over, a lone quotation mark say, stays where it was.
    words.push(text.slice(end, at));
    end = at = pattern.lastIndex;
    const [whole, minus, field, phrase, word] = part;
    const key = strip(fold(field || "").text);
    const facet = !minus && NAMES.has(key) ? NAMES.get(key) : null;
    const resolved = facet && (await resolve(facet, phrase || word));
    if (resolved && resolved.values) {
      parsed.filters[facet] = [...new Set([...(parsed.filters[facet] || []), ...resolved.values])];
      parsed.typed.push({ name: facet, values: resolved.values, part: whole });
    } else if (resolved) {
      parsed.notes.push(`${resolved.message}这里按普通文字检索。`);
      words.push(whole);
    } else if (minus && !field) {
      parsed.excluded.push(phrase || word);
    } else {
      words.push(whole);
      if (phrase && !field) parsed.phrases.push(phrase);
    }
  }
  parsed.text = words.join("") + text.slice(end);
  return parsed;
}
