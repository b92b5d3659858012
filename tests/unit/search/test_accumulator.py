"""Impacts add up to the same scores in every way they are added up."""

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.search.document_set import bits_of, numbers_in
from kb.search.index.accumulator import Accumulator
from kb.search.index.numpy_accumulator import NumpyAccumulator
from kb.search.ranking.bm25f import IMPACT_SCALE, score_of

ACCUMULATORS = pytest.mark.parametrize("accumulator", [Accumulator, NumpyAccumulator])

#: A term's weight in a query, and its impact on each document that holds it.
Term = tuple[int, dict[int, int]]


def terms_of(size: int) -> st.SearchStrategy[tuple[int, list[Term]]]:
    postings = st.dictionaries(st.integers(0, size - 1), st.integers(1, IMPACT_SCALE - 1), min_size=1)
    return st.tuples(st.just(size), st.lists(st.tuples(st.integers(1, 40_000), postings)))


def add(adding: Accumulator, size: int, weight: int, postings: dict[int, int]) -> int:
    """Add one term; return the documents that hold it."""
    numbers = sorted(postings)
    prepared = adding.prepared(array("I", numbers), array("H", [postings[number] for number in numbers]), size)
    adding.add(weight, prepared)
    return adding.bits(prepared)


@ACCUMULATORS
@given(st.integers(1, 300).flatmap(terms_of))
def test_terms_add_up_as_one_by_one(accumulator: type[Accumulator], drawn: tuple[int, list[Term]]) -> None:
    size, terms = drawn
    adding = accumulator(size)
    totals = [0] * size
    for weight, postings in terms:
        assert numbers_in(add(adding, size, weight, postings)) == sorted(postings)
        for number, impact in postings.items():
            totals[number] += weight * impact
    expected = {number: score_of(total) for number, total in enumerate(totals) if total}
    scores = adding.scores(int)
    assert scores.best() == max(expected.values(), default=0)
    assert numbers_in(scores.at_least(1)) == list(expected)  # type: ignore[arg-type]
    assert dict(scores.ranked(scores.at_least(1), size)) == expected


@ACCUMULATORS
def test_ranks_decide_where_scores_are_equal(accumulator: type[Accumulator]) -> None:
    adding = accumulator(5)
    add(adding, 5, 3, {0: 1, 3: 2})
    add(adding, 5, 70_000, {1: 65_535, 4: 1})
    scores = adding.scores([0.0, 1.0, 2.0, 3.0, 2.5].__getitem__)
    assert scores.best() == 70_000 * 65_535 >> 16
    assert scores.at_least(1) == bits_of([0, 1, 3, 4], 5)
    assert scores.at_least(2) == bits_of([1], 5)
    # The last document stands between the third and the fourth.
    assert [number for number, _ in scores.ranked(0b11011, 4)] == [1, 0, 4, 3]
    assert scores.ranked(0, 4) == []
    assert scores.ranked(0b11011, 0) == []


@ACCUMULATORS
def test_the_longest_query_on_the_most_frequent_terms_does_not_overflow(accumulator: type[Accumulator]) -> None:
    adding = accumulator(9)
    for _ in range(1_000):
        add(adding, 9, 40_000, dict.fromkeys(range(9), IMPACT_SCALE - 1))
    expected = score_of(1_000 * 40_000 * (IMPACT_SCALE - 1))
    assert adding.scores(int).ranked((1 << 9) - 1, 9) == [(n, expected) for n in range(9)]
