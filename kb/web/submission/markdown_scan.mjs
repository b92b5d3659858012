// Read Markdown as far as the checks need it.

/** Blank out code spans, so that offsets stay. @param {string} text */
export function withoutCode(text) {
  return text.replace(/`[^`]*`/g, (span) => " ".repeat(span.length));
}

/** Return every match with its groups, as String.replace gives them. @param {RegExp} pattern @param {string} text */
export function matches(pattern, text) {
  /** @type {string[][]} */
  const found = [];
  text.replace(pattern, (...match) => {
    found.push(match);
    return "";
  });
  return found;
}
