// What kb check says of links, numbers, praise, and private data, by the patterns it gave to the page.

import { found, matches, withoutCode } from "./markdown_scan.mjs";

/** @typedef {import("./types").FormData} FormData */
/** @typedef {import("./types").Note} Note */
/** @typedef {import("./types").Path} Path */
/** @typedef {import("./types").Rules} Rules */
/** @typedef {Record<string, any>} Values  what is written, by key */

const LINK = /\]\(([^()]*(?:\([^()]*\)[^()]*)*)/g;
const AUTOLINK = /<([A-Za-z][A-Za-z0-9+.-]*:[^<>]*|[^<>@\s]+@[^<>@\s]+)>/g;
// What browsers drop before they read a scheme, and the backslash that Markdown drops.
const IGNORED = /[\u0000- \u007f-\u00a0\u00ad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\\]/g;
/** @type {Record<string, string>} Those that can hide a scheme or a slash. */
const ENTITIES = { amp: "&", colon: ":", sol: "/", bsol: "\\", Tab: "\t", NewLine: "\n", period: ".", num: "#", quest: "?", lt: "<", gt: ">", quot: '"' };
const SCHEME = /^[a-z][a-z0-9+.-]*(?=:)/;
const SAFE = ["http", "https", "mailto"];
const MARK_OR_SPACE = /〔[^〔〕\n]*〕|\s/g;

/**
 * Return how to check what is written; without a pattern that an old browser cannot read, its rule waits for kb check.
 * @param {FormData} data @returns {Rules}
 */
export function rulesOf(data) {
  const { patterns, ...rest } = data.rules;
  const read = (/** @type {string} */ name, /** @type {string} */ flags) => {
    try {
      return new RegExp(patterns[name], flags);
    } catch {
      return /(?!)/g;
    }
  };
  const flagsOf = (/** @type {string} */ name) => (name === "mailbox" ? "giu" : "gmu");
  const expressions = Object.fromEntries(Object.keys(patterns).map((name) => [name, read(name, flagsOf(name))]));
  return /** @type {Rules} */ ({ ...rest, ...expressions });
}

/**
 * Note what is wrong with the addresses of a section's links.
 * @param {FormData} data @param {Rules} rules @param {Path} path @param {string} text @param {Note} note
 */
export function checkLinks(data, rules, path, text, note) {
  const ids = data.cases && data.cases.map(([id]) => id);
  const plainText = withoutCode(text);
  const defined = found(rules.definition, plainText).map(({ groups }) => addressOf(groups.target));
  const linked = matches(LINK, plainText).map(([, written]) => addressOf(written));
  const direct = matches(AUTOLINK, plainText).map(([, written]) => written);
  for (const target of [...direct, ...defined, ...linked]) {
    const plain = plainAddress(target);
    const scheme = SCHEME.exec(plain.toLowerCase());
    const file = plain.split(/[?#]/)[0].replace(/^\.\//, "");
    if (plain.startsWith("//") || /^\s*(\\|\/\\)/.test(target)) note(path, "KB407.start", { value: shortened(target), rest: [...plain.replace(/^\/+/, "")].slice(0, 40).join("") });
    else if (scheme && !SAFE.includes(scheme[0])) note(path, "KB407.scheme", { value: scheme[0] });
    else if (scheme && scheme[0] !== "mailto" && !isAddress(data, plain)) {
      note(path, "KB407.form", { value: shortened(target), form: data.forms.address });
    }
    else if (scheme || /^[^/@]+@[^/@]+$/.test(plain) || plain.startsWith("#")) continue;
    else if (!file) note(path, "KB408.empty");
    else if (ids && !ids.some((id) => file === `${id}.md`)) note(path, "KB408", { value: shortened(target) });
  }
}

/** Return an address as a browser would read it: entities resolved, invisible characters dropped. @param {string} target */
function plainAddress(target) {
  let text = target;
  for (let times = 0; times < 3; times += 1) {
    text = text
      .replace(/&#(?:[xX]([0-9a-fA-F]{1,6})|([0-9]{1,7}));?/g, (whole, hex, digits) => {
        const number = hex ? parseInt(hex, 16) : Number(digits);
        return number <= 0x10ffff ? String.fromCodePoint(number) : whole;
      })
      .replace(/&([A-Za-z]+);/g, (whole, name) => ENTITIES[name] || whole)
      .replace(/&amp/g, "&");
  }
  return text.replace(IGNORED, "");
}

/** @param {FormData} data @param {string} plain */
function isAddress(data, plain) {
  const { address, noAddress } = data.formPatterns;
  return new RegExp(address).test(plain) && !new RegExp(noAddress).test(plain);
}

/** @param {string} written */
function addressOf(written) {
  const target = written.trim();
  return target.startsWith("<") ? target.slice(1).split(">")[0] : target.split(/\s+(?=["'(])/)[0];
}

/** @param {string} target */
function shortened(target) {
  const chars = [...target];
  return chars.length <= 60 ? target : `${chars.slice(0, 60).join("")}…`;
}

/**
 * Note numbers, praise and quotations of a section that no source backs.
 * @param {Rules} rules @param {Values} head @param {string} heading @param {Path} path @param {string} text @param {Note} note
 */
export function checkProse(rules, head, heading, path, text, note) {
  const plain = withoutCode(text);
  const backed = backedNumbers(rules, head);
  for (const piece of passages(plain, rules.item)) {
    const bare = piece.replace(rules.item, (mark) => " ".repeat(mark.length));
    const words = bare.trim();
    const isAnalysis = rules.analysis.includes(heading) || /^[*_ ]*编者分析/.test(words);
    if (isAnalysis || matches(rules.mark, words).length) continue;
    const own = bare.replace(rules.foreign, (part) => " ".repeat(part.length));
    const number = numbersIn(rules, own).find(({ value }) => !backed.has(value));
    if (number) note(path, "KB501", { value: number.words });
    for (const [praise] of matches(rules.praise, own).slice(0, 1)) note(path, "KB510", { value: praise });
  }
  const tooLong = (/** @type {number} */ count) => note(path, "KB511", { count, most: rules.quoted });
  for (const [quotation] of matches(rules.quotation, plain)) tooLong([...quotation].length - 2);
  for (const [block] of matches(rules.block, plain)) {
    const count = [...block.replace(/[>\s]/g, "")].length;
    if (count > rules.quoted) tooLong(count);
  }
}

/**
 * Cut a section into paragraphs, list items and runs of lines, as kb check does; headings are left out.
 * @param {string} text @param {RegExp} item
 */
function passages(text, item) {
  /** @type {string[]} */
  const pieces = [];
  for (const paragraph of text.split(/\n[ ]*\n/)) {
    /** @type {string[]} */
    let piece = [];
    const end = () => {
      if (piece.length) pieces.push(piece.join("\n"));
      piece = [];
    };
    for (const line of paragraph.split("\n")) {
      const isHeading = /^#{1,6}\s/.test(line);
      if (isHeading || matches(item, line).length) end();
      if (!isHeading) piece.push(line);
    }
    end();
  }
  return pieces;
}

/** @param {Rules} rules @param {string} text */
function numbersIn(rules, text) {
  const amounts = [];
  for (const match of matches(rules.number, text)) {
    const { digits, part, ten, unit } = /** @type {any} */ (match[match.length - 1]);
    if (rules.noAmount.includes(unit) || /^[A-Za-z]$/.test(unit)) continue;
    const value = Number((digits.replace(/[,，]/g, "") + (part || "")).normalize("NFKC"));
    const [earliest, latest] = rules.years;
    const couldBeYear = digits.length === 4 && value >= earliest && value < latest && !ten;
    if (couldBeYear && !rules.measures.includes(unit)) continue;
    amounts.push({ words: match[0].replace(/[*_]/g, "").trim(), value: value * (rules.tens[ten] || 1) });
  }
  return amounts;
}

/** @param {Rules} rules @param {Values} head */
function backedNumbers(rules, head) {
  const values = new Set();
  for (const item of rules.citing.flatMap((key) => head[key] || [])) {
    const texts = typeof item === "string" ? [] : [item.text, item.note];
    for (const text of texts.filter(Boolean)) for (const { value } of numbersIn(rules, text)) values.add(value);
    for (const amount of [item.value, item.amount].filter(Boolean)) values.add(Number(amount));
  }
  return values;
}

/**
 * Note a summary that repeats the body, and praise in title and summary.
 * @param {Rules} rules @param {Values} head @param {[string, string][]} sections @param {Note} note
 */
export function checkHead(rules, head, sections, note) {
  const said = (head.claims || []).map((/** @type {Values} */ claim) => claim.text || "").join("");
  for (const key of ["title", "summary"]) {
    const [praise] = matches(rules.praise, (head[key] || "").replace(/“[^”]*”/g, ""));
    if (praise && !said.includes(praise[0])) note([key], "KB510.head", { value: praise[0] });
  }
  const summary = [...(head.summary || "").replace(MARK_OR_SPACE, "")];
  const body = sections.map(([heading, text]) => `##${heading}${text}`).join("").replace(MARK_OR_SPACE, "");
  for (let start = 0; start + rules.copied <= summary.length; start += 1) {
    if (!body.includes(summary.slice(start, start + rules.copied).join(""))) continue;
    note(["summary"], "KB508", { value: summary.slice(start, start + 12).join("") });
    break;
  }
}

/**
 * Note personal numbers and mailboxes in anything that was written.
 * @param {Rules} rules @param {Path} path @param {string} text @param {Note} note
 */
export function checkPrivacy(rules, path, text, note) {
  const plain = text.replace(/[０-９＠]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
  /** @type {string[]} */
  const names = [];
  if (matches(rules.mobile, plain).length) names.push("手机号");
  if (matches(rules.identity, plain).some(([number]) => isIdentity(number, rules.weights))) names.push("身份证号");
  if (matches(rules.mailbox, plain).length) names.push("私人邮箱");
  for (const value of names) note(path, "KB509", { value });
}

/** @param {string} number @param {number[]} weights */
function isIdentity(number, weights) {
  const total = weights.reduce((sum, weight, place) => sum + weight * Number(number[place]), 0);
  return number[17].toUpperCase() === "10X98765432"[total % 11];
}
