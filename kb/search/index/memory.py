"""Search a collection held in memory, by the plainest reading of the rules: the reference for every other engine."""

from collections import Counter
from collections.abc import Sequence
from functools import reduce
from operator import and_

from kb.search.answer import answer
from kb.search.document import Collection, Facet, SearchDocument
from kb.search.document_set import bits_of, numbers_in
from kb.search.index.accumulator import ListScores
from kb.search.protocol import Changes, Record, Scores, record_of
from kb.search.query.phrases import stands_in, texts_of
from kb.search.query.search_query import SearchQuery
from kb.search.ranking.bm25f import impact, mean_lengths, query_weights, score_of, weighted_frequency
from kb.search.results import SearchResults
from kb.search.text.term_counts import field_counts


class MemoryIndex:
    """Hold the documents and count everything anew for each query."""

    def __init__(self, collection: Collection) -> None:
        self._documents = sorted(collection.documents, key=lambda document: document.tie_key)
        self._counts = [field_counts(document) for document in self._documents]
        self._lengths = [{name: counts.total() for name, counts in fields.items()} for fields in self._counts]
        self._means = mean_lengths(self._lengths)
        self._facet_values = collection.facets

    @property
    def size(self) -> int:
        return len(self._documents)

    def matching(self, term: str) -> int:
        return self.documents_with(term).bit_count()

    def documents_with(self, term: str) -> int:
        holding = (n for n, fields in enumerate(self._counts) if any(term in counts for counts in fields.values()))
        return bits_of(holding, self.size)

    def documents_with_all(self, terms: Sequence[str]) -> int:
        return reduce(and_, map(self.documents_with, terms)) if terms else 0

    def documents_with_phrase(self, phrase: str, among: int) -> int:
        found = (number for number in numbers_in(among) if stands_in(phrase, texts_of(self.record(number))))
        return bits_of(found, self.size)

    def facet_values(self) -> tuple[Facet, ...]:
        return self._facet_values

    @property
    def all_documents(self) -> int:
        return (1 << self.size) - 1

    def scores(self, terms: Sequence[str]) -> Scores:
        totals: Counter[int] = Counter()
        weights = query_weights({term: self.matching(term) for term in terms}, self.size)
        for term, weight in weights.items():
            for number, fields in enumerate(self._counts):
                counts = {name: counts[term] for name, counts in fields.items() if term in counts}
                if counts:
                    totals[number] += weight * impact(weighted_frequency(counts, self._lengths[number], self._means))
        return ListScores([score_of(totals[number]) if totals[number] else 0 for number in range(self.size)])

    def with_value(self, facet: str, value: str) -> int:
        having = (n for n, document in enumerate(self._documents) if value in document.facets.get(facet, ()))
        return bits_of(having, self.size)

    def counted(self, facet: str, values: Sequence[str], among: int) -> list[int]:
        return [(self.with_value(facet, value) & among).bit_count() for value in values]

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
