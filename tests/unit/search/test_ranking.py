"""Ranking: what one term adds to one document."""

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.search.query.search_query import SearchQuery
from kb.search.ranking.bm25f import (
    IMPACT_SCALE,
    MOST_TERMS,
    impact,
    mean_length,
    mean_lengths,
    min_score,
    query_weight,
    query_weights,
    score_of,
    term_value,
    to_thousandths,
    weighted_frequency,
)
from kb.search.ranking.fields import FIELDS
from tests.fixtures.generate import ranking_fixture, render
from tests.fixtures.queries import EXPANDED_QUERIES, LANGUAGE_QUERIES, MISSING_QUERIES, RANKING_QUERIES

FIXTURES = Path(__file__).parents[2] / "fixtures"


@pytest.mark.parametrize(
    ("name", "queries"),
    [
        ("ranking", RANKING_QUERIES),
        ("expansion", EXPANDED_QUERIES),
        ("language", LANGUAGE_QUERIES),
        ("missing", MISSING_QUERIES),
    ],
)
def test_the_shared_fixture_is_current(name: str, queries: list[SearchQuery]) -> None:
    assert (FIXTURES / f"{name}.json").read_text(encoding="utf-8") == render(ranking_fixture(queries))


def test_of_a_pasted_paragraph_the_terms_that_tell_most_are_scored() -> None:
    few = {"课堂": 1, "学校": 9, "没有": 0}
    assert query_weights(few, 10) == {"课堂": query_weight("课堂", 1, 10), "学校": query_weight("学校", 9, 10)}
    many = {f"词{number:03}": 1 + number // 2 for number in range(MOST_TERMS * 2, 0, -1)}
    telling = [f"词{number:03}" for number in range(1, MOST_TERMS + 1)]
    assert sorted(query_weights(many, 1000)) == telling
    assert f"词{MOST_TERMS + 1:03}" in many  # worth as much as the last that is scored


def test_the_documented_field_table_is_the_real_one() -> None:
    documented = (Path(__file__).parents[3] / "docs" / "search.md").read_text(encoding="utf-8")
    for field in FIELDS:
        assert f"| `{field.name}` | {field.boost:g} | {field.b:g} |" in documented


def test_the_mean_length_of_a_field_leaves_out_documents_without_it() -> None:
    assert mean_lengths([{"title": 4, "body": 0}, {"title": 8, "body": 32}]) == {"title": 6.0, "body": 32.0}


def test_an_impact_worked_out_by_hand() -> None:
    frequency = weighted_frequency({"title": 1, "body": 2}, {"title": 6, "body": 60}, {"title": 6.0, "body": 30.0})
    assert frequency == pytest.approx(8 + 2 / (0.25 + 0.75 * 2))
    value = term_value("课堂", 1, 10)
    assert value == pytest.approx(math.log(1 + 9.5 / 1.5))
    assert impact(frequency) == math.floor(65536 * frequency / (1.2 + frequency))
    assert query_weight("课堂", 1, 10) == math.floor(1000 * value * 2.2 + 0.5)
    assert score_of(query_weight("课堂", 1, 10) * impact(frequency)) == math.floor(
        math.floor(2200 * value + 0.5) * math.floor(65536 * frequency / (1.2 + frequency)) / 65536
    )


def test_a_single_character_is_worth_four_fifths() -> None:
    assert term_value("课", 3, 10) == pytest.approx(0.8 * term_value("课堂", 3, 10))


def test_rounding_is_half_up() -> None:
    assert [to_thousandths(number / 1000) for number in (0.5, 1.5, 2.4)] == [1, 2, 2]


def test_a_score_far_below_the_best_is_no_match() -> None:
    assert [min_score(best) for best in (0, 1, 600, 601)] == [0, 1, 120, 121]


@pytest.mark.parametrize("frequency", [0.0, 1e-9, 0.4, 1 / 3, 2.5, 17.0, 4e6, 1e300])
def test_an_impact_takes_two_bytes_and_is_never_nothing(frequency: float) -> None:
    assert 1 <= impact(frequency) < IMPACT_SCALE


def test_what_is_held_scores_even_where_every_document_holds_it() -> None:
    assert query_weight("的", 10_000_000, 10_000_000) == 1
    assert score_of(1) == 1


@given(st.integers(1, 10**9), st.integers(1, 10**6))
def test_a_mean_moves_in_steps_of_an_eighth_at_most(total: int, documents: int) -> None:
    mean = mean_length(total, documents)
    assert abs(mean - total / documents) <= mean / 8
    # Two neighbouring steps are at least a ninth apart, so one document among many seldom moves a mean.
    assert mean_length(total * 16, documents) == mean * 16
    fraction, _ = math.frexp(mean)
    assert (fraction * 8).is_integer()
