// Look at an office file as a mere zip of XML before anything in it is read, as kb/publish/forms/vetting.py does.

import { refusal, Refusal, told } from "./refusal.mjs";
import { parseXml, refuseDtd, textOf } from "./xml_tree.mjs";
import { entriesOf, unpack } from "./zip.mjs";

/** @typedef {import("./types").Entry} Entry */
/** @typedef {import("./types").FormPayload} FormPayload */
/** @typedef {import("./types").Tree} Tree */

const TYPES = "[Content_Types].xml";
const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const ZIP = [0x50, 0x4b, 3, 4];
const ENCRYPTED = [..."EncryptedPackage"].join("\0");
const STRICT = "http://purl.oclc.org/ooxml/";
const IS_XML = /\.(xml|rels)$/i;
const SCANNED = 1 << 20;

/** The parts of a file that may be read, and what in it will not be. */
export class Package {
  /** @param {Map<string, Tree>} trees @param {FormPayload} form */
  constructor(trees, form) {
    this.trees = trees;
    this.form = form;
    /** @type {string[]} */
    this.leftOut = [];
  }

  /** Return targets of a part's relations by id, each with the last word of its type. @param {string} of @returns {Map<string, {kind: string, target: string}>} */
  relations(of) {
    const [, folder, name] = /** @type {RegExpExecArray} */ (/^(.*?)([^/]*)$/.exec(of));
    const tree = this.trees.get(`${folder}_rels/${name}.rels`);
    return new Map((tree ? tree.kids : []).map(({ at }) => [at.Id, { kind: (at.Type || "").split("/").pop() || "", target: joined(folder, at.Target || "") }]));
  }
}

/**
 * Promise the file of a kind, `.docx` or `.xlsx`, if it may be read.
 * @param {Uint8Array} data @param {string} kind @param {FormPayload} form @param {import("./types").ParseXml} parse
 */
export async function vet(data, kind, form, parse = parseXml) {
  if (!data.length) throw refusal(form, "empty");
  if (data.length > form.limits.bytes) throw refusal(form, "large", { most: form.limits.bytes >> 20 });
  if (!begins(data, ZIP)) throw new Refusal(whatItIs(data, kind, form));
  try {
    return await lookInto(data, kind, form, parse);
  } catch (error) {
    throw error instanceof Refusal ? error : refusal(form, "damaged", { kind });
  }
}

/** Say what a file is that is no zip, and what to do about it. @param {Uint8Array} data @param {string} kind @param {FormPayload} form */
export function whatItIs(data, kind, form) {
  const latin = new TextDecoder("latin1");
  if (begins(data, OLE)) return told(form, latin.decode(data.subarray(0, SCANNED)).includes(ENCRYPTED) ? "encrypted" : "old", { kind });
  const begun = latin.decode(data.subarray(0, 4096)).replace(/^[ï»¿ \t\r\n]+/, "").toLowerCase();
  if (begun.startsWith("{\\rtf")) return told(form, "rtf", { kind });
  if (begun.startsWith("%pdf")) return told(form, "pdf");
  if (/^(<(!doctype html|html|head|table|meta|style)|mime-version:)/.test(begun)) return told(form, "html", { kind });
  return told(form, begun.startsWith("<?xml") ? "xml" : "other", { kind, name: form.names[kind] });
}

/** @param {Uint8Array} data @param {string} kind @param {FormPayload} form @param {import("./types").ParseXml} parse */
async function lookInto(data, kind, form, parse) {
  const entries = entriesOf(data);
  refuseBombs(entries, form);
  const names = entries.map(({ name }) => name);
  if (names.includes("mimetype") && !names.includes(TYPES)) throw refusal(form, "opendocument", { kind });
  if (!names.includes(TYPES)) throw refusal(form, "archive", { name: form.names[kind] });
  const file = new Package(new Map(), form);
  const read = async (/** @type {Entry} */ entry) => textOfPart(await unpack(data, entry), entry.name, form);
  const types = await read(/** @type {Entry} */ (entries.find(({ name }) => name === TYPES)));
  if (types.toLowerCase().includes("macroenabled") || names.some((name) => /vbaproject\.bin$/i.test(name))) throw refusal(form, "macros.inside");
  const main = kind === ".docx" ? "word/document.xml" : "xl/workbook.xml";
  let isStrict = false;
  for (const entry of entries.filter(({ name }) => IS_XML.test(name))) {
    const text = await read(entry);
    file.trees.set(entry.name, parsed(text, entry.name, form, parse));
    isStrict = isStrict || (entry.name === main && text.slice(0, 4096).includes(STRICT));
  }
  refuseRenamed(/** @type {Tree} */ (file.trees.get(TYPES)), form);
  refuseOtherKinds(types, kind, form);
  if (isStrict) throw refusal(form, "strict", { kind });
  file.leftOut = [...new Set(names.flatMap((name) => [...leftOut(name, form), ...linksOut(file, name)]))];
  return file;
}

