// Check a case while it is written, with the codes and sentences of kb check.

import { checkLayout } from "./layout.mjs";
import { unknownMarks } from "./material_marks.mjs";
import { found, matches, withoutCode } from "./markdown_scan.mjs";
import { say } from "./messages.mjs";
import { checkHead, checkLinks, checkPrivacy, checkProse, rulesOf } from "./rules.mjs";

/** @typedef {import("./types").FormData} FormData */
/** @typedef {import("./types").Field} Field */
/** @typedef {import("./types").Note} Note */
/** @typedef {import("./types").Path} Path */
/** @typedef {import("./types").Rules} Rules */
/** @typedef {Record<string, any>} Values  what is written, by key */

const NUMBER = /^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?$/;
const COUNT = /^[0-9]+$/;
const NO_PROSE = ["value", "amount", "URL", "archived_url", "DOI", "ISBN"];
const SHOWN = 30;

/**
 * Return everything wrong with a written case, each with the path of its field.
 * @param {FormData} data @param {import("./types").WrittenCase} written
 */
export function problemsOf(data, { head, sections, sources, places }) {
  /** @type {import("./types").Problem[]} */
  const problems = [];
  /** @type {Note} */
  const note = (path, key, values) => problems.push(problem(data, path, key, values || {}));
  const rules = rulesOf(data);
  for (const field of data.fields) checkField(field, head[field.key], [field.key], data, note);
  sources.forEach((source, index) => {
    const place = places ? places[index] : index;
    for (const field of data.sourceFields) checkField(field, source[field.key], ["materials", place, field.key], data, note);
    checkPrivacyOf(rules, ["materials", place], source, note);
  });
  checkCitations(data, rules, sections, sources, note);
  checkHead(rules, head, sections, note);
  for (const field of data.fields) checkPrivacyOf(rules, [field.key], head[field.key], note);
  if (sections.length) checkLayout(data, sections, note);
  for (const [heading, text] of sections) {
    checkSection(data, rules, heading, text, note);
    const path = ["body", heading];
    checkLinks(data, rules, path, text, note);
    checkProse(rules, head, heading, path, text, note);
    for (const line of text.split("\n")) checkPrivacy(rules, path, line, note);
  }
  return problems;
}

/**
 * Return what a draft lacks beyond what its case would: which of the two ways it goes, and what goes with it.
 * @param {FormData} data @param {import("./types").Draft} draft
 */
export function missingIn(data, draft) {
  /** @type {import("./types").Problem[]} */
  const problems = [];
  /** @type {Note} */
  const note = (path, key, values) => problems.push(problem(data, path, key, values || {}));
  if (!draft.road) note(["road"], "KB201.choose", { name: data.road });
  checkListed(data.fields, draft.head, [], note);
  if (draft.road === "self" && !draft.head.practice.status) note(["practice", "status"], "KB201.choose", { name: nameOf(data, "practice", "status") });
  if (draft.road === "material") {
    draft.materials.forEach((material, place) => {
      checkListed(data.sourceFields, material, ["materials", place], note);
      if (material.source && data.sources && !data.sources.some(([id]) => id === material.source)) note(["materials", place, "source"], "KB303", { value: material.source });
      if (!material.locator || !material.locator.trim()) note(["materials", place, "locator"], "KB201", { name: data.locator[0] });
    });
  }
  for (const { heading } of draft.road === "material" ? data.sections : []) {
    for (const value of unknownMarks(draft.sections[heading], draft.materials.length)) note(["body", heading], "KB303", { value });
  }
  return problems;
}

/**
 * Note what a file that was read had where its form offers a list, and is not in the list.
 * @param {Field[]} fields @param {Values} values @param {Path} above @param {Note} note
 */
function checkListed(fields, values, above, note) {
  for (const field of fields) {
    const path = above.concat(field.key);
    if (field.kind === "group") checkListed(field.fields, values[field.key], path, note);
    else for (const value of unlisted(field, values[field.key])) note(path, "KB203", { list: field.title, value: shown(value) });
  }
}

/** @param {FormData} data @param {string} key @param {string} part */
function nameOf(data, key, part) {
  const [group] = data.fields.filter((field) => field.key === key);
  return group.fields.filter((field) => field.key === part)[0].title;
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
  if (field.kind === "group") {
    for (const part of field.fields) checkField(part, (value || {})[part.key], path.concat(part.key), data, note);
  } else if (value === undefined) {
    const isChosen = field.kind === "choice" || field.kind === "region";
    if (field.required) note(path, isChosen ? "KB201.choose" : "KB201", { name: field.title });
  } else if (!Array.isArray(value) && value !== data.unknown) {
    checkText(field, value, path, data, note);
  }
}

/** Return what was written for a field with choices, in a file that was read, and is none of them. @param {Field} field @param {string | string[]} value */
export function unlisted({ kind, choices }, value) {
  const isChosen = kind === "choice" || kind === "choices";
  return isChosen && value ? [value].flat().filter((each) => each && !choices.some(([known]) => known === each)) : [];
}

/** @param {Field} field @param {string} value @param {Path} path @param {FormData} data @param {Note} note */
function checkText({ key, kind, title: name, min, max }, value, path, data, note) {
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
  const pattern = kind === "number" ? NUMBER : kind === "count" ? COUNT : data.formPatterns[kind];
  if (pattern && !new RegExp(pattern).test(value)) return kind;
  if (kind === "date" && !isInCalendar(value)) return "day";
  return kind === "address" && new RegExp(data.formPatterns.noAddress).test(value) ? "oneAddress" : "";
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

/** @param {FormData} data @param {Rules} rules @param {[string, string][]} sections @param {Values[]} sources @param {Note} note */
function checkCitations(data, rules, sections, sources, note) {
  const known = data.sources && new Set(data.sources.map(([id]) => id).concat(sources.map((source) => source.id)));
  const cite = (/** @type {Path} */ path, /** @type {string} */ id) => {
    if (known && !known.has(id)) note(path, "KB303", { value: id });
  };
  for (const [heading, text] of sections) {
    const path = ["body", heading];
    const plain = withoutCode(text);
    const proper = new Set();
    for (const { text: mark, place, groups } of found(rules.anyMark, plain)) {
      const [inside] = found(rules.inside, groups.inside);
      if (inside) cite(path, inside.groups.source);
      else note(path, "KB410", { value: mark });
      proper.add(place);
    }
    for (const { text: mark, place, groups } of found(rules.nearly, plain)) {
      if (known && known.has(groups.source) && !proper.has(place)) note(path, "KB410", { value: mark });
    }
  }
}

/** @param {FormData} data @param {Rules} rules @param {string} heading @param {string} text @param {Note} note */
function checkSection(data, rules, heading, text, note) {
  const path = ["body", heading];
  const asked = data.sections.find((section) => section.heading === heading);
  if (!text) note(path, "KB404", { value: asked ? asked.label : heading });
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
