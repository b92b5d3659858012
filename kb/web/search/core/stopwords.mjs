// Leave out of a query the words that only make it a question; the rules are those of kb/search/text/stopwords.py.
import { termsOf } from "./analyzer.mjs";

export const QUESTION_WORDS = [
  "有什么办法", "有什么方法", "有哪些", "有什么", "有没有", "是不是", "能不能", "可不可以", "行不行", "好不好", "要不要",
  "怎么办", "怎么样", "怎么做", "怎么", "怎样", "如何", "为什么", "为何", "是什么", "什么样", "什么",
  "是哪个", "是哪些", "是哪里", "哪一个", "哪个", "哪些", "哪里", "哪儿", "哪种", "哪所", "哪家", "哪位", "哪年", "请问",
];

const ASKING = new RegExp(`${QUESTION_WORDS.join("|")}|[吗呢](?![\\p{L}\\p{N}_])`, "gu");

/**
 * Folded text with a space for each way to ask; as it was when little else is said.
 * @param {string} folded
 */
export function withoutQuestionWords(folded) {
  const rest = folded.replace(ASKING, " ");
  return termsOf(rest).some(([term]) => [...term].length > 1) ? rest : folded;
}
