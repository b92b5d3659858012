"""Say what an engine behind search must do; ``kb.search.index`` holds the engines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from kb.search.document import Collection
from kb.search.query.search_query import SearchQuery
from kb.search.results import SearchResults


@dataclass(frozen=True)
class Changes:
    """How many documents a rebuild found new, different, gone, and as they were."""

    added: int
    changed: int
    removed: int
    unchanged: int


T = TypeVar("T")


class Track(Protocol):
    """Pass items on while telling somebody how far along the work is."""

    def __call__(self, label: str, items: Sequence[T], /) -> Iterable[T]:
        """Return the items; ``label`` says what is done with them."""
        ...


def untracked(_label: str, items: Sequence[T], /) -> Iterable[T]:
    """Return the items and tell nobody."""
    return items


class SearchBackend(Protocol):
    """Keep a collection searchable."""

    def rebuild(self, collection: Collection) -> Changes:
        """Make exactly this collection searchable; whatever was there before no longer is."""
        ...

    def search(self, query: SearchQuery) -> SearchResults:
        """Answer a query."""
        ...
