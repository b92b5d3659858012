"""Add up impacts into scores in plain Python, which a search that runs once starts quickest with.

A row, which has an impact of two bytes for every document, is read as one long whole number. Every fourth impact, with
six bytes of nothing before the next one, has room to be multiplied and added up there with all the others at once.
"""

import struct
from collections.abc import Sequence
from heapq import nsmallest
from operator import add
from typing import Protocol

from kb.search.impacts.container import Numbers, number_bytes
from kb.search.index.protocol import Scores, bits_of, numbers_in
from kb.search.ranking.bm25f import IMPACT_BITS

#: Impacts are taken apart into so many long numbers, by the remainder of a document's number.
_LANES = 4
_IMPACT, _SUM = 2, 8


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
    """Sums as a list of whole numbers; those of rows are joined to them at the end."""

    def __init__(self, size: int) -> None:
        self._totals = [0] * size
        #: By where a segment begins and its size.
        self._rows: dict[tuple[int, int], list[int]] = {}

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
        if numbers is None:
            sums = self._rows.setdefault((first, len(impacts)), [0] * _LANES)
            row = int.from_bytes(number_bytes("H", impacts), "little")
            mask = int.from_bytes((b"\xff" * _IMPACT + bytes(_SUM - _IMPACT)) * _in_lane(len(impacts)), "little")
            for lane in range(_LANES):
                sums[lane] += (row >> 8 * _IMPACT * lane & mask) * value
        else:
            totals = self._totals
            for number, one in zip(numbers.tolist(), impacts.tolist(), strict=True):
                totals[first + number] += value * one

    def scores(self, dead: Sequence[int], places: Sequence[float] | None) -> Scores:
        totals = self._totals
        for (first, size), sums in self._rows.items():
            count = _in_lane(size)
            for lane, together in enumerate(sums):
                of_lane = slice(first + lane, first + size, _LANES)
                apart = struct.unpack(f"<{count}Q", together.to_bytes(count * _SUM, "little"))
                totals[of_lane] = list(map(add, totals[of_lane], apart))
        for number in dead:
            totals[number] = 0
        # As ``score_of``, which would take a search of ten thousand cases a millisecond to call.
        return ListScores([total >> IMPACT_BITS or (1 if total else 0) for total in totals], places)


def _in_lane(size: int) -> int:
    return -(-size // _LANES)


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
