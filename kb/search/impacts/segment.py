"""Read one segment of the impact index: a file of documents that never changes, mapped rather than read."""

import json
import zlib
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import NamedTuple

from kb.search.impacts.container import Container, Numbers
from kb.search.index.protocol import Record
from kb.search.ranking.fields import FIELDS

#: A term that more than one document in so many holds has its impacts in a row with a place for every document: that is
#: shorter than naming them, and quicker to add up.
DENSE_FROM = 2


def is_dense(held: int, size: int) -> bool:
    """Tell whether a term that ``held`` of ``size`` documents hold is kept as a row."""
    return held * DENSE_FROM > size


class Held(NamedTuple):
    """The documents that hold a term, ascending, with their impacts; without ``numbers``, a row of all documents."""

    matching: int
    numbers: Numbers | None
    impacts: Numbers

    def holds(self, number: int) -> bool:
        """Tell whether a document holds the term."""
        if self.numbers is None:
            return self.impacts[number] > 0
        place = bisect_left(self.numbers, number)
        return place < self.matching and self.numbers[place] == number


class Columns(NamedTuple):
    """All terms in order, and how they are held, as it lies in the file.

    Of term number ``n``, ``held[n]`` documents hold it. Where that ``is_dense``, its impacts are the row number
    ``places[n]`` of ``rows``; otherwise ``numbers`` and ``impacts`` have them from ``places[n]`` on, term after term.
    """

    terms: list[bytes]
    held: Numbers
    places: Numbers
    numbers: Numbers
    impacts: Numbers
    rows: Numbers


class Known(NamedTuple):
    """What an update must know of a document: whether it is the same, and where it stands among others."""

    id: str
    digest: str
    evidence: int
    date: str


class Segment:
    """Documents with their terms, impacts, facet values and texts, numbered from 0 in tie order."""

    def __init__(self, path: Path) -> None:
        self._container = container = Container(path)
        self._terms = _Terms(container)
        self._held = container.numbers("held", "I")
        self._places = container.numbers("places", "I")
        self._record_ends = container.numbers("record_ends", "Q")
        self.size = len(self._record_ends)
        numbers_size = len(container.section("numbers"))
        impacts_size = len(container.section("impacts"))
        self._numbers = container.numbers("numbers", "H" if numbers_size <= impacts_size else "I")
        self._impacts = container.numbers("impacts", "H")
        self._rows = container.numbers("rows", "H")
        self._set_ends = container.numbers("facet_set_ends", "I")
        self._facet_values: Mapping[str, Mapping[str, int]] | None = None

    def held(self, term: str) -> Held | None:
        """Return who holds the term, or None when no document does."""
        term_number = self._terms.find(term)
        return None if term_number is None else self.held_at(term_number)

    def held_at(self, term_number: int) -> Held:
        """Return who holds a term by its number in ``terms``."""
        count, place = self._held[term_number], self._places[term_number]
        if is_dense(count, self.size):
            return Held(count, None, self._rows[place * self.size : (place + 1) * self.size])
        return Held(count, self._numbers[place : place + count], self._impacts[place : place + count])

    @property
    def terms(self) -> Sequence[bytes]:
        """Return all terms as UTF-8 in order."""
        return self._terms

    def columns(self) -> Columns:
        """Return all terms at once, for who looks at most of them."""
        return Columns(self._terms.every(), self._held, self._places, self._numbers, self._impacts, self._rows)

    def facet_values(self) -> Mapping[str, Mapping[str, int]]:
        """Return, facet by facet, the values that documents have, each with its place among them all."""
        if self._facet_values is None:
            places = count()
            told: dict[str, list[str]] = json.loads(bytes(self._container.section("facets")))
            self._facet_values = {name: dict(zip(values, places, strict=False)) for name, values in told.items()}
        return self._facet_values

    def with_value(self, facet: str, value: str) -> int:
        """Return the documents that have the value of the facet: bit ``n`` is document number ``n``."""
        place = self.facet_values().get(facet, {}).get(value)
        if place is None:
            return 0
        start = self._set_ends[place - 1] if place else 0
        packed = self._container.section("facet_sets")[start : self._set_ends[place]]
        return int.from_bytes(zlib.decompress(packed), "little")

    def record(self, number: int) -> Record:
        """Return what a hit shows of one document."""
        start = self._record_ends[number - 1] if number else 0
        unpacker = zlib.decompressobj(zdict=self._container.section("dictionary"))
        data = unpacker.decompress(self._container.section("records")[start : self._record_ends[number]])
        identifier, title, url, shown, texts = json.loads(data)
        return Record(identifier, title, url, shown, tuple(texts))

    def known(self) -> list[Known]:
        """Return what an update must know of every document."""
        return [Known(*entry) for entry in json.loads(bytes(self._container.section("documents_known")))]

    def lengths(self) -> Mapping[str, Numbers]:
        """Return, field by field, how many terms each document has."""
        numbers = self._container.numbers("lengths", "I")
        return {field.name: numbers[at * self.size : (at + 1) * self.size] for at, field in enumerate(FIELDS)}

    def check(self) -> None:
        """Read the whole file and raise IndexDamaged when a part of it was altered."""
        self._container.check()

    def close(self) -> None:
        """Let go of the file, where nothing cut out of it is in use any more."""
        entries = (self._numbers, self._impacts, self._rows)
        for view in (self._held, self._places, *entries, self._record_ends, self._set_ends):
            if isinstance(view, memoryview):
                view.release()
        self._terms.close()
        self._container.close()


class _Terms(Sequence[bytes]):
    """The sorted terms, each cut out of the file when it is looked at."""

    def __init__(self, container: Container) -> None:
        self._text = container.section("terms")
        self._ends = container.numbers("term_ends", "I")

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, index: int) -> bytes:  # type: ignore[override]  # no slices are taken of it
        return bytes(self._text[self._ends[index - 1] if index else 0 : self._ends[index]])

    def every(self) -> list[bytes]:
        """Return all of them."""
        text, ends = bytes(self._text), self._ends.tolist()
        return [text[start:end] for start, end in zip([0, *ends], ends, strict=False)]

    def close(self) -> None:
        """Let go of the file."""
        self._text.release()
        if isinstance(self._ends, memoryview):
            self._ends.release()

    def find(self, term: str) -> int | None:
        """Return the term's place, or None when no document holds it."""
        key = term.encode("utf-8")
        place = bisect_left(self, key)
        return place if place < len(self) and self[place] == key else None
