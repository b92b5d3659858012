"""Search a collection held in memory, by the plainest reading of the rules: the reference for every other engine."""

from collections import Counter
from collections.abc import Mapping, Sequence

from kb.search.analysis import count_terms
from kb.search.answer import answer
from kb.search.backend import Changes
from kb.search.document import Collection, Facet, SearchDocument
from kb.search.facets import facet_bits
from kb.search.fields import FIELD_NAMES
from kb.search.index import FacetBits, Record, record_of
from kb.search.names import count_names
from kb.search.numbers import written_out
from kb.search.query import SearchQuery
from kb.search.ranking import impact, mean_lengths, score_of, weighted_frequency, worth
from kb.search.results import SearchResults
from kb.search.sounds import count_sounds


def field_counts(document: SearchDocument) -> dict[str, Counter[str]]:
    """Return how often each term occurs in each field of the document."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in FIELD_NAMES}
    for name, texts in document.fields.items():
        for text in texts:
            counts[name].update(count_terms(text))
            counts[name].update(written_out(text))
    return counts | count_names(document.fields) | count_sounds(document.fields)


class MemoryIndex:
    """Hold the documents and count everything anew for each query."""

    def __init__(self, collection: Collection) -> None:
        self._documents = sorted(collection.documents, key=lambda document: document.tie_key)
        self._counts = [field_counts(document) for document in self._documents]
        self._lengths = [{name: counts.total() for name, counts in fields.items()} for fields in self._counts]
        self._means = mean_lengths(self._lengths)
        self._facet_values = collection.facets
        self._facets = facet_bits(collection, self._documents)

    @property
    def size(self) -> int:
        return len(self._documents)

    def matching(self, term: str) -> int:
        return len(self.documents_with(term))

    def documents_with(self, term: str) -> Sequence[int]:
        return [n for n, fields in enumerate(self._counts) if any(term in counts for counts in fields.values())]

    def facet_values(self) -> tuple[Facet, ...]:
        return self._facet_values

    def scores(self, terms: Sequence[str]) -> dict[int, int]:
        totals: Counter[int] = Counter()
        for term in terms:
            value = worth(term, self.matching(term), self.size)
            for number, fields in enumerate(self._counts):
                counts = {name: counts[term] for name, counts in fields.items() if term in counts}
                if counts:
                    totals[number] += value * impact(weighted_frequency(counts, self._lengths[number], self._means))
        return {number: score_of(total) for number, total in totals.items()}

    def facets(self) -> Mapping[str, Sequence[FacetBits]]:
        return self._facets

    def record(self, number: int) -> Record:
        return record_of(self._documents[number])


class MemoryBackend:
    """Keep a collection searchable as long as the process lives."""

    def __init__(self) -> None:
        self._documents: dict[str, SearchDocument] = {}
        self._index = MemoryIndex(Collection(()))

    def rebuild(self, collection: Collection) -> Changes:
        before, now = self._documents, {document.id: document for document in collection.documents}
        self._documents, self._index = now, MemoryIndex(collection)
        same = sum(before.get(name) == document for name, document in now.items())
        kept = len(before.keys() & now.keys())
        return Changes(added=len(now) - kept, changed=kept - same, removed=len(before) - kept, unchanged=same)

    def search(self, query: SearchQuery) -> SearchResults:
        return answer(self._index, query)
