// Read XML from strangers into plain trees: no DTD, no entities of its own, not too much and not too deep.

import { refusal } from "./refusal.mjs";

/** @typedef {import("./types").FormPayload} FormPayload */
/** @typedef {import("./types").Tree} Tree */

/** @type {Record<string, string>} Namespaces by the prefix that the standard gives them. */
const PREFIXES = {
  "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w:",
  "http://schemas.microsoft.com/office/word/2010/wordml": "w14:",
  "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
  "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "s:",
  "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r:",
};
/** What may stand before a DTD: a declaration, comments, instructions. */
const PROLOG = /^\s*(?:<\?[^]*?\?>\s*|<!--[^]*?-->\s*)*/;
const DECLARED = /^<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']/;

/** What Python's reader knows, too. */
const ENCODINGS = /^(utf-8|utf-16(le|be)?|us-ascii|iso-8859-1)$/i;

/**
 * Return the text of a part, in the encoding that it has.
 * @param {Uint8Array} part
 */
export function textOf(part) {
  const wide = part[0] === 0xff || part[1] === 0 ? "utf-16le" : part[0] === 0xfe || part[0] === 0 ? "utf-16be" : "";
  const declared = wide || (DECLARED.exec(new TextDecoder("latin1").decode(part.subarray(0, 200)).replace(/^ï»¿/, "")) || ["", "utf-8"])[1];
  if (!ENCODINGS.test(declared)) throw new RangeError("an encoding that XML readers need not know");
  return new TextDecoder(declared, { fatal: true }).decode(part);
}

/** Refuse a part with a DTD, which is where entities are. @param {string} text @param {FormPayload} form */
export function refuseDtd(text, form) {
  if (text.slice(/** @type {RegExpExecArray} */ (PROLOG.exec(text))[0].length).startsWith("<!DOCTYPE")) throw refusal(form, "entities");
}

/**
 * Return the tree of a document; throws where it is not well-formed.
 * @param {string} text @param {FormPayload} form @returns {Tree}
 */
export function parseXml(text, form) {
  const read = new DOMParser().parseFromString(text, "application/xml");
  const root = read.documentElement;
  if (!root || read.getElementsByTagName("parsererror").length) throw new SyntaxError("not well-formed");
  return treeOf(root, form);
}

/** @param {Element} root @param {FormPayload} form */
function treeOf(root, form) {
  const { elements, depth } = form.limits;
  const top = plain(root);
  /** @type {[from: Element, to: Tree, depth: number][]} */
  const waiting = [[root, top, 1]];
  let count = 1;
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [from, to, level] = next;
    for (let child = from.firstChild; child; child = child.nextSibling) {
      if (child.nodeType === Node.ELEMENT_NODE) {
        const kid = plain(/** @type {Element} */ (child));
        to.kids.push(kid);
        waiting.push([/** @type {Element} */ (child), kid, level + 1]);
        count += 1;
        if (count > elements || level >= depth) throw refusal(form, "deep");
      } else if (child.nodeType === Node.TEXT_NODE || child.nodeType === Node.CDATA_SECTION_NODE) {
        to.text += child.nodeValue;
      }
    }
  }
  return top;
}

/** @param {Element} element @returns {Tree} */
function plain(element) {
  /** @type {Record<string, string>} */
  const at = {};
  for (const one of element.attributes) at[(one.namespaceURI ? PREFIXES[one.namespaceURI] || "?:" : "") + one.localName] = one.value;
  return { tag: (PREFIXES[element.namespaceURI || ""] || "?:") + element.localName, at, kids: [], text: "" };
}

/** Return an element's first child of a kind. @param {Tree} tree @param {...string} tags The way down. @returns {Tree | undefined} */
export function below(tree, ...tags) {
  /** @type {Tree | undefined} */
  let found = tree;
  for (const tag of tags) found = found && found.kids.find((kid) => kid.tag === tag);
  return found;
}

/** Yield elements of a kind in an element, itself included, in their order. @param {Tree} tree @param {string} tag @returns {Iterable<Tree>} */
export function* all(tree, tag) {
  if (tree.tag === tag) yield tree;
  for (const kid of tree.kids) yield* all(kid, tag);
}
