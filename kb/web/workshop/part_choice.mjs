// Which parts of a pack go in: each can be ticked, and an address or a command names them when they are not the usual ones.

/** @typedef {"practice" | "settle" | "claims" | "conditions" | "gaps" | "notes" | "compare" | "research" | "questions"} PartName */

/** @type {[name: PartName, words: string, isUsual: boolean][]} */
export const PARTS = [
  ["practice", "他们怎么做", true],
  ["settle", "想学，先想好这几件事", true],
  ["claims", "来源说", true],
  ["conditions", "前提、有利条件和限制", false],
  ["gaps", "来源没有写的", true],
  ["notes", "记录栏", true],
  ["compare", "比较", true],
  ["research", "研究怎么说", false],
  ["questions", "讨论题", true],
];

const usual = PARTS.filter(([, , isUsual]) => isUsual).map(([name]) => name);

/** The parts that go in; the usual ones where none is named. @param {string} named `practice,settle` @returns {Set<PartName>} */
export function partsOf(named) {
  const asked = new Set(named.split(","));
  return named ? new Set(PARTS.map(([name]) => name).filter((name) => asked.has(name))) : new Set(usual);
}

/** Names these parts; the usual ones need no naming. @param {PartName[]} parts */
export const namesOf = (parts) => (parts.join() === usual.join() ? "" : parts.join() || "none");
