// Read Markdown as far as the checks need it.

/** Blank out code spans, so that offsets stay. @param {string} text */
export function withoutCode(text) {
  return text.replace(/`[^`]*`/g, (span) => " ".repeat(span.length));
}

/**
 * Return text, place and named groups of every match.
 * @param {RegExp} pattern @param {string} text
 * @returns {{ text: string, place: number, groups: Record<string, string> }[]}
 */
export function found(pattern, text) {
  return matches(pattern, text).map((match) => {
    const groups = /** @type {any} */ (match[match.length - 1]);
    const isNamed = typeof groups === "object";
    return { text: match[0], place: Number(match[match.length - (isNamed ? 3 : 2)]), groups: isNamed ? groups : {} };
  });
}

/** Return every match with its groups, as String.replace gives them. @param {RegExp} pattern @param {string} text */
export function matches(pattern, text) {
  /** @type {string[][]} */
  const all = [];
  text.replace(pattern, (...match) => {
    all.push(match);
    return "";
  });
  return all;
}
