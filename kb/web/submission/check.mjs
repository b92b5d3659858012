// Check a case while it is written, with the codes and sentences of kb check.

import { checkLayout } from "./layout.mjs";
import { found, matches, withoutCode } from "./markdown_scan.mjs";
import { say } from "./messages.mjs";
import { checkEvidence, checkHead, checkLinks, checkPrivacy, checkProse, rulesOf } from "./rules.mjs";
import { allFields } from "./to_case.mjs";

/** @typedef {import("./types").FormData} FormData */
/** @typedef {import("./types").Field} Field */
/** @typedef {import("./types").Note} Note */
/** @typedef {import("./types").Path} Path */
/** @typedef {import("./types").Rules} Rules */
/** @typedef {Record<string, any>} Values  what is written, by key */

const NUMBER = /^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?$/;
const NO_PROSE = ["value", "amount", "URL", "archived_url", "DOI", "ISBN"];
const SHOWN = 30;

/**
 * Return everything wrong with a written case, each with the path of its field.
 * @param {FormData} data @param {import("./types").WrittenCase} written
 */
export function problemsOf(data, { head, sections, sources }) {
  /** @type {import("./types").Problem[]} */
  const problems = [];
  /** @type {Note} */
  const note = (path, key, values) => problems.push(problem(data, path, key, values || {}));
  for (const field of allFields(data)) checkField(field, head[field.key], [field.key], data, note);
  const ids = (data.cases || []).map(([id]) => id);
  if (data.rules.reserved.includes(head.id)) note(["id"], "KB212", { value: head.id });
  if (head.id && ids.includes(head.id)) note(["id"], "KB301", { value: head.id, path: `cases/${head.id}.md` });
  sources.forEach((source, place) => checkSource(data, sources, source, place, note));
  const rules = rulesOf(data);
  checkCitations(data, rules, head, sections, sources, note);
  checkMechanism(data, head, note);
  checkHead(rules, head, sections, note);
  checkEvidence(data, rules, head, sources, note);
  for (const field of allFields(data)) checkPrivacyOf(rules, [field.key], head[field.key], note);
  sources.forEach((source, place) => {
    /** @type {Path} */
    const path = ["new-sources", place];
    checkPrivacyOf(rules, path, source, note);
  });
  if (sections.length) checkLayout(data, sections, note);
  for (const [heading, text] of sections) {
    checkSection(rules, heading, text, note);
    const path = ["body", heading];
    checkLinks(data, rules, path, text, note);
    checkProse(rules, head, heading, path, text, note);
    for (const line of text.split("\n")) checkPrivacy(rules, path, line, note);
  }
  return problems;
}

/** Return how many characters a text has, counted as kb check counts them. @param {string} text */
export function lengthOf(text) {
  return [...text].length;
}

/** @param {FormData} data @param {Path} path @param {string} key @param {Record<string, unknown>} values */
function problem(data, path, key, values) {
  const { severity, message } = data.messages[key];
  return { path: path.join("."), code: key.split(".")[0], severity, message: say(message, values) };
}

/** @param {string} value */
function shown(value) {
  const chars = [...value];
  return chars.length <= SHOWN ? value : `${chars.slice(0, SHOWN).join("")}…`;
}

/** @param {Field} field @param {any} value @param {Path} path @param {FormData} data @param {Note} note */
function checkField(field, value, path, data, note) {
  if (value === undefined) {
    if (field.required) note(path, "KB201", { name: field.name });
  } else if (value === data.unknown && field.unknown) {
    return;
  } else if (field.kind === "group") {
    for (const part of field.fields) checkField(part, value[part.key], path.concat(part.key), data, note);
  } else if (field.kind === "list") {
    value.forEach((/** @type {Values} */ item, /** @type {number} */ place) => {
      for (const part of field.fields) checkField(part, item[part.key], path.concat(place, part.key), data, note);
    });
  } else if (!Array.isArray(value)) {
    checkText(field, value, path, data, note);
  }
}

/** @param {Field} field @param {string} value @param {Path} path @param {FormData} data @param {Note} note */
function checkText({ key, kind, name, min, max }, value, path, data, note) {
  const count = lengthOf(value);
  if (max && (count > max || count < min)) note(path, min > 1 ? "KB206" : "KB206.most", { name, count, low: min, high: max });
  else {
    const form = faultOf(data, kind, value);
    if (form) note(path, "KB207", { name, value: shown(value), form: data.forms[form] });
    else if (kind === "date" && isToCome(value, data.rules.ahead[key] || 0)) note(path, "KB505", { name, value });
  }
}

/** Return which words say how the value has to be written, if it is not. @param {FormData} data @param {string} kind @param {string} value */
function faultOf(data, kind, value) {
  const pattern = kind === "number" ? NUMBER : data.formPatterns[kind];
  if (pattern && !new RegExp(pattern).test(value)) return kind;
  if (kind === "date" && !isInCalendar(value)) return "day";
  if (kind === "address" && new RegExp(data.formPatterns.noAddress).test(value)) return "oneAddress";
  return (kind === "slug" || kind === "source") && data.rules.devices.includes(value) ? "device" : "";
}

/**
 * Tell whether a date has not come, and is not one that sources print so many years ahead; a day's grace covers time zones.
 * @param {string} value @param {number} years
 */
function isToCome(value, years) {
  const latest = new Date(Date.now() + 86_400_000).toISOString();
  const most = years ? `${Number(latest.slice(0, 4)) + years}-12-31` : latest;
  return value > most.slice(0, value.length);
}

