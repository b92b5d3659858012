// Say what stands in the notes of a slide: what sources say and where, and what the slide has no room for.
/** @import { Case, Words } from "../case/types" */

/** Where it says so. @param {Case} one @param {number} number @param {string | null} locator */
function placeOf(one, number, locator) {
  const source = one.sources[number - 1];
  return source ? `（${source.title}${locator ? `，${locator}` : ""}）` : "";
}

/** @param {Case} one @param {string} site The address of the library. */
export function notesOnCase(one, site) {
  const claims = one.facts.claims || [];
  return [
    ...(claims.length ? ["来源怎么说："] : []),
    ...claims.map(([text, number, locator, day]) => `${text}${day ? `（${day}）` : ""}${placeOf(one, number, locator)}`),
    ...(one.gaps.length ? [`来源没有写（${one.gaps.length} 项）：${one.gaps.join("、")}。`] : []),
    `出自教育信息化典型案例库，版本 ${one.version}${site ? `，${site}cases/${one.id}.html` : ""}`,
  ];
}

/** @param {Case} one @param {Words[][]} pieces */
export const notesOnAdvice = (one, pieces) => [
  "没有来源标记的，都是编者的推断。",
  ...pieces.map((text, at) => `${at + 1}. ${text.map((part) => (typeof part === "string" ? part : placeOf(one, ...part))).join("")}`),
];
