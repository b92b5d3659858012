// Fill in what only the reader's browser knows of a citation: the day, and the place that is cited. No style is written here.

/** Return a day as citations write it: year, month and day of the reader's own calendar. */
export function isoDay(date) {
  const two = (number) => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Return the citation of a case, or of a place `[anchor, words, words as LaTeX]` in it, on a day. */
export function citationText([style, , , whole, part], place, day) {
  const [year, month, dayOfMonth] = day.split("-").map(Number);
  const signs = { "\ue001": day, "\ue002": day.replace(/-/g, "/"), "\ue003": year, "\ue006": month, "\ue007": dayOfMonth };
  if (place) {
    signs["\ue004"] = place[0];
    signs["\ue005"] = (style === "bibtex" && place[2]) || place[1];
  }
  return (place ? part : whole).replace(/[\ue001-\ue007]/g, (sign) => signs[sign]);
}
