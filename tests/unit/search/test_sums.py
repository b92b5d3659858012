"""Impacts add up to the same scores in every way they are added up."""

from array import array
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.search.impacts.array_sums import ArraySums
from kb.search.impacts.sums import ListSums, Sums
from kb.search.index.protocol import numbers_in
from kb.search.ranking.bm25f import IMPACT_SCALE, score_of

#: What a term is worth in a query, its impact on each document of a segment, and whether these stand in a row.
Term = tuple[int, Sequence[int], bool]

IMPACTS = st.integers(0, IMPACT_SCALE - 1)


def segments_of(sizes: Sequence[int]) -> st.SearchStrategy[list[list[Term]]]:
    terms = (
        st.lists(st.tuples(st.integers(1, 40_000), st.lists(IMPACTS, min_size=size, max_size=size), st.booleans()))
        for size in sizes
    )
    return st.tuples(*terms).map(list)


@pytest.mark.parametrize("sums", [ListSums, ArraySums])
@given(st.lists(st.integers(1, 11), min_size=1, max_size=3).flatmap(segments_of), st.data())
def test_rows_and_lists_add_up_as_one_by_one(sums: type[Sums], segments: list[list[Term]], data: st.DataObject) -> None:
    sizes = [len(terms[0][1]) if terms else 1 for terms in segments]
    totals: list[int] = []
    adding = sums(sum(sizes))
    for size, terms in zip(sizes, segments, strict=True):
        first = len(totals)
        totals += [0] * size
        for value, impacts, is_row in terms:
            holding = [number for number, one in enumerate(impacts) if one]
            for number in holding:
                totals[first + number] += value * impacts[number]
            if is_row:
                adding.add(value, first, None, array("H", impacts))
            elif holding:
                adding.add(value, first, array("H", holding), array("H", [impacts[number] for number in holding]))
    dead = sorted(data.draw(st.sets(st.sampled_from(range(len(totals))))))
    expected = {number: score_of(total) for number, total in enumerate(totals) if total and number not in dead}
    scores = adding.scores(dead, None)
    assert scores.best() == max(expected.values(), default=0)
    assert numbers_in(scores.reaching(1)) == list(expected)
    ranked = scores.ranked(scores.reaching(1), len(totals))
    assert dict(ranked) == expected


def test_the_longest_query_on_the_most_frequent_terms_does_not_overflow() -> None:
    adding = ListSums(9)
    for _ in range(1_000):
        adding.add(40_000, 0, None, array("H", [IMPACT_SCALE - 1] * 9))
    scores = adding.scores([], None)
    assert scores.ranked((1 << 9) - 1, 9) == [(n, score_of(1_000 * 40_000 * (IMPACT_SCALE - 1))) for n in range(9)]
