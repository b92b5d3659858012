"""Say what an index must offer for queries to be answered from it; answering itself is the same for all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress, count
from typing import Protocol

from kb.search.document import Facet, SearchDocument

#: Fields a snippet is taken from, in the order they are looked through.
SNIPPET_FIELDS = ("summary", "claims", "body")


@dataclass(frozen=True)
class Record:
    """What a hit shows of a document."""

    id: str
    title: str
    url: str
    shown: Mapping[str, str]
    texts: tuple[str, ...]


class Scores(Protocol):
    """The scores of a query's terms, in thousandths, for every document."""

    def best(self) -> int:
        """Return the highest score; 0 when no document holds a term."""
        ...

    def reaching(self, least: int) -> int:
        """Return, as bits, the documents that hold a term and score at least so much."""
        ...

    def ranked(self, kept: int, count: int) -> list[tuple[int, int]]:
        """Return the first ``count`` of the documents ``kept`` (bits), with their scores, best first."""
        ...


class Index(Protocol):
    """Numbered documents; equal scores are ranked in tie order (evidence, date, id)."""

    @property
    def size(self) -> int:
        """Return how many documents there are."""
        ...

    @property
    def everything(self) -> int:
        """Return all documents as bits."""
        ...

    def scores(self, terms: Sequence[str]) -> Scores:
        """Return what the terms are worth to every document."""
        ...

    def matching(self, term: str) -> int:
        """Return how many documents hold the term."""
        ...

    def documents_with(self, term: str) -> int:
        """Return the documents that hold the term as bits."""
        ...

    def facet_values(self) -> tuple[Facet, ...]:
        """Return the facets with everything a reader may type for a value."""
        ...

    def with_value(self, facet: str, value: str) -> int:
        """Return the documents that have the value of the facet as bits."""
        ...

    def record(self, number: int) -> Record:
        """Return what a hit shows of one document."""
        ...


def record_of(document: SearchDocument) -> Record:
    """Return what a hit shows of the document."""
    texts = tuple(text for name in SNIPPET_FIELDS for text in document.fields.get(name, ()))
    return Record(document.id, document.title, document.url, dict(document.shown), texts)


def numbers_in(bits: int) -> list[int]:
    """Return the document numbers in a set, ascending."""
    # The lowest bit is the first document.
    return list(compress(count(), map(int, reversed(f"{bits:b}")))) if bits else []


def bits_of(numbers: Iterable[int], size: int) -> int:
    """Return the set of document numbers as one integer."""
    data = bytearray((size + 7) // 8)
    for number in numbers:
        data[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(data, "little")
