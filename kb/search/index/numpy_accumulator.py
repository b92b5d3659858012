"""Add up impacts into scores in numpy's arrays: many times quicker where one process answers many queries.

Doubles hold whole numbers of this size exactly, in whatever order they are added.
"""

from array import array

import numpy as np
from numpy.typing import NDArray

from kb.search.index.accumulator import Accumulator, Prepared, Tie, first_of
from kb.search.protocol import Scores
from kb.search.ranking.bm25f import IMPACT_SCALE

#: Documents whose rows are added up at a time, so that they stay near the processor.
_COLUMNS = 1 << 12
#: A term that more than one document in so many holds is added up quicker as a row, with an impact for each document.
_ROW_FROM = 8


class NumpyAccumulator(Accumulator):
    """Sums as arrays: rows are added up in one matrix product, lists in one count."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._rows: list[tuple[int, NDArray[np.uint16]]] = []
        self._numbers: list[NDArray[np.uint32]] = []
        self._products: list[NDArray[np.float64]] = []

    @staticmethod
    def prepared(numbers: "array[int]", impacts: "array[int]", size: int) -> Prepared:
        places, found = np.frombuffer(numbers, np.uint32), np.frombuffer(impacts, np.uint16)
        if len(found) * _ROW_FROM <= size:
            return places, found
        row = np.zeros(size, np.uint16)
        row[places] = found
        return None, row

    @staticmethod
    def bits(postings: Prepared) -> int:
        places, found = postings
        flags = found > 0
        if places is not None:
            flags = np.zeros(int(places[-1]) + 1, np.bool_)
            flags[places] = True
        return int.from_bytes(np.packbits(flags, bitorder="little").tobytes(), "little")

    def add(self, weight: int, postings: Prepared) -> None:
        places, found = postings
        if places is None:
            self._rows.append((weight, found))
        else:
            self._numbers.append(places)
            self._products.append(found * float(weight))

    def scores(self, tie: Tie) -> Scores:
        totals = np.zeros(self._size)
        if self._numbers:
            totals += np.bincount(np.concatenate(self._numbers), np.concatenate(self._products), self._size)
        if self._rows:
            self._add_rows(totals)
        # Whoever holds a term scores 1 at least; totals are whole numbers.
        least = np.minimum(totals, 1)
        totals /= IMPACT_SCALE
        np.floor(totals, out=totals)
        np.maximum(totals, least, out=totals)
        return NumpyScores(totals, tie)

    def _add_rows(self, totals: NDArray[np.float64]) -> None:
        weights = np.array([weight for weight, _ in self._rows], np.float64)
        block = np.empty((len(self._rows), min(_COLUMNS, self._size)))
        for start in range(0, self._size, _COLUMNS):
            columns = block[:, : self._size - start]
            for place, (_, row) in enumerate(self._rows):
                columns[place] = row[start : start + _COLUMNS]
            totals[start : start + columns.shape[1]] += weights @ columns


class NumpyScores:
    """Scores as an array; a document without one has 0."""

    def __init__(self, scores: NDArray[np.float64], tie: Tie) -> None:
        self._scores = scores
        self._tie = tie

    def best(self) -> int:
        return int(self._scores.max(initial=0))

    def at_least(self, score: int) -> int:
        flags = np.packbits(self._scores >= max(score, 1), bitorder="little")
        return int.from_bytes(flags.tobytes(), "little")

    def ranked(self, among: int, count: int) -> list[tuple[int, int]]:
        size = len(self._scores)
        flags = np.frombuffer(among.to_bytes((size + 7) // 8, "little"), np.uint8)
        is_among = np.unpackbits(flags, count=size, bitorder="little").view(np.bool_)
        numbers = np.flatnonzero(is_among)
        scores = self._scores[numbers]
        if 0 < count < len(scores):
            is_first = scores >= np.partition(scores, -count)[-count]
            numbers, scores = numbers[is_first], scores[is_first]
        return first_of(list(zip(numbers.tolist(), map(int, scores.tolist()), strict=True)), count, self._tie)
