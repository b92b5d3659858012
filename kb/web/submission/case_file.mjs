// Write a case as the one Markdown file that is handed in.

const PLAIN = /^[\u4e00-\u9fffA-Za-z0-9“《（][^:#"'[\]{},&*!|>%@`\\\t]*$/;

/** Return the text of the case file. @param {Pick<import("./types").WrittenCase, "head" | "sections">} written */
export function caseText({ head, sections }) {
  const lines = ["---"];
  for (const [key, value] of Object.entries(head)) lines.push(...entry(key, value, ""));
  lines.push("---");
  return `${lines.join("\n")}\n${bodyText(sections)}`;
}

/** Return the body of the case file. @param {[heading: string, text: string][]} sections */
export function bodyText(sections) {
  return sections.map(([heading, text]) => `\n## ${heading}\n${text ? `\n${text}\n` : ""}`).join("");
}

/** Return the short title under which the file is offered. @param {Record<string, any>} head */
export function fileName(head) {
  return `${head.id || "new-case"}.md`;
}

/** @param {string} key @param {any} value @param {string} indent @returns {string[]} */
function entry(key, value, indent) {
  if (typeof value === "string") return [`${indent}${key}: ${scalar(value)}`];
  if (!Array.isArray(value)) {
    return [`${indent}${key}:`, ...Object.entries(value).flatMap(([name, part]) => entry(name, part, `${indent}  `))];
  }
  if (typeof value[0] !== "string") return [`${indent}${key}:`, ...value.flatMap(item)];
  if (value.every((text) => PLAIN.test(text))) return [`${indent}${key}: [${value.join(", ")}]`];
  return [`${indent}${key}:`, ...value.map((text) => `${indent}  - ${scalar(text)}`)];
}

/** @param {Record<string, any>} value @returns {string[]} */
function item(value) {
  const entries = Object.entries(value);
  const lines = entries.flatMap(([key, part]) => entry(key, part, "    "));
  return [`  - ${lines[0].trim()}`].concat(lines.slice(1));
}

/** A value that YAML could take for something else goes into quotation marks; JSON's are YAML's. @param {string} text */
function scalar(text) {
  return PLAIN.test(text) ? text : JSON.stringify(text);
}
