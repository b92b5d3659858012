"""Narrow matches by facet and count what each value would give."""

from collections.abc import Mapping, Sequence

from kb.search.document import Facet, FacetValue
from kb.search.index.protocol import Index
from kb.search.results import FacetCount


def narrow(
    index: Index, filters: Mapping[str, Sequence[str]], matches: int
) -> tuple[int, dict[str, tuple[FacetCount, ...]]]:
    """Return the matches that pass every filter, and per listed facet the counts that ignore its own filter."""
    facets = index.facet_values()
    passing = {name: _allowed(index, name, chosen) for name, chosen in filters.items() if chosen}
    counts = {}
    for facet in facets:
        if facet.listed:
            others = matches
            for name, bits in passing.items():
                if name != facet.name:
                    others &= bits
            counts[facet.name] = _counts(index, facet, filters.get(facet.name, ()), others)
    kept = matches
    for bits in passing.values():
        kept &= bits
    return kept, counts


def _allowed(index: Index, name: str, chosen: Sequence[str]) -> int:
    """Return the documents that have one of the chosen values; none where the index does not have the facet."""
    bits = 0
    for value in chosen:
        bits |= index.with_value(name, value)
    return bits


def _counts(index: Index, facet: Facet, chosen: Sequence[str], matches: int) -> tuple[FacetCount, ...]:
    opened = _opened(facet.values, chosen)
    counts = []
    for entry in facet.values:
        # Divisions below a province are listed once that province, or one of them, is chosen.
        if entry.parent is not None and entry.parent not in opened:
            continue
        count = (index.with_value(facet.name, entry.value) & matches).bit_count()
        if count or entry.value in chosen:
            counts.append(FacetCount(entry.value, entry.label, count))
    return tuple(counts)


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
