"""Say what is asked of search."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

#: Longer queries are cut here, with a note: nobody types more, and a pasted page would only find itself.
MAX_QUERY_LENGTH = 300

#: What comes first: what fits best, or what has the best evidence.
Sort = Literal["relevance", "evidence"]


@dataclass(frozen=True)
class SearchQuery:
    """A text and what to narrow it by; a facet's values are alternatives, facets must all hold."""

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    limit: int = 10
    offset: int = 0
    sort: Sort = "relevance"
