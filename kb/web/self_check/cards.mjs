// Show one case against the school's answers: what fits, what does not, what to answer, what nobody told.
import { labelsOf, shortTitle } from "../case/payload.mjs";
import { element } from "../lib/element.mjs";
import { evidenceLadder } from "../case/evidence.mjs";
import { NO, YES, answerTo } from "./answers.mjs";
import { OTHER, affordable } from "./matching.mjs";

const unknown = (words = "未知") => element("span", { class: "kb-unknown" }, words);

/**
 * @import { Case, Statement } from "../case/types"
 * @import { Answers } from "./answers.mjs"
 * @typedef {Node | string | null | undefined | false | Parts[]} Parts
 * @typedef {(key: string, value: "has" | "lacks" | "") => void} OnAnswer
 */

/** @param {string} name @param {...Parts} parts */
function line(name, ...parts) {
  return element("div", null, element("dt", null, name), element("dd", null, .../** @type {(Node | string)[]} */ (parts.flat(3))));
}

/** @param {Case} one @param {Set<string>} wanted */
function problemLine(one, wanted) {
  const own = one.facts.problem || [];
  const shared = own.filter(([value]) => wanted.has(value));
  const rest = own.filter(([value]) => !wanted.has(value));
  return line(
    "问题",
    shared.length ? ["和您一样：", element("strong", null, labelsOf(shared))] : "没有您说的问题",
    rest.length > 0 && `；还针对：${labelsOf(rest)}`,
  );
}

/** @param {Case} one @param {number} fit @param {string[]} asked */
function stageLine(one, fit, asked) {
  if (!one.facts.stage) return line("学段", unknown("案例没有写"));
  const words = labelsOf(one.facts.stage);
  if (!asked.length) return line("学段", words);
  // A case for the whole of compulsory education is found by a part of it, and is not the same.
  if (one.facts.stage.some(([value]) => asked.includes(value))) return line("学段", "一样：", words);
  return fit !== OTHER ? line("学段", "相近：案例在", words) : line("学段", element("strong", null, "不同"), "：案例在", words);
}

/** @param {Case} one @param {Answers} answers */
function networkLine(one, answers) {
  if (one.speeds.length) return line("网络", one.speeds.join(" "), answers.speed !== null && `您测得 ${answers.speed} 兆，请对照。`);
  const own = answers.speed !== null ? `您的 ${answers.speed} 兆够不够，判断不了。` : "";
  return line("网络", "要多少带宽：", unknown(), `。${own}`);
}

/** @param {Case} one @param {Answers} answers */
function moneyLine(one, answers) {
  const { cost } = one.facts;
  const verdict = { within: "，在您说的范围内", beyond: "，超出您说的范围", "": "" }[affordable(cost, answers.budget)];
  const sum = cost && cost.amount ? [`案例写的是 ${cost.amount}`, element("strong", null, verdict), cost.note && `（${cost.note}）`] : ["花多少钱：", unknown()];
  const who = (/** @type {string} */ role, /** @type {string} */ words) => [`；${words}：`, labelsOf(one.facts[`mechanism.${role}`]) || unknown()];
  return line("经费", sum, who("invest", "谁投资"), who("pay", "谁付费"));
}

/** @type {["has" | "lacks" | "", string][]} */
const CHOICES = [
  [YES, "有"],
  [NO, "没有"],
  ["", "不清楚"],
];

/** @param {Statement} statement @param {string} key @param {Case} one @param {Answers} answers @param {OnAnswer} onAnswer */
function condition([words, note], key, one, answers, onAnswer) {
  const name = `${one.id}-${key}`;
  const chosen = answerTo(answers, key);
  return element(
    "fieldset",
    { class: "kb-condition" },
    element("legend", null, words, note ? null : [" ", element("span", { class: "kb-analysis-tag" }, "编者分析")]),
    CHOICES.map(([value, label]) => {
      const box = element("input", { type: "radio", name, value, "data-key": key, on: { change: () => onAnswer(key, value) } });
      box.checked = value === chosen;
      return element("label", null, box, " ", element("span", null, label));
    }),
  );
}

/** How the school's answers stand to a case's conditions, in words. @param {Case} one @param {Answers} answers */
export function verdictOf(one, answers) {
  if (!one.keys.length) return "前提未知";
  const given = one.keys.map((key) => answerTo(answers, key));
  const lacking = given.filter((value) => value === NO).length;
  const open = given.filter((value) => !value).length;
  if (lacking) return `缺 ${lacking} 项前提${open ? `，${open} 项还不清楚` : ""}`;
  return open ? `${open} 项前提还不清楚` : "列出的前提都有";
}

/**
 * Make the card of one case.
 *
 * @param {Case} one
 * @param {{ fit: number }} match
 * @param {{ answers: Answers, wanted: Set<string>, root: string, onAnswer: OnAnswer }} context `onAnswer` is called when a condition is answered.
 */
export function fitCard(one, { fit }, { answers, wanted, root, onAnswer }) {
  const verdict = element("p", { class: "kb-verdict" }, verdictOf(one, answers));
  const card = element(
    "li",
    { class: `kb-fit${fit === OTHER ? " kb-fit-other" : ""}`, "data-case": one.id },
    element("h3", null, element("a", { href: `${root}cases/${encodeURIComponent(one.id)}.html` }, one.facts.title)),
    element("div", { class: "kb-row-foot" }, verdict, evidenceLadder(one.facts.evidence.level, one.facts.evidence.label)),
    element(
      "dl",
      null,
      problemLine(one, wanted),
      line("做法", labelsOf(one.facts.model)),
      stageLine(one, fit, answers.stage),
      line("谁做的", `${one.facts["unit.name"]}（${one.facts["unit.type"]}），${one.facts.region}`),
      networkLine(one, answers),
      moneyLine(one, answers),
      line("还在做", one.facts["practice.status"] ? `${one.facts["practice.status"]}（截至 ${one.facts["practice.as_of"]}）` : [unknown(), "（最后一次提到是 ", element("span", { class: "kb-nowrap" }, one.facts["practice.as_of"]), "）"]),
    ),
    element("h4", null, "前提条件：您那里有没有？"),
    one.keys.length
      ? (one.facts.prerequisites || []).map((words, at) => condition(words, one.keys[at], one, answers, onAnswer))
      : element("p", null, unknown(), " 案例没有列出前提条件，不等于没有前提。"),
  );
  return { card, verdict };
}

/**
 * Make the list to take along: conditions that are missing, and those to find out, each with the cases that name it.
 *
 * @param {Case[]} cases
 * @param {Answers} answers
 */
export function checklist(cases, answers) {
  /** @type {Map<string, { words: string, from: string[] }>} */
  const wanted = new Map();
  for (const one of cases) {
    (one.facts.prerequisites || []).forEach(([words], at) => {
      const key = one.keys[at];
      const entry = wanted.get(key) || { words, from: [] };
      entry.from.push(shortTitle(one.facts.title));
      wanted.set(key, entry);
    });
  }
  const part = (/** @type {string} */ value, /** @type {string} */ title) => {
    const found = [...wanted].filter(([key]) => answerTo(answers, key) === value);
    if (!found.length) return [];
    return [
      element("h3", null, `${title}（${found.length} 项）`),
      element("ul", null, found.map(([, { words, from }]) => element("li", null, words, element("small", null, ` 见${from.join("、")}`)))),
    ];
  };
  return [...part(NO, "还缺的前提"), ...part("", "要先弄清楚的前提")];
}
