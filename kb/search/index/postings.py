"""Hold the counted terms of many documents as sorted arrays, from which Whoosh's postings and the impacts are written.

Needed only while an index is made: it imports numpy, which a search does without.
"""

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kb.search.ranking.bm25f import mean_length
from kb.search.ranking.fields import FIELD_NAMES

#: An entry is one number: the term's place among all terms, the document's number, how often it stands there.
_COUNT_BITS, _DOCUMENT_BITS = 16, 22
_MOST = (1 << _COUNT_BITS) - 1

#: Documents that one table can hold.
MAX_DOCUMENTS = 1 << _DOCUMENT_BITS

Numbers = NDArray[np.int64]
Keys = NDArray[np.uint64]


class _Numbered(dict[str, int]):
    """Number what is looked up in the order it is first met."""

    def __missing__(self, term: str) -> int:
        number = self[term] = len(self)
        return number


class PostingCollector:
    """Take counted documents, one after the other, in little memory."""

    def __init__(self) -> None:
        self._numbers = _Numbered()
        self._size = 0
        self._terms = {name: array("I") for name in FIELD_NAMES}
        self._counts = {name: array("H") for name in FIELD_NAMES}
        self._held = {name: array("I") for name in FIELD_NAMES}
        self._lengths = {name: array("I") for name in FIELD_NAMES}

    def add(self, counts: Mapping[str, Mapping[str, int]]) -> None:
        """Add the next document's terms, counted field by field."""
        self._size += 1
        for name in FIELD_NAMES:
            terms = counts[name]
            self._held[name].append(len(terms))
            self._terms[name].extend(map(self._numbers.__getitem__, terms))
            values = terms.values()
            self._lengths[name].append(sum(values))
            self._counts[name].extend(values if max(values, default=0) <= _MOST else [min(n, _MOST) for n in values])

    def sorted(self) -> "Postings":
        """Return everything in order; the collector is empty afterwards."""
        # Strings sort by code point, which is the order of their UTF-8 bytes.
        terms = sorted(self._numbers)
        places = np.empty(len(terms), np.uint64)
        places[[self._numbers[term] for term in terms]] = np.arange(len(terms), dtype=np.uint64)
        self._numbers.clear()
        keys = {name: self._sorted_field(name, places) for name in FIELD_NAMES}
        lengths = {name: np.array(self._lengths[name], np.int64) for name in FIELD_NAMES}
        return Postings(self._size, tuple(terms), keys, lengths)

    def _sorted_field(self, name: str, places: Keys) -> Keys:
        keys = places[np.frombuffer(self._terms.pop(name), np.uint32)]
        keys <<= np.uint64(_DOCUMENT_BITS)
        keys |= np.repeat(np.arange(self._size, dtype=np.uint64), np.frombuffer(self._held.pop(name), np.uint32))
        keys <<= np.uint64(_COUNT_BITS)
        keys |= np.frombuffer(self._counts.pop(name), np.uint16)
        keys.sort()
        return keys


@dataclass(frozen=True)
class Postings:
    """Sorted postings of ``size`` documents; ``lengths`` holds each field's number of terms, document by document."""

    size: int
    terms: tuple[str, ...]
    _keys: Mapping[str, Keys]
    lengths: Mapping[str, Numbers]

    def entries(self, name: str, first: int = 0, last: int | None = None) -> tuple[Numbers, Numbers, Numbers]:
        """Return terms, documents and counts of one field's entries, for the terms from ``first`` up to ``last``."""
        keys = self._keys[name]
        start, end = 0, len(keys)
        if first or last is not None:
            shift = _COUNT_BITS + _DOCUMENT_BITS
            start = int(np.searchsorted(keys, np.uint64(first << shift)))
            if last is not None:
                end = int(np.searchsorted(keys, np.uint64(last << shift)))
        part = keys[start:end].view(np.int64)
        documents = part >> _COUNT_BITS & (MAX_DOCUMENTS - 1)
        return part >> (_COUNT_BITS + _DOCUMENT_BITS), documents, part & _MOST

    def blocks(self, at_most: int, *names: str) -> Iterator[tuple[int, int]]:
        """Yield ranges ``[first, last)`` of terms with about so many entries in these fields (all), or of one term."""
        held = np.zeros(len(self.terms) + 1, np.int64)
        for name in names or self._keys:
            places = (self._keys[name] >> np.uint64(_COUNT_BITS + _DOCUMENT_BITS)).view(np.int64)
            held[1:] += np.bincount(places, minlength=len(self.terms))
        ends = np.cumsum(held)
        first = 0
        while first < len(self.terms):
            last = max(first + 1, int(np.searchsorted(ends, ends[first] + at_most, side="right")) - 1)
            yield first, last
            first = last


def mean_lengths(postings: Postings) -> dict[str, float]:
    """Return each field's mean length over the documents in which it has any."""
    counts = {name: int(np.count_nonzero(lengths)) for name, lengths in postings.lengths.items()}
    return {name: mean_length(int(postings.lengths[name].sum()), count) for name, count in counts.items() if count}