/** @param {string} value */
function isInCalendar(value) {
  if (value.length !== 10) return true;
  const [year, month, day] = value.split("-").map(Number);
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** @param {FormData} data @param {Values[]} sources @param {Values} source @param {number} place @param {Note} note */
function checkSource(data, sources, source, place, note) {
  for (const field of data.sourceFields) checkField(field, source[field.key], ["new-sources", place, field.key], data, note);
  const earlier = sources.slice(0, place).map((other) => other.id);
  const taken = (data.sources || []).map(([id]) => id).concat(earlier);
  if (source.id && taken.includes(source.id)) note(["new-sources", place, "id"], "KB302.source", { value: source.id });
}

/**
 * @param {FormData} data @param {Rules} rules @param {Values} head
 * @param {[string, string][]} sections @param {Values[]} sources @param {Note} note
 */
function checkCitations(data, rules, head, sections, sources, note) {
  const listed = new Set((head.sources || []).map((/** @type {Values} */ citation) => citation.source));
  const known = data.sources && new Set(data.sources.map(([id]) => id).concat(sources.map((source) => source.id)));
  /** @type {Set<string>} */
  const noted = new Set();
  const cite = (/** @type {Path} */ path, /** @type {string} */ id) => {
    if (known && !known.has(id)) note(path, "KB303", { value: id, hint: "", path: data.sourceList });
    else if (listed.size && !listed.has(id) && !noted.has(id)) {
      noted.add(id);
      note(path, "KB304", { value: id });
    }
  };
  for (const key of data.rules.citing) {
    for (const [place, item] of [head[key] || []].flat().entries()) {
      if (item.source) cite(Array.isArray(head[key]) ? [key, place, "source"] : [key, "source"], item.source);
    }
  }
  (head.claims || []).forEach((/** @type {Values} */ claim, /** @type {number} */ place) => {
    if (!claim.locator || claim.locator === data.unknown) note(["claims", place, "locator"], "KB502");
  });
  for (const [heading, text] of sections) {
    const path = ["body", heading];
    const plain = withoutCode(text);
    const places = new Set();
    for (const { text: mark, place, groups } of found(rules.anyMark, plain)) {
      const [inside] = found(rules.inside, groups.inside);
      if (inside) cite(path, inside.groups.source);
      else note(path, "KB410", { value: mark });
      places.add(place);
    }
    for (const { text: mark, place, groups } of found(rules.nearly, plain)) {
      if (known && known.has(groups.source) && !places.has(place)) note(path, "KB410", { value: mark });
    }
  }
}

/** Every part of the mechanism that is known has a source and a place. @param {FormData} data @param {Values} head @param {Note} note */
function checkMechanism(data, head, note) {
  for (const [key, title] of data.rules.mechanism) {
    const said = (head.mechanism || {})[key];
    const value = [said || []].flat().filter((/** @type {string} */ each) => each !== data.unknown).join("、");
    const cited = (head.mechanism_sources || []).find(({ of = [] }) => of.includes(key));
    const name = `「${title}」（mechanism.${key}）`;
    const isPlaced = cited && cited.locator && cited.locator !== data.unknown;
    if (value && !cited) note(["mechanism", key], "KB514", { name, value });
    else if (value && !isPlaced) note(["mechanism", key], "KB514.locator", { name });
    else if (cited && !value) note(["mechanism_sources"], "KB514.idle", { name });
  }
}

/** @param {Rules} rules @param {string} heading @param {string} text @param {Note} note */
function checkSection(rules, heading, text, note) {
  const path = ["body", heading];
  if (!text) note(path, "KB404", { value: heading });
  for (const [, marks, title] of matches(/^(#{1,2})[ \t]+(.*?)[ \t]*#*[ \t]*$/gm, text)) {
    note(path, marks.length === 1 ? "KB403.first" : "KB403", { value: title });
  }
  const plain = withoutCode(text);
  found(rules.underlined, plain).forEach(() => note(path, "KB403.line"));
  for (const { text: line, groups } of found(rules.noHeading, plain)) {
    const [marks, title] = [groups.marks.replace(/＃/g, "#"), groups.title.replace(/[\s#＃]+$/, "")];
    const isHeading = /^#{1,6}\s/.test(line);
    const isSection = rules.headings.includes(title);
    if (!isHeading && (marks.length > 1 || isSection)) note(path, "KB403.space", { value: `${isSection ? "##" : marks} ${title}` });
  }
  for (const { text: value } of found(rules.footnote, plain)) note(path, "KB414", { value });
  for (const [, link, name] of matches(/<([A-Za-z][A-Za-z0-9+.-]*:[^<>]*>|[^<>@\s]+@[^<>@\s]+>)|<(?=[A-Za-z/!?])(\/?[A-Za-z][A-Za-z0-9-]*)?/g, plain)) {
    if (!link) note(path, "KB406", { value: name ? `<${name}>` : "<" });
  }
  if (/!\[[^\]]*\]\(/.test(plain)) note(path, "KB409");
}

/**
 * Look at every value but plain amounts and addresses, which may look like anything.
 * @param {Rules} rules @param {Path} path @param {any} value @param {Note} note
 */
function checkPrivacyOf(rules, path, value, note) {
  if (typeof value === "string") checkPrivacy(rules, path, value, note);
  else if (value) {
    for (const [key, part] of Object.entries(value)) {
      if (!NO_PROSE.includes(key)) checkPrivacyOf(rules, path.concat(key), part, note);
    }
  }
}
