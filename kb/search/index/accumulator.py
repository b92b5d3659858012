"""Add up impacts into scores in plain Python, which a search that runs once starts quickest with."""

from array import array
from collections.abc import Callable, Sequence
from heapq import nlargest
from typing import Any, TypeAlias

from kb.search.document_set import bits_of, numbers_in
from kb.search.protocol import Scores
from kb.search.ranking.bm25f import IMPACT_BITS

#: The documents that hold a term, ascending, and its impact on each, in the form that is added up quickest.
Prepared: TypeAlias = Any
#: What orders a document, by number, among others of the same score.
Tie: TypeAlias = Callable[[int], Any]


class Accumulator:
    """Scores in the making, one a document, as a list of whole numbers."""

    def __init__(self, size: int) -> None:
        self._totals = [0] * size

    @staticmethod
    def prepared(numbers: "array[int]", impacts: "array[int]", size: int) -> Prepared:  # noqa: ARG004 - as any kind
        """Return which of ``size`` documents hold a term in the form that ``add`` takes."""
        return numbers, impacts

    @staticmethod
    def bits(postings: Prepared) -> int:
        """Return the documents of a prepared term."""
        numbers, _ = postings
        return bits_of(numbers, numbers[-1] + 1)

    def add(self, weight: int, postings: Prepared) -> None:
        """Add a term's weight in the query times its impacts."""
        totals = self._totals
        for number, impact in zip(*postings, strict=True):
            totals[number] += weight * impact

    def scores(self, tie: Tie) -> Scores:
        """Return the scores; ``tie`` says of a document's number what orders it among equals."""
        # As ``score_of``, which would take a search of ten thousand cases a millisecond to call.
        return ListScores([total >> IMPACT_BITS or (1 if total else 0) for total in self._totals], tie)


class ListScores:
    """Scores as a list; a document without one has 0."""

    def __init__(self, scores: Sequence[int], tie: Tie = int) -> None:
        self._scores = scores
        self._tie = tie

    def best(self) -> int:
        return max(self._scores, default=0)

    def at_least(self, score: int) -> int:
        numbers = [number for number, one in enumerate(self._scores) if one >= score and one]
        return bits_of(numbers, len(self._scores))

    def ranked(self, among: int, count: int) -> list[tuple[int, int]]:
        return first_of([(number, self._scores[number]) for number in numbers_in(among)], count, self._tie)


def first_of(scored: Sequence[tuple[int, int]], count: int, tie: Tie) -> list[tuple[int, int]]:
    """Return the ``count`` best of documents with their scores; the others are not asked what orders them."""
    best = nlargest(count, (score for _, score in scored))
    first = [each for each in scored if best and each[1] >= best[-1]]
    return sorted(first, key=lambda each: (-each[1], tie(each[0])))[:count]
