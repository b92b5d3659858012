"""Numbers: one amount, however it is written."""

import pytest

from kb.search import Collection, SearchDocument, SearchQuery
from kb.search.answer import answer
from kb.search.index.memory import MemoryIndex
from kb.search.text.fold import fold
from kb.search.text.numerals import amounts, in_digits


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


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("四万四千八百七十一名", " 44871 名"), ("共二〇一四年", "共 2014 年"), ("一百二十所", " 120 所"),
        ("近七十万", "近 700000 "),
        ("八十人", "八十人"), ("二三十", "二三十"),
        ("三三两两", "三三两两"), ("一亿一万一", "一亿一万一"), ("在线课堂", "在线课堂"),
    ],
)  # fmt: skip
def test_long_numerals_are_asked_for_in_digits(text: str, digits: str) -> None:
    assert in_digits(fold(text)) == digits


@pytest.mark.parametrize("typed", ["四万四千八百七十一", "一万二千三百二十七", "十二万三千六百名"])
def test_the_parts_of_a_long_numeral_find_nothing(typed: str) -> None:
    documents = (
        SearchDocument("parts", "甲", fields={"body": ("三千八百元，二百七十一人，一万二千人，三百二十元，六百名",)}),
        SearchDocument("number", "乙", fields={"body": ("共44871人，12327台，12.36万名",)}),
    )
    hits = answer(MemoryIndex(Collection(documents)), SearchQuery(typed)).hits
    assert hits[0].id == "number"
    assert len(hits) == 1 or "名" in typed


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
