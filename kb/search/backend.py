"""Say what an engine behind search must do; ``kb.search.backends`` holds the engines."""

from typing import Protocol

from kb.search.document import Collection
from kb.search.query import SearchQuery
from kb.search.results import SearchResults


class SearchBackend(Protocol):
    """Keep a collection searchable."""

    def rebuild(self, collection: Collection) -> None:
        """Make exactly this collection searchable; whatever was there before no longer is."""
        ...

    def search(self, query: SearchQuery) -> SearchResults:
        """Answer a query."""
        ...
