"""Chinese search: analysis, documents, queries, ranking and the backends behind one port.

``case_document`` (knows cases) and the engines in ``index`` are imported from where they stand: a search that finds its
index fresh does not need all of them, and must not pay for them.
"""

from kb.search.document import Collection, Facet, FacetValue, SearchDocument
from kb.search.protocol import Changes, SearchBackend
from kb.search.query.search_query import SearchQuery
from kb.search.results import FacetCount, Hit, SearchResults

__all__ = [
    "Changes",
    "Collection",
    "Facet",
    "FacetCount",
    "FacetValue",
    "Hit",
    "SearchBackend",
    "SearchDocument",
    "SearchQuery",
    "SearchResults",
]
