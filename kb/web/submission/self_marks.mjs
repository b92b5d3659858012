// Put a self-account's mark behind each thing that is said, so that nobody has to type one.

/** What Markdown reads by the line: lists, quotations, tables, headings. */
const BY_THE_LINE = /^\s*(?:[-*+>|#]|[0-9]+[.)、])/;

/** Make each line a paragraph, as people mean it who press Enter once; what belongs together stays. @param {string} text */
export function paragraphs(text) {
  const lines = text.split("\n");
  return lines
    .map((line, place) => {
      const next = lines[place + 1];
      if (next === undefined) return line;
      const goesOn = !line.trim() || !next.trim() || (BY_THE_LINE.test(line) && BY_THE_LINE.test(next));
      return goesOn ? `${line}\n` : `${line}\n\n`;
    })
    .join("");
}

/**
 * Return the text with the mark at the end of each line that says something, before its full stop.
 * @param {string} text @param {string} mark @param {string} unknown
 */
export function marked(text, mark, unknown) {
  return text
    .split("\n")
    .map((line) => {
      const words = line.replace(BY_THE_LINE, "").trim();
      if (!words || /^\s*[#|]/.test(line) || words.includes(mark) || words.replace(/[。.]$/, "") === unknown) return line;
      const [, said, stop] = /** @type {RegExpExecArray} */ (/^(.*?)([。！？；：.!?;:…]*)\s*$/.exec(line));
      return said + mark + (stop || "。");
    })
    .join("\n");
}
