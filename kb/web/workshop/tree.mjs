// Work with the trees in which Python says what a piece of a pack looks like (workshop_tree.py does the same).
import { element } from "../lib/element.mjs";

/** A tree that came as data, ready to be a part of another. */
export const part = (tree) => ({ tree });

/** Make a tree as Python does: `el("p.kp-lead", "text", [more])`; lists among the parts are laid flat. */
export function el(name, ...parts) {
  const [tag, ...classes] = name.split(".");
  return part([tag, classes.length ? { class: classes.join(" ") } : {}, ...parts.flat(2)]);
}

const opened = (node) => (node && node.tree !== undefined ? node.tree : node);

/** The keys of everything cited, in the order of the text. */
export function citedIn(trees, found = []) {
  for (const node of trees.map(opened)) {
    if (Array.isArray(node)) citedIn(node.slice(2), found);
    else if (node && node.cite && !found.includes(node.cite)) found.push(node.cite);
  }
  return found;
}

/** Make page elements of a tree; `marks` maps the key of a reference to its mark, `pictures` a name to its address. */
export function elementOf(node, marks, pictures) {
  const tree = opened(node);
  if (typeof tree === "string") return tree;
  if (!Array.isArray(tree)) return element("span", { class: "kp-cite" }, marks.get(tree.cite) + tree.at);
  const [tag, attributes, ...children] = tree;
  const own = attributes.src ? { ...attributes, src: pictures.get(attributes.src) } : attributes;
  return element(tag, own, ...children.map((child) => elementOf(child, marks, pictures)));
}

/** The words of a tree. */
export function wordsOf(node) {
  const tree = opened(node);
  if (typeof tree === "string") return tree;
  return Array.isArray(tree) ? tree.slice(2).map(wordsOf).join("") : "";
}
