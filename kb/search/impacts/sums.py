"""Add up impacts into scores in plain Python, which a search that runs once starts quickest with."""

from collections.abc import Sequence
from heapq import nsmallest
from typing import Protocol

from kb.search.impacts.container import Numbers
from kb.search.index import Scores, bits_of, numbers_in
from kb.search.ranking import score_of


class Sums(Protocol):
    """Scores in the making, one a document."""

    def __init__(self, size: int) -> None: ...

    @staticmethod
    def prepared(numbers: Numbers | None, impacts: Numbers, size: int) -> tuple[Numbers | None, Numbers]:
        """Return who of ``size`` documents holds a term in the form that is added up quickest, as ``add`` takes it."""
        ...

    @staticmethod
    def bits(numbers: Numbers | None, impacts: Numbers) -> int:
        """Return the documents of a prepared term as bits."""
        ...

    def add(self, value: int, first: int, numbers: Numbers | None, impacts: Numbers) -> None:
        """Add what a term is worth times its impacts on the documents of a segment that begins at ``first``.

        Without ``numbers``, there is an impact, perhaps 0, for each document of the segment.
        """
        ...

    def scores(self, dead: Sequence[int], places: Sequence[float] | None) -> Scores:
        """Return the scores; ``dead`` documents have none, ``places`` order the others in a tie (their numbers)."""
        ...


class ListSums:
    """Sums as a list of whole numbers."""

    def __init__(self, size: int) -> None:
        self._totals = [0] * size

    @staticmethod
    def prepared(numbers: Numbers | None, impacts: Numbers, size: int) -> tuple[Numbers | None, Numbers]:  # noqa: ARG004 - as any kind of sums
        return numbers, impacts

    @staticmethod
    def bits(numbers: Numbers | None, impacts: Numbers) -> int:
        if numbers is None:
            return bits_of((number for number, one in enumerate(impacts.tolist()) if one), len(impacts))
        found = numbers.tolist()
        return bits_of(found, found[-1] + 1)

    def add(self, value: int, first: int, numbers: Numbers | None, impacts: Numbers) -> None:
        totals, found = self._totals, impacts.tolist()
        if numbers is None:
            end = first + len(found)
            totals[first:end] = [total + value * one for total, one in zip(totals[first:end], found, strict=True)]
        else:
            for number, one in zip(numbers.tolist(), found, strict=True):
                totals[first + number] += value * one

    def scores(self, dead: Sequence[int], places: Sequence[float] | None) -> Scores:
        for number in dead:
            self._totals[number] = 0
        return ListScores([score_of(total) if total else 0 for total in self._totals], places)


class ListScores:
    """Scores as a list; a document without one has 0."""

    def __init__(self, scores: Sequence[int], places: Sequence[float] | None = None) -> None:
        self._scores = scores
        self._places = places

    def best(self) -> int:
        return max(self._scores, default=0)

    def reaching(self, least: int) -> int:
        numbers = [number for number, score in enumerate(self._scores) if score >= least and score]
        return bits_of(numbers, len(self._scores))

    def ranked(self, kept: int, count: int) -> list[tuple[int, int]]:
        scores, places = self._scores, self._places or range(len(self._scores))
        entries = ((-scores[number], places[number], number) for number in numbers_in(kept))
        return [(number, -score) for score, _, number in nsmallest(count, entries)]
