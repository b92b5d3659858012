// Build page elements from data without ever parsing data as HTML.

/** Make an element; strings among the children become text, null and false are left out. */
export function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") for (const [type, listener] of Object.entries(value)) made.addEventListener(type, listener);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

/** Put these children in place of what an element held; `replaceChildren` is too new for old phones. */
export function fill(parent, ...children) {
  parent.textContent = "";
  parent.append(...children);
}

/** Make text in which the given `[start, end]` ranges, counted in code points, are marked. */
export function marked(text, highlights) {
  const chars = [...text];
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

/** The element of the page that is filled from here; templates/browse.html has them. */
export const slot = (name) => document.getElementById(`kb-${name}`);
