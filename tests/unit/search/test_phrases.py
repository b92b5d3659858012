"""A phrase is found where its words stand side by side, not where its pieces lie about."""

import pytest

from kb.search import Collection, Facet, FacetValue, SearchDocument
from kb.search.document_set import numbers_in
from kb.search.index.memory import MemoryIndex
from kb.search.query.phrases import documents_with_phrase, stands_in

COLLECTION = Collection(
    (
        SearchDocument(
            "a",
            "甲",
            fields={"title": ("甲",), "body": ("学校购买服务。",), "aliases": ("购买平板",)},
            facets={"theme": ("t",)},
        ),
        SearchDocument("b", "乙", fields={"title": ("乙",), "body": ("学校购书，购买设备，买服务器。",)}),
    ),
    (Facet("theme", "主题", (FacetValue("t", "资源共建共享", ("live class",)),)),),
)


def test_pairs_that_lie_apart_are_no_phrase() -> None:
    index = MemoryIndex(COLLECTION)
    found = {index.record(number).id for number in numbers_in(documents_with_phrase(index, "购买服务"))}
    assert found == {"a"}


def test_a_whole_name_is_found_though_no_text_holds_it() -> None:
    index = MemoryIndex(COLLECTION)
    assert {index.record(number).id for number in numbers_in(documents_with_phrase(index, "購買平板"))} == {"a"}


@pytest.mark.parametrize(
    ("phrase", "text", "stands"),
    [
        ("iPad教学", "用 iPad 教学", True),
        ("在線課堂", "芜湖“在线课堂”", True),
        ("live class", "a LIVE  Class!", True),
        ("live class", "live classes", False),
        ("70万师生", "近７０万师生", True),
        ("课堂在线", "课堂。在线", False),
    ],
)
def test_folding_spaces_and_word_ends_are_minded(phrase: str, text: str, stands: bool) -> None:
    assert stands_in(phrase, [text]) is stands
