"""Read the impacts of all terms out of an index, or work them out where no index has them at hand."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import numpy as np

from kb.search.document import SearchDocument
from kb.search.index.counted_documents import CountedDocuments
from kb.search.index.whoosh import WhooshIndex
from kb.search.ranking.bm25f import mean_lengths
from kb.search.ranking.fields import FIELD_NAMES
from kb.search.text.term_counts import field_counts

#: Terms in order, each with its documents by number, ascending, and its impact on each of them.
TermImpacts = Iterable[tuple[str, tuple[Sequence[int], Sequence[int]]]]

#: The place of a deleted document: behind all others.
_GONE: Final = np.uint32(0xFFFFFFFF)


def term_impacts(index: WhooshIndex) -> Iterator[tuple[str, tuple[Sequence[int], Sequence[int]]]]:
    """Yield the impacts of every term that a document of the index holds; documents are numbered in tie order."""
    places = np.full(index.size + len(index.deleted), _GONE)
    places[index.in_order()] = np.arange(index.size)
    in_order = bool(np.all(places[:-1] < places[1:]))
    for term, numbers, weights in index.all_postings():
        documents = places[np.frombuffer(numbers, np.uint32)]
        impacts = np.frombuffer(weights, np.float32).astype(np.uint16)
        if not in_order:
            order = np.argsort(documents, kind="stable")[: np.count_nonzero(documents != _GONE)]
            documents, impacts = documents[order], impacts[order]
        if len(documents):
            yield term, (array("I", documents.tobytes()), array("H", impacts.tobytes()))


def impacts_of(documents: Sequence[SearchDocument]) -> Iterator[tuple[str, tuple[Sequence[int], Sequence[int]]]]:
    """Yield every term's impacts; the sums are those of the index, term by term."""
    counted = CountedDocuments()
    for document in documents:
        counted.add(field_counts(document))
    means = mean_lengths(dict(zip(FIELD_NAMES, each, strict=True)) for each in counted.lengths)
    yield from sorted(counted.postings(means))
