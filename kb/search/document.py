"""Say what search knows of a case: the searchable form of it, as plain data."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

#: The value of a case whose sources do not say who, or for which stage: it can be narrowed to, as it is shown.
UNKNOWN_VALUE = "unknown"

#: More than any evidence level.
_LEVELS = 1 << 15


@dataclass(frozen=True)
class SearchDocument:
    """One searchable document.

    ``fields`` maps a name of the field table to its texts; terms never reach over from one text to the next.
    ``facets`` maps a facet to the values the document has; ``shown`` holds what a hit shows beside its snippet.
    """

    id: str
    title: str
    url: str = ""
    date: str = ""
    evidence: int = 0
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    shown: Mapping[str, str] = field(default_factory=dict)

    @property
    def tie_key(self) -> bytes:
        """Return what orders documents in a tie: evidence (most first), then date (latest first), then id."""
        latest_first = bytes(255 - byte for byte in self.date.encode("utf-8", "surrogatepass"))
        evidence = (_LEVELS - self.evidence).to_bytes(2, "big")
        return evidence + latest_first + b"\xff" + self.id.encode("utf-8", "surrogatepass")

    @property
    def values(self) -> list[str]:
        """Return the document's values as an index names them: ``facet=value``."""
        return [f"{facet}={value}" for facet, values in self.facets.items() for value in values]


class FacetValue(NamedTuple):
    """One value to narrow by: what a query holds, what a reader sees, what a reader may type, what contains it."""

    value: str
    label: str
    aliases: tuple[str, ...] = ()
    parent: str | None = None


@dataclass(frozen=True)
class Facet:
    """One way to narrow results, with its values in the order readers see them; unlisted: typed, never counted."""

    name: str
    label: str
    values: tuple[FacetValue, ...]
    listed: bool = True


def facets_in(listed: Iterable[Mapping[str, Any]]) -> tuple[Facet, ...]:
    """Return facets that were written as JSON."""
    return tuple(
        Facet(
            each["name"],
            each["label"],
            tuple(FacetValue(value, label, tuple(aliases), parent) for value, label, aliases, parent in each["values"]),
            each["listed"],
        )
        for each in listed
    )


@dataclass(frozen=True)
class Collection:
    """Everything an index is made of."""

    documents: tuple[SearchDocument, ...]
    facets: tuple[Facet, ...] = ()
