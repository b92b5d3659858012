"""Leave out of a query the words that only make it a question.

怎么 and 哪些 say nothing about the document that answers, yet are rare in documents and would weigh most of all.
"""

import re

from kb.search.text.analyzer import query_terms

#: Ways to ask, longer ones before those they begin with; the browser client has the same list.
QUESTION_WORDS = (
    "有什么办法", "有什么方法", "有哪些",
    "有什么", "有没有", "是不是", "能不能", "可不可以", "行不行", "好不好", "要不要",
    "怎么办", "怎么样", "怎么做", "怎么", "怎样", "如何", "为什么", "为何", "是什么", "什么样", "什么",
    "是哪个", "是哪些", "是哪里", "哪一个", "哪个", "哪些", "哪里", "哪儿", "哪种", "哪所",
    "哪家", "哪位", "哪年", "请问",
)  # fmt: skip

_ASKING = re.compile("|".join(QUESTION_WORDS) + r"|[吗呢](?!\w)")


def without_question_words(folded: str) -> str:
    """Return folded text with a space for each way to ask; as it was when little else is said."""
    rest = _ASKING.sub(" ", folded)
    return rest if rest == folded or any(len(term) > 1 for term in query_terms(rest)) else folded
