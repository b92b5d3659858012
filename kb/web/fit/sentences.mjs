// Say of one case why it fits a school, what to settle first, and what is not known.
import { adviceOf, labelsOf, paragraphsOf } from "../case/payload.mjs";

/**
 * @import { Case } from "../case/types"
 * @import { Answers } from "./answers.mjs"
 * @import { Match } from "./matching.mjs"
 * @typedef {{label: (name: keyof Answers, value: string) => string, needed: (value: string) => string}} Words
 */

const UNTOLD = { stage: "学段", kind: "是什么样的学校", pupils: "学校有多少学生", problem: "解决什么问题" };

/** @param {string[]} parts */
const sentence = (parts) => (parts.length ? `${parts.join("；")}。` : "");

/** @param {Case} one @param {Match} match @param {Answers} answers @param {Words} words */
export function whyItFits({ facts }, { likeness, needs }, answers, { label, needed }) {
  const same = [
    likeness.problem === "same" && `要解决的也是“${label("problem", answers.problem)}”`,
    likeness.kind === "same" && `写的就是${label("kind", answers.kind)}`,
    likeness.pupils === "same" && `学校的大小差不多（${label("pupils", answers.pupils)}）`,
    likeness.stage === "same" && `也是${label("stage", answers.stage)}`,
    likeness.region === "same" && "就在您这个省",
    likeness.region === "near" && `就在邻省（${facts.region}）`,
    likeness.help === "same" && (needs.includes("alone") ? "学校靠自己就能做起来" : `要靠${needs.map(needed).join("、")}，您有`),
  ];
  const other = [
    likeness.kind === "other" && `不同的是，写的是${labelsOf(facts["setting.kind"])}`,
    likeness.stage === "other" && `不同的是学段（${labelsOf(facts.stage)}）`,
  ];
  return sentence(/** @type {string[]} */ ([...same, ...other].filter(Boolean)));
}

/** What editors say to settle first, after whom to win over. @param {Case} one @param {Match} match @param {Answers} answers @param {Words} words */
export function whatToSettle(one, { needs }, answers, { needed }) {
  const missing = needs.filter((need) => need !== "alone" && !answers.help.includes(need));
  const help = answers.help.length && missing.length ? `要有${missing.map(needed).join("、")}，先去问。` : "";
  return help + (adviceOf(one)[0] || "");
}

/** @param {Case} one @param {Match} match */
export function whatIsUnknown(one, { likeness }) {
  const untold = Object.entries(UNTOLD).filter(([name]) => likeness[/** @type {keyof Answers} */ (name)] === "untold");
  const [first] = paragraphsOf(one, "gaps");
  const asked = first ? first.text.filter((part) => typeof part === "string").join("") : "";
  return (untold.length ? `没有写${untold.map(([, words]) => words).join("、")}。` : "") + asked;
}
