"""Narrow matches by facet and count what each value would give."""

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import and_, or_

from kb.search.document import Facet, FacetValue
from kb.search.document_set import DocumentSet
from kb.search.protocol import Index
from kb.search.results import FacetCount


def narrow(
    index: Index, filters: Mapping[str, Sequence[str]], matches: DocumentSet
) -> tuple[DocumentSet, dict[str, tuple[FacetCount, ...]]]:
    """Return the matches that pass every filter, and per listed facet the counts that ignore its own filter."""
    facets = index.facet_values()
    passing = {name: _allowed(index, name, chosen) for name, chosen in filters.items() if chosen}
    counts = {}
    for facet in facets:
        if facet.listed:
            others = reduce(and_, (having for name, having in passing.items() if name != facet.name), matches)
            counts[facet.name] = _counts(index, facet, filters.get(facet.name, ()), others)
    return reduce(and_, passing.values(), matches), counts


def _allowed(index: Index, name: str, chosen: Sequence[str]) -> DocumentSet:
    """Return the documents that have one of the chosen values; none where the index does not have the facet."""
    return reduce(or_, (index.with_value(name, value) for value in chosen))


def _counts(index: Index, facet: Facet, chosen: Sequence[str], matches: DocumentSet) -> tuple[FacetCount, ...]:
    opened = _opened(facet.values, chosen)
    # Divisions below a province are listed once that province, or one of them, is chosen.
    listed = [entry for entry in facet.values if entry.parent is None or entry.parent in opened]
    counts = index.counted(facet.name, [entry.value for entry in listed], matches)
    return tuple(
        FacetCount(entry.value, entry.label, count)
        for entry, count in zip(listed, counts, strict=True)
        if count or entry.value in chosen
    )


def _opened(values: Sequence[FacetValue], chosen: Sequence[str]) -> set[str]:
    """Return what is chosen and everything that contains it."""
    parents = {entry.value: entry.parent for entry in values} if chosen else {}
    opened: set[str] = set()
    for value in chosen:
        within: str | None = value
        while within is not None and within not in opened:
            opened.add(within)
            within = parents.get(within)
    return opened