/** @param {Uint8Array} part @param {string} name @param {FormPayload} form */
function textOfPart(part, name, form) {
  let text;
  try {
    text = textOf(part);
  } catch {
    throw refusal(form, "damaged.part", { part: name });
  }
  refuseDtd(text, form);
  return text;
}

/** @param {string} text @param {string} name @param {FormPayload} form @param {import("./types").ParseXml} parse */
function parsed(text, name, form, parse) {
  try {
    return parse(text, form);
  } catch (error) {
    throw error instanceof Refusal ? error : refusal(form, "damaged.part", { part: name });
  }
}

/** @param {Entry[]} entries @param {FormPayload} form */
function refuseBombs(entries, form) {
  const { parts, unpacked, ratio, small } = form.limits;
  if (entries.length > parts) throw refusal(form, "parts");
  const names = entries.map(({ name }) => name.toLowerCase());
  if (new Set(names).size < names.length) throw refusal(form, "twice");
  if (names.some((name) => /^[/\\]|:/.test(name) || name.split("/").includes(".."))) throw refusal(form, "paths");
  if (entries.some(({ flags }) => flags & 1)) throw refusal(form, "encrypted");
  const whole = entries.reduce((sum, { size }) => sum + size, 0);
  if (whole > unpacked || entries.some(({ size, packed }) => size > small && size > ratio * Math.max(packed, 1))) throw refusal(form, "bomb");
}

/** Refuse XML under another name: only what ends as XML does has been looked at. @param {Tree} types @param {FormPayload} form */
function refuseRenamed(types, form) {
  for (const { at } of types.kids) {
    const ending = (at.PartName || `.${at.Extension || ""}`).split(".").pop() || "";
    if (/xml$/i.test(at.ContentType || "") && !form.xmlEndings.includes(ending.toLowerCase())) throw refusal(form, "renamed");
  }
}

/** @param {string} types @param {string} kind @param {FormPayload} form */
function refuseOtherKinds(types, kind, form) {
  if (types.includes(form.kinds[kind])) return;
  for (const [other, content] of Object.entries(form.kinds)) {
    if (types.includes(content)) throw refusal(form, "kind.other", { name: form.names[other], kind: other });
  }
  throw refusal(form, "kind.none", { name: form.names[kind], kind });
}

/** @param {string} path @param {FormPayload} form @returns {string[]} */
function leftOut(path, form) {
  const low = path.toLowerCase();
  const name = path.split("/").pop();
  if (low.includes("/media/")) return [told(form, "left.picture", { name })];
  if (low.includes("/embeddings/") || low.includes("/activex/")) return [told(form, "left.embedded", { name })];
  return low.includes("/externallinks/") && low.endsWith(".xml") ? [told(form, "left.books")] : [];
}

/** @param {Package} file @param {string} name @returns {string[]} */
function linksOut(file, name) {
  const tree = /\.rels$/i.test(name) ? file.trees.get(name) : null;
  const isOut = (/** @type {Tree} */ { at }) => at.TargetMode === "External" && file.form.fetched.includes((at.Type || "").split("/").pop() || "");
  return tree && tree.kids.some(isOut) ? [told(file.form, "left.links")] : [];
}

/** @param {Uint8Array} data @param {number[]} signature */
function begins(data, signature) {
  return signature.every((byte, place) => data[place] === byte);
}

/** Return where a relation leads. @param {string} folder @param {string} target */
function joined(folder, target) {
  const steps = [];
  for (const step of (target.startsWith("/") ? target : folder + target).split("/")) {
    if (step === "..") steps.pop();
    else if (step && step !== ".") steps.push(step);
  }
  return steps.join("/");
}
