// Read Markdown as far as the checks need it.

/** Blank out code spans, so that offsets stay. */
export function withoutCode(text) {
  return text.replace(/`[^`]*`/g, (span) => " ".repeat(span.length));
}

/** Return every match with its groups, as String.replace gives them. */
export function matches(pattern, text) {
  const found = [];
  text.replace(pattern, (...match) => found.push(match));
  return found;
}
