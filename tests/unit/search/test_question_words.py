"""Asking is not what is asked: question words are left out of a query, never all of it."""

import re
from pathlib import Path

import pytest

from kb.search.text.stopwords import QUESTION_WORDS, without_question_words

CLIENT = Path(__file__).parents[3] / "kb" / "web" / "search" / "core" / "stopwords.mjs"


@pytest.mark.parametrize(
    ("query", "rest"),
    [
        ("教学点开不齐课怎么办", "教学点开不齐课"),
        ("哪些小学在做翻转课堂", "小学在做翻转课堂"),
        ("能让企业投资吗", "能让企业投资"),
        ("谁来投资建网", "谁来投资建网"),
        ("怎么办", "怎么办"),
        ("是什么呢", "是什么呢"),
        ("吗啡", "吗啡"),
    ],
)
def test_what_is_asked_is_left(query: str, rest: str) -> None:
    assert without_question_words(query).strip() == rest


def test_the_browser_client_leaves_out_the_same_words() -> None:
    listed = CLIENT.read_text(encoding="utf-8").partition("QUESTION_WORDS = [")[2].partition("]")[0]
    assert re.findall('"([^"]+)"', listed) == list(QUESTION_WORDS)
