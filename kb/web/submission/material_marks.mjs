// In the text a document is marked by its number among the materials; the file names it by its id.

const MARK = /〔材料 ?([0-9]+)，([^〔〕\n]*)〕/g;

/** Return the mark of a document. @param {number} place @param {string} locator */
export function markOf(place, locator) {
  return `〔材料${place + 1}，${locator.trim() || "正文"}〕`;
}

/** Put ids in the place of numbers; a number that no document has stays. @param {string} text @param {string[]} ids */
export function withIds(text, ids) {
  return text.replace(MARK, (mark, number, locator) => (ids[number - 1] ? `〔${ids[number - 1]}，${locator.trim()}〕` : mark));
}

/** Take out the marks of a document that is removed, and count the later ones anew. @param {string} text @param {number} place */
export function withoutMaterial(text, place) {
  return text.replace(MARK, (mark, number, locator) => {
    if (number - 1 === place) return "";
    return number - 1 > place ? markOf(number - 2, locator) : mark;
  });
}

/** Return the marks of documents that there are not. @param {string} text @param {number} count */
export function unknownMarks(text, count) {
  /** @type {string[]} */
  const unknown = [];
  text.replace(MARK, (mark, number) => {
    if (number < 1 || number > count) unknown.push(`材料${number}`);
    return mark;
  });
  return unknown;
}
