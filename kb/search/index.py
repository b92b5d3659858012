"""Say what an index must offer for queries to be answered from it; answering itself is the same for all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

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


class FacetBits(NamedTuple):
    """One facet value with the set of documents that have it: bit ``n`` is document number ``n``."""

    value: str
    label: str
    parent: str | None
    bits: int


class Index(Protocol):
    """Documents numbered from 0 in tie order (evidence, date, id), so that the smaller number wins a tie."""

    @property
    def size(self) -> int:
        """Return how many documents there are."""
        ...

    def scores(self, terms: Sequence[str]) -> dict[int, int]:
        """Return the sum of the terms' impacts for every document that holds one of them."""
        ...

    def matching(self, term: str) -> int:
        """Return how many documents hold the term."""
        ...

    def documents_with(self, term: str) -> Sequence[int]:
        """Return the documents that hold the term."""
        ...

    def facet_values(self) -> tuple[Facet, ...]:
        """Return the facets with everything a reader may type for a value."""
        ...

    def facets(self) -> Mapping[str, Sequence[FacetBits]]:
        """Return every facet's values in the order readers see them."""
        ...

    def record(self, number: int) -> Record:
        """Return what a hit shows of one document."""
        ...


def record_of(document: SearchDocument) -> Record:
    """Return what a hit shows of the document."""
    texts = tuple(text for name in SNIPPET_FIELDS for text in document.fields.get(name, ()))
    return Record(document.id, document.title, document.url, dict(document.shown), texts)


def bits_of(numbers: Iterable[int], size: int) -> int:
    """Return the set of document numbers as one integer."""
    data = bytearray((size + 7) // 8)
    for number in numbers:
        data[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(data, "little")
