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
        ("近七十万师生", ["700000"]),
        ("一千零五十、两万五千", ["1050", "25000"]),
        ("二〇一四年、二○一四年、二零一四、二O一四年", ["2014"] * 4),
        ("一三年级、三万五、七八百、二三十、一一对应、百万、十分", []),
        ("1.2.3万", []),
    ],
)
def test_amounts_are_written_out(text: str, numbers: list[str]) -> None:
    assert amounts(fold(text)) == numbers


@pytest.mark.parametrize("typed", ["70万", "700000", "700,000", "７０萬", "70 万", "七十万"])
def test_an_amount_is_found_however_it_is_typed(typed: str) -> None:
    documents = [
        SearchDocument("words", "甲", fields={"body": ("为近70万师生服务",)}),
        SearchDocument("digits", "乙", fields={"body": ("共700,000人",)}),
        SearchDocument("other", "丙", fields={"body": ("共641人",)}),
    ]
    hits = answer(MemoryIndex(Collection(tuple(documents))), SearchQuery(typed)).hits
    assert {hit.id for hit in hits} >= {"words", "digits"}
    assert "other" not in {hit.id for hit in hits}


@pytest.mark.parametrize("typed", ["2014年", "二〇一四年", "二○一四年", "“二〇一四年”", "二零一四年"])
def test_a_year_is_found_however_it_is_typed(typed: str) -> None:
    documents = (
        SearchDocument("year", "甲", fields={"body": ("二○一四年起，全县推开。",)}),
        SearchDocument("class", "乙", fields={"body": ("一三年级共四个班。",)}),
    )
    assert answer(MemoryIndex(Collection(documents)), SearchQuery(typed)).hits[0].id == "year"


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("Web", "用Web2.0工具"), ("Web 2.0", "用Web2.0工具"), ("Web2.0", "用 Web 2.0 工具"),
        ("Windows 7", "装Windows7"),
        ("2016", "2016.09起"), ("2016年9月", "2016.9起"), ("USA", "学自U.S.A."), ("S.T.E.M", "做STEM课程"),
    ],
)  # fmt: skip
def test_letters_numbers_and_dots_are_found_glued_or_apart(typed: str, text: str) -> None:
    documents = (SearchDocument("it", "甲", fields={"body": (text,)}), SearchDocument("other", "乙"))
    assert [hit.id for hit in answer(MemoryIndex(Collection(documents)), SearchQuery(typed)).hits] == ["it"]
