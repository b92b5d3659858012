"""Say what an engine behind search must do; ``kb.search.backends`` holds the engines."""

from dataclasses import dataclass
from typing import Protocol

from kb.search.document import Collection
from kb.search.query import SearchQuery
from kb.search.results import SearchResults


@dataclass(frozen=True)
class Changes:
    """How many documents a rebuild found new, different, gone, and as they were."""

    added: int
    changed: int
    removed: int
    unchanged: int


class SearchBackend(Protocol):
    """Keep a collection searchable."""

    def rebuild(self, collection: Collection) -> Changes:
        """Make exactly this collection searchable; whatever was there before no longer is."""
        ...

    def search(self, query: SearchQuery) -> SearchResults:
        """Answer a query."""
        ...
