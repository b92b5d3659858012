"""Read the impacts of all terms out of an index, or work them out where no index has them at hand."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from operator import gt

from kb.search.document import SearchDocument
from kb.search.index.counted_documents import CountedDocuments
from kb.search.index.whoosh import WhooshIndex
from kb.search.ranking.bm25f import mean_lengths
from kb.search.ranking.fields import FIELD_NAMES
from kb.search.text.term_counts import field_counts

#: Terms in order, each with its documents by number, ascending, and its impact on each of them.
TermImpacts = Iterable[tuple[str, tuple[Sequence[int], Sequence[int]]]]


def term_impacts(index: WhooshIndex) -> Iterator[tuple[str, tuple[Sequence[int], Sequence[int]]]]:
    """Yield the impacts of every term that a document of the index holds; documents are numbered in tie order."""
    places = array("I", bytes(4 * index.all_documents.bit_length()))
    for place, number in enumerate(index.in_order()):
        places[number] = place
    for term, numbers, impacts in index.all_postings():
        documents = array("I", map(places.__getitem__, numbers))
        if any(map(gt, documents, documents[1:])):
            order = sorted(range(len(documents)), key=documents.__getitem__)
            documents = array("I", map(documents.__getitem__, order))
            impacts = array("H", map(impacts.__getitem__, order))
        yield term, (documents, impacts)


def impacts_of(documents: Sequence[SearchDocument]) -> Iterator[tuple[str, tuple[Sequence[int], Sequence[int]]]]:
    """Yield every term's impacts; the sums are those of the index, term by term."""
    counted = CountedDocuments()
    for document in documents:
        counted.add(field_counts(document))
    means = mean_lengths(dict(zip(FIELD_NAMES, each, strict=True)) for each in counted.lengths)
    yield from sorted(counted.postings(means))
