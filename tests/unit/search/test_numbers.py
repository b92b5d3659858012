"""Numbers: one amount, however it is written."""

import pytest

from kb.search import Collection, SearchDocument, SearchQuery
from kb.search.answer import answer
from kb.search.index.memory import MemoryIndex
from kb.search.text.fold import fold
from kb.search.text.numerals import amounts


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("近70万师生", ["700000"]),
        ("７０萬", ["700000"]),
        ("1,300万元和3000万", ["13000000", "30000000"]),
        ("1.2亿", ["120000000"]),
        ("2.5千", ["2500"]),
        ("1.23456万", []),
        ("3千万", ["30000000"]),
        ("2014年", []),
        ("万一", []),
        ("1.2.3万", []),
    ],
)
def test_amounts_are_written_out(text: str, numbers: list[str]) -> None:
    assert amounts(fold(text)) == numbers


@pytest.mark.parametrize("typed", ["70万", "700000", "700,000", "７０萬", "70 万"])
def test_an_amount_is_found_however_it_is_typed(typed: str) -> None:
    documents = [
        SearchDocument("words", "甲", fields={"body": ("为近70万师生服务",)}),
        SearchDocument("digits", "乙", fields={"body": ("共700,000人",)}),
        SearchDocument("other", "丙", fields={"body": ("共641人",)}),
    ]
    hits = answer(MemoryIndex(Collection(tuple(documents))), SearchQuery(typed)).hits
    assert {hit.id for hit in hits} >= {"words", "digits"}
    assert "other" not in {hit.id for hit in hits}
