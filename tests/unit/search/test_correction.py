"""A slip is mended to what stands in a name here, and only offered; what is well written is left alone."""

import pytest

from kb.search import SearchQuery, SearchResults
from kb.search.answer import answer
from kb.search.index.memory import MemoryIndex
from tests.fixtures.documents import RANKING_COLLECTION

INDEX = MemoryIndex(RANKING_COLLECTION)


def ask(text: str) -> SearchResults:
    return answer(INDEX, SearchQuery(text))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("同步课唐", "同步课堂"),  # sounds the same
        ("同步课党", "同步课堂"),  # does not
        ("企业投建设", "企业投资建设"),  # one missing
        ("湖芜", "芜湖"),  # swapped
        ("吴湖在线课堂", "芜湖在线课堂"),  # a place within a longer word
        ("wuhuu", "芜湖"),
        ("tongbu ketan", "同步课堂"),
        ("shraing resources", "sharing resources"),
        ("地区:河南 够买服务", "地区:河南 购买服务"),  # fields stay
    ],
)
def test_what_was_perhaps_meant_is_offered_and_said(typed: str, meant: str) -> None:
    results = ask(typed)
    assert results.suggestion == meant
    assert results.notes[-1] == f"您是不是要找“{meant}”？"
    assert results.query.text == typed


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "🔍",
        "同步课堂",
        "芜湖",
        "wuhu",
        "教学点开不齐课怎么办",
        "iPad",
        "2014",
        "qqvv",
        "xian",
        "luse",
        "region:qqvv",
        "研学旅行",  # 验学 stands in 实验学校, and is no word
        "安徽芜湖",  # two names that are known are no slip for 安徽省芜湖
        "河南焦作",
    ],
)
def test_nothing_is_offered_for_what_is_well_written_or_like_nothing(typed: str) -> None:
    assert ask(typed).suggestion is None


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (SearchQuery("疫情"), ["没有写到“疫情”的案例。"]),
        (SearchQuery("疫情", {"theme": ("sharing",)}), ["没有写到“疫情”的案例。"]),
        (SearchQuery("湖芜"), ["没有写到“湖芜”的案例。", "您是不是要找“芜湖”？"]),
        (SearchQuery("a b"), ["没有找到相关案例。换个说法再试。"]),
        (SearchQuery("芜湖", {"theme": ("teaching",)}), ["没有找到相关案例。换个说法，或者去掉一些筛选条件再试。"]),
        (SearchQuery("", {"theme": ("nowhere",)}), ["没有找到相关案例。去掉一些筛选条件再试。"]),
    ],
)
def test_where_nothing_is_found_one_sentence_says_what_helps(query: SearchQuery, said: list[str]) -> None:
    results = answer(INDEX, query)
    assert results.total == 0
    assert list(results.notes) == said


def test_the_query_itself_stays_searched() -> None:
    assert [hit.id for hit in ask("同步课唐").hits][:1] == ["chengdu"]
    assert ask("jiaozou").hits == ()
