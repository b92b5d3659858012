"""Add up impacts into scores in numpy's arrays: many times quicker where one process answers many queries.

Doubles hold whole numbers of this size exactly, in whatever order they are added.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kb.search.impacts.container import Numbers
from kb.search.index.protocol import Scores
from kb.search.ranking.bm25f import IMPACT_SCALE

#: Documents whose rows are added up at a time, so that they stay near the processor.
_COLUMNS = 1 << 12
#: A term that more than one document in so many holds is added up quicker as a row.
_ROW_FROM = 8
#: Documents that are compared at a time to find where the best can be.
_GROUP = 64


class ArraySums:
    """Sums as arrays: rows are added up in one matrix product, lists in one count."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._rows: list[tuple[int, int, NDArray[np.uint16]]] = []
        self._numbers: list[NDArray[np.integer]] = []
        self._worths: list[NDArray[np.float64]] = []

    @staticmethod
    def prepared(numbers: Numbers | None, impacts: Numbers, size: int) -> tuple[Numbers | None, Numbers]:
        if numbers is None or len(impacts) * _ROW_FROM <= size:
            return None if numbers is None else np.asarray(numbers), np.asarray(impacts)
        row = np.zeros(size, np.uint16)
        row[np.asarray(numbers)] = np.asarray(impacts)
        return None, row

    @staticmethod
    def bits(numbers: Numbers | None, impacts: Numbers) -> int:
        flags = np.asarray(impacts) > 0
        if numbers is not None:
            places = np.asarray(numbers)
            flags = np.zeros(int(places[-1]) + 1, np.bool_)
            flags[places] = True
        return int.from_bytes(np.packbits(flags, bitorder="little").tobytes(), "little")

    def add(self, value: int, first: int, numbers: Numbers | None, impacts: Numbers) -> None:
        found = np.asarray(impacts)
        if numbers is None:
            self._rows.append((first, value, found))
        else:
            places = np.asarray(numbers)
            self._numbers.append(places + np.intp(first) if first else places)
            self._worths.append(found * float(value))

    def scores(self, dead: Sequence[int], places: Sequence[float] | None) -> Scores:
        totals = np.zeros(self._size)
        if self._numbers:
            numbers, worths = np.concatenate(self._numbers), np.concatenate(self._worths)
            totals += np.bincount(numbers, worths, self._size)
        for first in {first for first, _, _ in self._rows}:
            self._add_rows(totals, first)
        totals[list(dead)] = 0
        # Whoever holds a term scores 1 at least; totals are whole numbers.
        least = np.minimum(totals, 1)
        totals /= IMPACT_SCALE
        np.floor(totals, out=totals)
        np.maximum(totals, least, out=totals)
        return ArrayScores(totals, None if places is None else np.asarray(places))

    def _add_rows(self, totals: NDArray[np.float64], first: int) -> None:
        values = np.array([value for begin, value, _ in self._rows if begin == first], np.float64)
        rows = [row for begin, _, row in self._rows if begin == first]
        size = len(rows[0])
        block = np.empty((len(rows), min(_COLUMNS, size)))
        for start in range(0, size, _COLUMNS):
            columns = block[:, : size - start]
            for place, row in enumerate(rows):
                columns[place] = row[start : start + _COLUMNS]
            totals[first + start : first + start + columns.shape[1]] += values @ columns


class ArrayScores:
    """Scores as an array; a document without one has 0."""

    def __init__(self, scores: NDArray[np.float64], places: NDArray[np.float64] | None) -> None:
        self._scores = scores
        self._places = places

    def best(self) -> int:
        return int(self._scores.max(initial=0))

    def reaching(self, least: int) -> int:
        flags = np.packbits(self._scores >= max(least, 1), bitorder="little")
        return int.from_bytes(flags.tobytes(), "little")

    def ranked(self, kept: int, count: int) -> list[tuple[int, int]]:
        size = len(self._scores)
        flags = np.frombuffer(kept.to_bytes((size + 7) // 8, "little"), np.uint8)
        is_kept = np.unpackbits(flags, count=size, bitorder="little").view(np.bool_)
        numbers = np.flatnonzero(is_kept & (self._scores >= self._least_of_first(is_kept, count)))
        scores = self._scores[numbers]
        places = numbers if self._places is None else self._places[numbers]
        order = np.lexsort((places, -scores))[:count]
        return list(zip(numbers[order].tolist(), map(int, scores[order].tolist()), strict=True))

    def _least_of_first(self, is_kept: NDArray[np.bool_], count: int) -> float:
        """Return a score that at least ``count`` of those kept reach, if there are so many, and not many more."""
        groups = len(self._scores) // _GROUP
        if not 0 < count < groups:
            return 0
        whole = groups * _GROUP
        # Each group's best is one document, so as many groups have one as reach the score of the last of them.
        best = (self._scores[:whole] * is_kept[:whole]).reshape(groups, _GROUP).max(axis=1)
        return float(np.partition(best, groups - count)[groups - count])
