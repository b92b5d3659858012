"""Say what search answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kb.search.query.search_query import SearchQuery


@dataclass(frozen=True)
class Hit:
    """One match; ``highlights`` are the ranges ``[start, end)`` of ``snippet`` to mark, in code points."""

    id: str
    title: str
    url: str
    score: float
    snippet: str
    highlights: tuple[tuple[int, int], ...]
    shown: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class FacetCount:
    """How many matches there would be with this value chosen and the facet's other values not."""

    value: str
    label: str
    count: int


@dataclass(frozen=True)
class Offer:
    """Another question that may help: what it is called, its text and its filters."""

    label: str
    text: str
    filters: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class SearchResults:
    """One page of matches, with counts over all of them and notes for the person who asked.

    ``suggestion`` is the query as it was perhaps meant; it is never searched instead. ``touching`` holds cases, found
    and counted nowhere, that share characters with what no case says.
    """

    query: SearchQuery
    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[FacetCount, ...]]
    notes: tuple[str, ...] = ()
    suggestion: str | None = None
    touching: tuple[Hit, ...] = ()
    offers: tuple[Offer, ...] = ()
