"""Read the impacts of all terms out of an index, or work them out where no index has them at hand."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from operator import gt

from kb.search.document import SearchDocument
from kb.search.index.whoosh import WhooshIndex
from kb.search.ranking.bm25f import impact, length_norm, mean_lengths
from kb.search.ranking.fields import FIELDS
from kb.search.text.term_counts import field_counts

#: Terms in order, each with its documents by number, ascending, and its impact on each of them.
TermImpacts = Iterable[tuple[str, tuple[Sequence[int], Sequence[int]]]]


def term_impacts(index: WhooshIndex) -> Iterator[tuple[str, tuple[Sequence[int], Sequence[int]]]]:
    """Yield the impacts of every term that a document of the index holds; documents are numbered in tie order."""
    places = array("I", bytes(4 * index.all_documents.bit_length()))
    for place, number in enumerate(index.in_order()):
        places[number] = place
    for term in index.terms():
        numbers, impacts = index.postings(term)
        documents = array("I", map(places.__getitem__, numbers))
        if any(map(gt, documents, documents[1:])):
            order = sorted(range(len(documents)), key=documents.__getitem__)
            documents, impacts = (
                array("I", map(documents.__getitem__, order)),
                array("H", map(impacts.__getitem__, order)),
            )
        if documents:
            yield term, (documents, impacts)


def impacts_of(documents: Sequence[SearchDocument]) -> Iterator[tuple[str, tuple[Sequence[int], Sequence[int]]]]:
    """Yield every term's impacts; the sums are those of the index, term by term."""
    numbers: dict[str, int] = {}
    counted: list[list[tuple[array[int], array[int]]]] = []
    lengths = []
    for document in documents:
        counts = field_counts(document)
        lengths.append({name: terms.total() for name, terms in counts.items()})
        # Arrays: a collection's counts as dictionaries would fill the memory.
        counted.append(
            [
                (
                    array("I", [numbers.setdefault(term, len(numbers)) for term in counts[name]]),
                    array("I", counts[name].values()),
                )
                for name, _, _ in FIELDS
            ]
        )
    means = mean_lengths(lengths)
    found = [(array("I"), array("H")) for _ in numbers]
    for place, fields in enumerate(counted):
        frequencies: dict[int, float] = {}
        # In the order of the field table, as everywhere: sums of doubles depend on it.
        for (name, boost, b), (terms, of_term) in zip(FIELDS, fields, strict=True):
            if terms:
                share = length_norm(b, lengths[place][name], means[name])
                for term, count in zip(terms, of_term, strict=True):
                    frequencies[term] = frequencies.get(term, 0.0) + boost * count / share
        fields.clear()
        for term, frequency in frequencies.items():
            found[term][0].append(place)
            found[term][1].append(impact(frequency))
    for name in sorted(numbers):
        yield name, found[numbers[name]]
