// Check a case while it is written, with the codes and words that kb check gave to the page.

import { checkLayout } from "./layout.mjs";
import { matches, withoutCode } from "./markdown_scan.mjs";
import { checkAccessed, checkEvidence, checkHead, checkLinks, checkPrivacy, checkProse, rulesOf } from "./rules.mjs";
import { allFields } from "./to_case.mjs";

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const DATE = /^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$/;
const NUMBER = /^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?$/;
const ADDRESS = /^https?:\/\/[^\s<>"\\]+$/;
const MARK = /〔((?![0-9]{4}〕)[A-Za-z0-9][^〔〕\n]*)〕/g;
const INSIDE = /^([a-z0-9]+(?:-[a-z0-9]+)*)，[^，\s][^〔〕]*$/;
const CITING = ["claims", "cost", "prerequisites", "steps", "enabling", "constraints"];
const NO_PROSE = ["value", "amount", "URL", "archived_url", "DOI", "ISBN"];
const SHOWN = 30;

/** Return everything wrong with a written case, each with the path of the field it stands in. */
export function problemsOf(data, { head, sections, sources }) {
  const found = [];
  const note = (path, template, values) => template && found.push(problem(path, template, values || {}));
  for (const field of allFields(data)) checkField(field, head[field.key], [field.key], data, note);
  const ids = (data.cases || []).map(([id]) => id);
  if (head.id && ids.includes(head.id)) note(["id"], data.messages.usedId, { value: head.id });
  sources.forEach((source, place) => checkSource(data, sources, source, place, note));
  checkCitations(data, head, sections, sources, note);
  const rules = rulesOf(data);
  checkHead(data, rules, head, sections, note);
  checkEvidence(data, rules, head, sources, note);
  for (const field of allFields(data)) checkPrivacyOf(data, rules, [field.key], head[field.key], note);
  sources.forEach((source, place) => {
    const path = ["new-sources", place];
    checkPrivacyOf(data, rules, path, source, note);
    if (source.accessed) checkAccessed(data, path.concat("accessed"), source.accessed, note);
  });
  if (sections.length) checkLayout(data, sections, note);
  for (const [heading, text] of sections) {
    checkSection(data, heading, text, note);
    const path = ["body", heading];
    checkLinks(data, path, text, note);
    checkProse(data, rules, head, heading, path, text, note);
    for (const line of text.split("\n")) checkPrivacy(data, rules, path, line, note);
  }
  return found;
}

/** Return how many characters a text has, counted as kb check counts them. */
export function lengthOf(text) {
  return [...text].length;
}

function problem(path, { code, severity, message }, values) {
  const said = message.replace(/\{(value|count)\}/g, (_, name) => values[name]);
  return { path: path.join("."), code, severity, message: said };
}

function shown(value) {
  const chars = [...value];
  return chars.length <= SHOWN ? value : `${chars.slice(0, SHOWN).join("")}…`;
}

function checkField(field, value, path, data, note) {
  const { messages } = field;
  if (value === undefined) {
    if (field.required && messages.missing) note(path, messages.missing);
  } else if (value === data.unknown && field.unknown) {
    return;
  } else if (field.kind === "group") {
    for (const part of field.fields) checkField(part, value[part.key], path.concat(part.key), data, note);
  } else if (field.kind === "list") {
    value.forEach((item, place) => {
      for (const part of field.fields) checkField(part, item[part.key], path.concat(place, part.key), data, note);
    });
  } else if (!Array.isArray(value)) {
    checkText(field, value, path, note);
  }
}

function checkText(field, value, path, note) {
  const { messages } = field;
  const count = lengthOf(value);
  if (messages.length && ((field.max && count > field.max) || count < (field.min || 0))) note(path, messages.length, { count });
  else if (!isOfItsForm(field.kind, value) && messages.form) note(path, messages.form, { value: shown(value) });
  else if (field.kind === "date" && !isInCalendar(value) && messages.day) note(path, messages.day, { value });
}

function isOfItsForm(kind, value) {
  const form = { slug: SLUG, source: SLUG, date: DATE, number: NUMBER, address: ADDRESS }[kind];
  return !form || form.test(value);
}

function isInCalendar(value) {
  if (value.length !== 10) return true;
  const [year, month, day] = value.split("-").map(Number);
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function checkSource(data, sources, source, place, note) {
  for (const field of data.sourceFields) checkField(field, source[field.key], ["new-sources", place, field.key], data, note);
  const earlier = sources.slice(0, place).map((other) => other.id);
  const taken = (data.sources || []).map(([id]) => id).concat(earlier);
  if (source.id && taken.includes(source.id)) {
    const message = `来源编号「${source.id}」已经有了。请换一个编号，或者在上面直接选它。`;
    note(["new-sources", place, "id"], { code: "KB302", severity: "error", message });
  }
}

function checkCitations(data, head, sections, sources, note) {
  const listed = new Set((head.sources || []).map((citation) => citation.source));
  const known = data.sources && new Set(data.sources.map(([id]) => id).concat(sources.map((source) => source.id)));
  const told = new Set();
  const cite = (path, id) => {
    if (known && !known.has(id)) note(path, data.messages.unknownSource, { value: id });
    else if (listed.size && !listed.has(id) && !told.has(id)) {
      told.add(id);
      note(path, data.messages.unlistedSource, { value: id });
    }
  };
  (head.sources || []).forEach((citation, place) => citation.source && cite(["sources", place, "source"], citation.source));
  for (const key of CITING) {
    for (const [place, item] of [].concat(head[key] || []).entries()) {
      if (item.source) cite(key === "cost" ? [key, "source"] : [key, place, "source"], item.source);
    }
  }
  (head.claims || []).forEach((claim, place) => {
    if (!claim.locator || claim.locator === data.unknown) note(["claims", place, "locator"], data.messages.claimLocator);
  });
  for (const [heading, text] of sections) {
    for (const [mark, inside] of matches(MARK, withoutCode(text))) {
      const match = INSIDE.exec(inside);
      if (match) cite(["body", heading], match[1]);
      else note(["body", heading], data.messages.mark, { value: mark });
    }
  }
}

function checkSection(data, heading, text, note) {
  const path = ["body", heading];
  if (!text) note(path, data.messages[`empty ${heading}`]);
  for (const [, marks, title] of matches(/^(#{1,2})[ \t]+(.*?)[ \t]*#*[ \t]*$/gm, text)) {
    note(path, marks.length === 1 ? data.messages.bigHeading : data.messages.heading, { value: title });
  }
  const plain = withoutCode(text);
  for (const [, link, name] of matches(/<([A-Za-z][A-Za-z0-9+.-]*:[^<>]*>|[^<>@\s]+@[^<>@\s]+>)|<(?=[A-Za-z/!?])(\/?[A-Za-z][A-Za-z0-9-]*)?/g, plain)) {
    if (!link) note(path, data.messages.html, { value: name ? `<${name}>` : "<" });
  }
  if (/!\[[^\]]*\]\(/.test(plain)) note(path, data.messages.image);
}

/** Look at every value but plain amounts and addresses, which may look like anything. */
function checkPrivacyOf(data, rules, path, value, note) {
  if (typeof value === "string") checkPrivacy(data, rules, path, value, note);
  else if (value) {
    for (const [key, part] of Object.entries(value)) {
      if (!NO_PROSE.includes(key)) checkPrivacyOf(data, rules, path.concat(key), part, note);
    }
  }
}
