// Build page elements from data without ever parsing data as HTML.

/** @typedef {Node | string | null | undefined | false} Child */
/** @typedef {Record<string, any> | null} Attributes An attribute set to true has no value; `on` holds listeners by event. */

/**
 * Make an element; strings among the children become text, null and false are left out.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes} [attributes]
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") for (const [type, listener] of Object.entries(value)) made.addEventListener(type, listener);
    else made.setAttribute(name, value === true ? "" : value);
  }
  const shown = children.flat().filter((child) => child !== null && child !== undefined && child !== false);
  made.append(.../** @type {(Node | string)[]} */ (shown));
  return made;
}

/**
 * Put these children in place of what an element held; `replaceChildren` is too new for old phones.
 * @param {Element} parent
 * @param {...(Node | string)} children
 */
export function fill(parent, ...children) {
  parent.textContent = "";
  parent.append(...children);
}

/**
 * Make text in which the given ranges, counted in code points, are marked.
 * @param {string} text
 * @param {[start: number, end: number][]} highlights
 */
export function marked(text, highlights) {
  const chars = [...text];
  /** @type {(start: number, end?: number) => string} */
  const words = (start, end) => chars.slice(start, end).join("");
  const parts = [];
  let from = 0;
  for (const [start, end] of highlights) {
    parts.push(words(from, start), element("mark", null, words(start, end)));
    from = end;
  }
  parts.push(words(from));
  return parts.filter((part) => part !== "");
}

/**
 * The element of the page with this id after `kb-`; it must be there.
 * @param {string} name
 */
export const slot = (name) => /** @type {HTMLElement} */ (document.getElementById(`kb-${name}`));
