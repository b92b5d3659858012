"""Write what results can be narrowed by: facets with their values, and a column each of what every document has."""

from collections.abc import Iterable, Iterator, Sequence

from kb.publish.search_index.postings import ALPHABET, encode_fixed
from kb.search.document import Facet, SearchDocument


def facet_files(
    facets: Iterable[Facet], documents: Sequence[SearchDocument], mentioned: Sequence[str], *, apart: bool
) -> Iterator[tuple[str, object]]:
    """Yield the files of facets, name and data: ``facets`` with outermost values, ``within`` with all of them.

    Columns stand in both, or ``apart`` in files of their own, ``f/NAME`` and ``w/NAME``: a reader of a large collection
    opens few facets. ``mentioned`` are names of places that readers may type and no document lies in.
    """
    known = list(facets)
    finer = [facet for facet in known if _is_nested(facet) or not facet.listed]
    for name, letter, chosen in (("facets", "f", [facet for facet in known if facet.listed]), ("within", "w", finer)):
        descriptions = []
        for facet in chosen:
            description, column = _facet(facet, documents, nested=name == "within")
            if name == "within" and facet.name == "region":
                description["mentioned"] = mentioned
            if apart:
                yield f"{letter}/{facet.name}", column
            descriptions.append(description if apart else description | {"column": column})
        yield name, descriptions


def _is_nested(facet: Facet) -> bool:
    return any(entry.parent for entry in facet.values)


def _facet(
    facet: Facet, documents: Sequence[SearchDocument], *, nested: bool
) -> tuple[dict[str, object], tuple[list[tuple[int, ...]], int, str]]:
    """Describe a facet: its values as (value, label, parent's place or -1), which are used, and a column.

    Without ``nested`` only the outermost values are there. A column is: its different cells, each the places of a
    document's values; how many documents share a character, or 0 where each takes two; and each document's cell. A
    value that contains another one of the same document goes without saying.
    """
    kept = [entry for entry in facet.values if nested or not entry.parent]
    places = {entry.value: place for place, entry in enumerate(kept)}
    parents = [places.get(entry.parent or "", -1) for entry in kept]
    rows = []
    used: set[int] = set()
    for document in documents:
        own = {places[value] for value in document.facets.get(facet.name, ()) if value in places}
        used |= own
        rows.append(tuple(sorted(own - {parents[place] for place in own})))
    cells = {cell: place for place, cell in enumerate(sorted(set(rows)))}
    together = max((count for count in range(1, 7) if len(cells) ** count <= len(ALPHABET)), default=0)
    description = {
        "name": facet.name,
        "label": facet.label,
        "nested": _is_nested(facet),
        "listed": facet.listed,
        "values": [[entry.value, entry.label, parent] for entry, parent in zip(kept, parents, strict=True)],
        "used": sorted(used),
    }
    return description, (list(cells), together, _packed([cells[row] for row in rows], len(cells), together))


def _packed(numbers: Sequence[int], base: int, together: int) -> str:
    """Write numbers below ``base`` so many to a character, the first the lowest digit; or, for 0, in two characters."""
    if not together:
        return "".join(encode_fixed(number, 2) for number in numbers)
    groups = (numbers[start : start + together] for start in range(0, len(numbers), together))
    return "".join(ALPHABET[sum(number * base**place for place, number in enumerate(group))] for group in groups)
