"""Say what an index must offer for queries to be answered from it, and what an engine must do that keeps one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol, TypeVar

from kb.search.document import Collection, Facet, SearchDocument
from kb.search.document_set import DocumentSet, OwnSet
from kb.search.query.search_query import SearchQuery
from kb.search.results import SearchResults

#: Fields a snippet is taken from, in the order they are looked through.
SNIPPET_FIELDS = ("summary", "claims", "body")

T = TypeVar("T")


class Record(NamedTuple):
    """What a hit shows of a document; an index keeps it as a list."""

    id: str
    title: str
    url: str
    shown: Mapping[str, str]
    texts: Sequence[str]


class Scores(Protocol):
    """The scores of a query's terms, in thousandths, for every document."""

    def best(self) -> int:
        """Return the highest score; 0 when no document holds a term."""

    def at_least(self, score: int) -> DocumentSet:
        """Return the documents that hold a term and score at least so much."""

    def ranked(self, among: OwnSet, count: int) -> list[tuple[int, int]]:
        """Return the first ``count`` of these documents by number, with their scores, best first."""


class Index(Protocol):
    """Numbered documents; equal scores are ranked in tie order (evidence, date, id)."""

    @property
    def size(self) -> int:
        """Return how many documents there are."""

    @property
    def all_documents(self) -> DocumentSet:
        """Return all documents."""

    def scores(self, terms: Sequence[str]) -> Scores:
        """Return how well the terms together describe each document."""

    def matching(self, term: str) -> int:
        """Return how many documents hold the term."""

    def documents_with(self, term: str) -> DocumentSet:
        """Return the documents that hold the term."""

    def documents_with_all(self, terms: Sequence[str]) -> DocumentSet:
        """Return the documents that hold each of the terms; none where there are no terms."""

    def documents_with_phrase(self, phrase: str, among: OwnSet) -> DocumentSet:
        """Return which of these documents have the words of the phrase side by side in one of their texts."""

    def facet_values(self) -> tuple[Facet, ...]:
        """Return the facets with everything a reader may type for a value."""

    def with_value(self, facet: str, value: str) -> DocumentSet:
        """Return the documents that have the value of the facet."""

    def counted(self, facet: str, values: Sequence[str], among: OwnSet) -> list[int]:
        """Return how many of these documents have each of the values."""

    def record(self, number: int) -> Record:
        """Return what a hit shows of one document."""


@dataclass(frozen=True)
class Changes:
    """How many documents a rebuild found new, different, gone, and as they were."""

    added: int
    changed: int
    removed: int
    unchanged: int


class Track(Protocol):
    """Pass items on while telling somebody how far along the work is."""

    def __call__(self, label: str, items: Sequence[T], /) -> Iterable[T]:
        """Return the items; ``label`` says what is done with them."""


def untracked(_label: str, items: Sequence[T], /) -> Iterable[T]:
    """Return the items and tell nobody."""
    return items


class SearchBackend(Protocol):
    """Keep a collection searchable."""

    def rebuild(self, collection: Collection) -> Changes:
        """Make exactly this collection searchable; whatever was there before no longer is."""

    def search(self, query: SearchQuery) -> SearchResults:
        """Answer a query."""


def record_of(document: SearchDocument) -> Record:
    """Return what a hit shows of the document."""
    texts = tuple(text for name in SNIPPET_FIELDS for text in document.fields.get(name, ()))
    return Record(document.id, document.title, document.url, dict(document.shown), texts)
