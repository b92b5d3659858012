"""Analysis: which terms a text is found by."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.search.text.analyzer import analyze, count_terms, find_terms, query_terms, term_weight
from kb.search.text.fold import ANALYZER_VERSION, fold
from tests.fixtures.generate import analysis_fixture, render

FIXTURE = Path(__file__).parents[2] / "fixtures" / "analysis.json"


def test_the_shared_fixture_is_current() -> None:
    assert FIXTURE.read_text(encoding="utf-8") == render(analysis_fixture())
    assert json.loads(FIXTURE.read_text(encoding="utf-8"))["analyzer_version"] == ANALYZER_VERSION


def test_han_gives_characters_and_pairs_of_neighbours() -> None:
    assert query_terms("在线课堂") == ("在", "在线", "线", "线课", "课", "课堂", "堂")


def test_pairs_do_not_reach_over_punctuation_or_into_words() -> None:
    assert query_terms("网校·同步ppt") == ("网", "网校", "校", "同", "同步", "步", "ppt")


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("700,000", ["700000"]),
        ("700000", ["700000"]),
        ("12,34", ["12", "34"]),
        ("3.5", ["3.5"]),
        ("2014.2.24", ["2014.2.24", "2014", "2", "24"]),
        ("e-learning", ["elearning", "e", "learning"]),
        ("2013-2014", ["2013", "2014"]),
        ("Wi-Fi", ["wifi", "wi", "fi"]),
        ("K12", ["k12"]),
        ("4G", ["4g"]),
        ("Web2.0", ["web2.0", "web", "2.0"]),
        ("Office2010", ["office2010", "office", "2010"]),
        ("2016.09", ["2016.09", "2016", "09"]),
        ("10.5", ["10.5"]),
        ("U.S.A.", ["usa"]),
        ("S.T.E.M.", ["stem"]),
        ("www.a.b", ["www", "a", "b"]),
    ],
)
def test_numbers_and_words_are_whole_terms(text: str, terms: list[str]) -> None:
    assert list(query_terms(text)) == terms


@pytest.mark.parametrize(
    "typed", ["教技厅函〔2014〕13号", "教技廳函（2014）13號", "教技厅函 2014 13号", "教技厅函[2014] 13号"]
)
def test_a_document_number_gives_the_same_terms_however_it_is_typed(typed: str) -> None:
    assert set(query_terms(typed)) == set(query_terms("教技厅函[2014]13号"))


def test_a_single_character_counts_less_than_a_pair_or_a_word() -> None:
    assert [term_weight(term) for term in ("课", "课堂", "ppt", "e", "7")] == [0.8, 1.0, 1.0, 1.0, 1.0]


def test_query_terms_are_distinct_and_counts_are_not() -> None:
    assert query_terms("课课课") == ("课", "课课")
    assert count_terms("课课课") == {"课": 3, "课课": 2}


def test_occurrences_point_into_the_text_as_written() -> None:
    text = "在\u200b線課堂 Ｗi-Fi"
    assert {(term, text[start:end]) for term, start, end in analyze(text)} >= {
        ("在线", "在\u200b線"),
        ("课堂", "課堂"),
        ("wifi", "Ｗi-Fi"),
        ("fi", "Fi"),
    }


@given(st.text())
def test_no_term_holds_a_space_and_all_three_views_agree(text: str) -> None:
    terms = [occurrence.term for occurrence in analyze(text)]
    assert all(term and not any(char.isspace() for char in term) for term in terms)
    assert sorted(count_terms(fold(text)).elements()) == sorted(terms)
    assert set(query_terms(text)) == set(terms)
    assert all(0 <= start < end <= len(text) for _, start, end in analyze(text))


@given(st.text(alphabet="课堂在线网ab-1,.2 。\u0301\u200b①") | st.text(), st.integers(0, 7))
def test_looking_for_some_terms_finds_what_analysing_everything_finds(text: str, skip: int) -> None:
    wanted = set(query_terms(text)[skip:]) | {"课堂", "ab"}
    everything = [place for place in analyze(text) if place.term in wanted]
    assert sorted(find_terms(text, wanted)) == sorted(everything)
