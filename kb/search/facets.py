"""Narrow matches by facet and count what each value would give."""

from collections.abc import Mapping, Sequence

from kb.search.document import Collection, SearchDocument
from kb.search.index import FacetBits, bits_of
from kb.search.results import FacetCount


def facet_bits(collection: Collection, documents: Sequence[SearchDocument]) -> dict[str, tuple[FacetBits, ...]]:
    """Return each facet's values with the documents, numbered as given, that have them."""
    size = len(documents)
    numbers: dict[tuple[str, str], list[int]] = {}
    for number, document in enumerate(documents):
        for name, values in document.facets.items():
            for value in values:
                numbers.setdefault((name, value), []).append(number)
    return {
        facet.name: tuple(
            FacetBits(entry.value, entry.label, entry.parent, bits_of(numbers.get((facet.name, entry.value), ()), size))
            for entry in facet.values
        )
        for facet in collection.facets
    }


def allowed(values: Sequence[FacetBits], chosen: Sequence[str], everything: int) -> int:
    """Return the documents that have one of the chosen values; all of them when nothing is chosen."""
    if not chosen:
        return everything
    bits = 0
    for entry in values:
        if entry.value in chosen:
            bits |= entry.bits
    return bits


def narrow(
    facets: Mapping[str, Sequence[FacetBits]], filters: Mapping[str, Sequence[str]], matches: int
) -> tuple[int, dict[str, tuple[FacetCount, ...]]]:
    """Return the matches that pass every filter, and per facet the counts that ignore its own filter."""
    passing = {name: allowed(values, filters.get(name, ()), matches) for name, values in facets.items()}
    counts = {}
    for name, values in facets.items():
        others = matches
        for other, bits in passing.items():
            if other != name:
                others &= bits
        counts[name] = _counts(values, filters.get(name, ()), others)
    kept = matches
    for bits in passing.values():
        kept &= bits
    # A filter on a facet this index does not have leaves nothing.
    if any(chosen and name not in facets for name, chosen in filters.items()):
        kept = 0
    return kept, counts


def _counts(values: Sequence[FacetBits], chosen: Sequence[str], matches: int) -> tuple[FacetCount, ...]:
    opened = _opened(values, chosen)
    counts = []
    for value, label, parent, bits in values:
        # Divisions below a province are listed once that province, or one of them, is chosen.
        if parent is not None and parent not in opened:
            continue
        count = (bits & matches).bit_count()
        if count or value in chosen:
            counts.append(FacetCount(value, label, count))
    return tuple(counts)


def _opened(values: Sequence[FacetBits], chosen: Sequence[str]) -> set[str]:
    """Return what is chosen and everything that contains it."""
    parents = {entry.value: entry.parent for entry in values} if chosen else {}
    opened: set[str] = set()
    for value in chosen:
        within: str | None = value
        while within is not None and within not in opened:
            opened.add(within)
            within = parents.get(within)
    return opened
