"""Say which segments make up a generation of the index, and which facets it offers: a small file all searches read."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb.errors import IndexDamaged
from kb.search.document import Facet
from kb.search.store.checked_file import read_checked, write_checked

LAYOUT = "layout.json"


@dataclass(frozen=True)
class SegmentEntry:
    """One segment: its file, the numbers in it of documents that are gone, and where added documents stand in a tie.

    ``places`` are positions among the first segment's documents: 4.5 lies between number 4 and number 5.
    """

    file: str
    dead: Sequence[int] = ()
    places: Sequence[float] = ()


@dataclass(frozen=True)
class Layout:
    """The segments in order, the facets as ``facet_entries`` writes them, and the mean lengths behind the impacts."""

    segments: Sequence[SegmentEntry]
    facets: Sequence[Sequence[Any]]
    means: dict[str, float]


def facet_entries(facets: Sequence[Facet]) -> list[list[Any]]:
    """Return the facets as plain lists."""
    return [
        [facet.name, facet.label, [[v.value, v.label, list(v.aliases), v.parent] for v in facet.values], facet.listed]
        for facet in facets
    ]


def write_layout(generation: Path, layout: Layout) -> None:
    """Write the layout of a generation."""
    told = {
        "segments": [vars(entry) for entry in layout.segments],
        "facets": layout.facets,
        "means": layout.means,
    }
    write_checked(generation / LAYOUT, told)


def read_layout(generation: Path) -> Layout:
    """Return the layout of a generation; raise IndexDamaged where it is not as it was written."""
    path = generation / LAYOUT
    try:
        data = read_checked(path)
    except OSError as error:
        raise IndexDamaged(f"索引文件 {path} 打不开。") from error
    except ValueError as error:
        raise IndexDamaged(f"索引文件 {path} 已损坏。") from error
    return Layout([SegmentEntry(**entry) for entry in data["segments"]], data["facets"], data["means"])
