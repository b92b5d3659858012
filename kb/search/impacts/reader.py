"""Answer from impact files; imports only what the standard library has at hand, so that a search starts at once."""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from heapq import merge
from pathlib import Path
from typing import NamedTuple

from kb.search.document import Facet, FacetValue
from kb.search.impacts.container import Numbers
from kb.search.impacts.layout import Layout, read_layout
from kb.search.impacts.segment import Columns, Segment
from kb.search.impacts.sums import ListSums, Sums
from kb.search.index.protocol import Record, Scores, bits_of
from kb.search.ranking.bm25f import worth

#: How many entries of rows made for looked-up terms are remembered, of two bytes each: 64 MB.
_REMEMBERED = 1 << 25


class Part(NamedTuple):
    """Who holds a term in one segment, whose documents are numbered from ``first`` on; no ``numbers``: a row of all."""

    first: int
    numbers: Numbers | None
    impacts: Numbers
    #: Whether the row takes memory of its own; others are views of the file.
    is_made: bool = False


class _Holding(NamedTuple):
    """How many documents hold a term, what it is worth in a query, and where they are told."""

    matching: int
    worth: int
    parts: tuple[Part, ...]


class ImpactIndex:
    """Read documents, terms and impacts out of mapped files.

    Documents are numbered segment after segment; those of the first stand in tie order.
    """

    def __init__(self, generation: Path, *, sums: type[Sums] = ListSums) -> None:
        self._layout: Layout = read_layout(generation)
        self._segments = [Segment(generation / entry.file) for entry in self._layout.segments]
        self._firsts: list[int] = []
        self._slots = 0
        for segment in self._segments:
            self._firsts.append(self._slots)
            self._slots += segment.size
        self._dead = [
            first + number
            for first, entry in zip(self._firsts, self._layout.segments, strict=True)
            for number in entry.dead
        ]
        self._places = self._places_of_added()
        self._sums = sums
        self._found: dict[str, _Holding] = {}
        self._remembered = 0
        # Read when first asked for, and kept: every query asks for them.
        self._facet_values: tuple[Facet, ...] | None = None
        self._having: dict[tuple[str, str], int] = {}

    @property
    def size(self) -> int:
        return self._slots - len(self._dead)

    @property
    def everything(self) -> int:
        everything = (1 << self._slots) - 1
        return everything & ~bits_of(self._dead, self._slots) if self._dead else everything

    def _places_of_added(self) -> Sequence[float] | None:
        """Return what orders documents in a tie; None where their numbers do."""
        if len(self._segments) < 2:
            return None
        places = array("d", range(self._segments[0].size))
        places.extend(place for entry in self._layout.segments[1:] for place in entry.places)
        return places

    def _holding(self, term: str) -> _Holding:
        """Return who holds a term; one query asks for each term several times."""
        holding = self._found.get(term)
        if holding is None:
            holding = self._look_up(term)
            self._remembered += 1 + sum(len(part.impacts) for part in holding.parts if part.is_made)
            if self._remembered > _REMEMBERED:
                self._found.clear()
                self._remembered = 0
            self._found[term] = holding
        return holding

    def _look_up(self, term: str) -> _Holding:
        count, parts = 0, []
        for segment, first, entry in zip(self._segments, self._firsts, self._layout.segments, strict=True):
            held = segment.held(term)
            if held is not None:
                numbers, impacts = self._sums.prepared(held.numbers, held.impacts, segment.size)
                parts.append(Part(first, numbers, impacts, numbers is None and held.numbers is not None))
                count += held.matching - sum(map(held.holds, entry.dead))
        return _Holding(count, worth(term, count, self.size), tuple(parts)) if count else _Holding(0, 0, ())

    def matching(self, term: str) -> int:
        return self._holding(term).matching

    def documents_with(self, term: str) -> int:
        bits = 0
        for part in self._holding(term).parts:
            bits |= self._sums.bits(part.numbers, part.impacts) << part.first
        return bits & self.everything if self._dead else bits

    def scores(self, terms: Sequence[str]) -> Scores:
        return self.weighed({term: self._holding(term).worth for term in terms})

    def weighed(self, worths: Mapping[str, int]) -> Scores:
        """Return what terms that are worth so much are worth to every document."""
        sums = self._sums(self._slots)
        for term, value in worths.items():
            for part in self._holding(term).parts:
                sums.add(value, part.first, part.numbers, part.impacts)
        return sums.scores(self._dead, self._places)

    def with_value(self, facet: str, value: str) -> int:
        bits = self._having.get((facet, value))
        if bits is None:
            bits = 0
            for segment, first in zip(self._segments, self._firsts, strict=True):
                bits |= segment.with_value(facet, value) << first
            bits &= self.everything
            if bits:
                self._having[facet, value] = bits
        return bits

    def facet_values(self) -> tuple[Facet, ...]:
        """Return the facets with everything a reader may type for a value."""
        if self._facet_values is None:
            self._facet_values = tuple(
                Facet(
                    name,
                    label,
                    tuple(FacetValue(value, shown, tuple(others), parent) for value, shown, others, parent in values),
                    listed,
                )
                for name, label, values, listed in self._layout.facets
            )
        return self._facet_values

    def record(self, number: int) -> Record:
        at = self._segment_of(number)
        return self._segments[at].record(number - self._firsts[at])

    def _segment_of(self, number: int) -> int:
        at = len(self._firsts) - 1
        while self._firsts[at] > number:
            at -= 1
        return at

    def numbers_by_id(self) -> dict[str, int]:
        """Return every document's number."""
        dead = set(self._dead)
        of_segments = zip(self._segments, self._firsts, strict=True)
        numbers = ((first + at, known.id) for segment, first in of_segments for at, known in enumerate(segment.known()))
        return {name: number for number, name in numbers if number not in dead}

    def in_order(self) -> list[int]:
        """Return all documents in tie order."""
        dead = set(self._dead)
        alive = [number for number in range(self._slots) if number not in dead]
        places = self._places
        return alive if places is None else sorted(alive, key=lambda number: places[number])

    def terms(self) -> Iterator[str]:
        """Yield every term that a document holds, in the order of code points."""
        last = b""
        for term in merge(*(segment.terms for segment in self._segments)):
            if term != last:
                last = term
                text = term.decode("utf-8")
                if self.matching(text):
                    yield text

    def columns(self) -> list[tuple[int, int, Columns]]:
        """Return each segment's terms at once, with the number of its first document and how many it has."""
        return [
            (first, segment.size, segment.columns())
            for segment, first in zip(self._segments, self._firsts, strict=True)
        ]

    @property
    def means(self) -> Mapping[str, float]:
        """Return the mean lengths that the impacts rest on."""
        return self._layout.means

    def parts(self, term: str) -> tuple[Part, ...]:
        """Return where it is told who holds a term."""
        return self._holding(term).parts

    def close(self) -> None:
        """Let go of the files; the index cannot be used any more. Needed where they are to be removed at once."""
        self._found.clear()
        for segment in self._segments:
            segment.close()

    def check(self) -> None:
        """Read all files and raise IndexDamaged when a part of one was altered."""
        for segment in self._segments:
            segment.check()
