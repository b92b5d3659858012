"""Hold the counted terms of many documents in little memory until their mean lengths, and so their impacts, are known.

Needed only while an index is made: it imports numpy, which a search does without.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping
from itertools import repeat
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from kb.search.document import SearchDocument
from kb.search.ranking.bm25f import IMPACT_SCALE, K1, length_norm
from kb.search.ranking.fields import FIELDS
from kb.search.text.term_counts import field_counts

#: Documents by number, ascending, and a term's impact on each.
Postings: TypeAlias = "tuple[array[int], array[int]]"

#: How often a term can stand in a field, as far as it is counted.
_MOST = 0xFFFF


class _Numbered(dict[str, int]):
    """Number what is looked up in the order it is first met."""

    def __missing__(self, term: str) -> int:
        number = self[term] = len(self)
        return number


class CountedDocuments:
    """Documents' terms, numbered; ``lengths`` has the number of terms in each field, document by document."""

    def __init__(self) -> None:
        self._numbers = _Numbered()
        self._terms: list[array[int]] = []
        self._counts: list[array[int]] = []
        self._held: list[array[int]] = []
        self.lengths: list[tuple[int, ...]] = []

    def add(self, counts: Mapping[str, Mapping[str, int]]) -> None:
        """Add the next document's terms, counted field by field."""
        terms, times, held, lengths = array("I"), array("H"), array("I"), []
        for name, _, _ in FIELDS:
            of_field = counts[name]
            values = of_field.values()
            terms.extend(map(self._numbers.__getitem__, of_field))
            times.extend(values if max(values, default=0) <= _MOST else map(min, values, repeat(_MOST)))
            held.append(len(of_field))
            lengths.append(sum(values))
        self._terms.append(terms)
        self._counts.append(times)
        self._held.append(held)
        self.lengths.append(tuple(lengths))

    def postings(self, means: Mapping[str, float]) -> Iterator[tuple[str, Postings]]:
        """Yield every term with its documents by number, ascending, and its impact on each; texts are so long."""
        found = [self._impacts(document, means) for document in range(len(self.lengths))]
        held = np.zeros(len(self._numbers) + 1, np.int64)
        for terms, _ in found:
            held[terms + 1] += 1
        starts = held.cumsum()
        numbers, impacts = np.empty(starts[-1], np.uint32), np.empty(starts[-1], np.uint16)
        places = starts.copy()
        for number, (terms, of_terms) in enumerate(found):
            numbers[places[terms]], impacts[places[terms]] = number, of_terms
            places[terms] += 1
        del found
        for term, start, end in zip(self._numbers, starts, starts[1:], strict=False):
            yield term, (array("I", numbers[start:end].tobytes()), array("H", impacts[start:end].tobytes()))

    def by_document(self, means: Mapping[str, float]) -> Iterator[Iterable[tuple[str, int]]]:
        """Yield each document's terms with their impacts on it; texts are so long."""
        names = list(self._numbers)
        for document in range(len(self.lengths)):
            terms, impacts = self._impacts(document, means)
            yield zip(map(names.__getitem__, terms.tolist()), impacts.tolist(), strict=True)

    def _impacts(self, document: int, means: Mapping[str, float]) -> tuple[NDArray[np.uint32], NDArray[np.uint16]]:
        """Return the numbers of one document's terms, and the impact of each."""
        held = np.frombuffer(self._held[document], np.uint32)
        norms = [
            length_norm(field.b, length, means[field.name]) if length else 1.0
            for field, length in zip(FIELDS, self.lengths[document], strict=True)
        ]
        counts = np.frombuffer(self._counts[document], np.uint16)
        boosts = np.repeat([field.boost for field in FIELDS], held)
        terms, places = np.unique(np.frombuffer(self._terms[document], np.uint32), return_inverse=True)
        # Added up in the order of the field table, as everywhere: sums of doubles depend on it.
        frequencies = np.bincount(places, boosts * counts / np.repeat(norms, held), len(terms))
        impacts = np.floor(frequencies / (K1 + frequencies) * IMPACT_SCALE)
        return terms, np.clip(impacts, 1, IMPACT_SCALE - 1).astype(np.uint16)


def counted_documents(documents: Iterable[SearchDocument]) -> CountedDocuments:
    """Return the terms of these documents, counted, in the order given."""
    counted = CountedDocuments()
    for document in documents:
        counted.add(field_counts(document))
    return counted
