"""Answer from the impact file; imports only what the standard library has at hand, so that a search starts at once."""

import json
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from pathlib import Path

from kb.search.document import Facet, FacetValue
from kb.search.impacts.container import Container
from kb.search.index import FacetBits, Record
from kb.search.ranking import score_of, worth


class _Terms(Sequence[bytes]):
    """The sorted terms, each cut out of the file when it is looked at."""

    def __init__(self, container: Container) -> None:
        self._text = container.section("terms")
        self._ends = container.numbers("term_ends", "I")

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, index: int) -> bytes:  # type: ignore[override]  # no slices are taken of it
        return bytes(self._text[self._ends[index - 1] if index else 0 : self._ends[index]])

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


#: How many looked-up terms are remembered.
_REMEMBERED = 10_000


class ImpactIndex:
    """Read documents, terms and impacts out of one mapped file."""

    def __init__(self, path: Path) -> None:
        self._container = container = Container(path)
        self._terms = _Terms(container)
        self._posting_ends = container.numbers("posting_ends", "Q")
        self._documents = container.numbers("documents", "I")
        self._impacts = container.numbers("impacts", "H")
        self._record_ends = container.numbers("record_ends", "Q")
        self._found: dict[str, tuple[int, int]] = {}
        # Read when first asked for, and kept: every query asks for them.
        self._facet_values: tuple[Facet, ...] | None = None
        self._facets: Mapping[str, Sequence[FacetBits]] | None = None

    @property
    def size(self) -> int:
        return len(self._record_ends)

    def _postings(self, term: str) -> tuple[int, int]:
        """Return where the term's documents and impacts begin and end; one query asks for each term several times."""
        found = self._found.get(term)
        if found is None:
            place = self._terms.find(term)
            found = (0, 0)
            if place is not None:
                found = (self._posting_ends[place - 1] if place else 0, self._posting_ends[place])
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            self._found[term] = found
        return found

    def matching(self, term: str) -> int:
        first, last = self._postings(term)
        return last - first

    def documents_with(self, term: str) -> Sequence[int]:
        first, last = self._postings(term)
        return self._documents[first:last]

    def scores(self, terms: Sequence[str]) -> dict[int, int]:
        totals = [0] * self.size
        for term in terms:
            first, last = self._postings(term)
            value = worth(term, last - first, self.size)
            for number, impact in zip(self._documents[first:last], self._impacts[first:last], strict=True):
                totals[number] += value * impact
        return {number: score_of(total) for number, total in enumerate(totals) if total}

    def facets(self) -> Mapping[str, Sequence[FacetBits]]:
        if self._facets is None:
            self._facets = self._read_facets()
        return self._facets

    def _read_facets(self) -> Mapping[str, Sequence[FacetBits]]:
        bits = self._container.section("facet_bits")
        width = (self.size + 7) // 8
        start = 0
        facets = {}
        for facet in self.facet_values():
            values = []
            for value in facet.values:
                documents = int.from_bytes(bits[start : start + width], "little")
                values.append(FacetBits(value.value, value.label, value.parent, documents))
                start += width
            facets[facet.name] = tuple(values)
        return facets

    def facet_values(self) -> tuple[Facet, ...]:
        """Return the facets with everything a reader may type for a value."""
        if self._facet_values is None:
            self._facet_values = self._read_facet_values()
        return self._facet_values

    def _read_facet_values(self) -> tuple[Facet, ...]:
        return tuple(
            Facet(
                name,
                label,
                tuple(FacetValue(value, shown, tuple(others), parent) for value, shown, others, parent in values),
                listed,
            )
            for name, label, values, listed in json.loads(bytes(self._container.section("facets")))
        )

    def record(self, number: int) -> Record:
        start = self._record_ends[number - 1] if number else 0
        data = bytes(self._container.section("records")[start : self._record_ends[number]])
        identifier, title, url, shown, texts = json.loads(data)
        return Record(identifier, title, url, shown, tuple(texts))

    def close(self) -> None:
        """Let go of the file; the index cannot be used any more. Needed where the file is to be removed at once."""
        for view in (self._documents, self._impacts, self._posting_ends, self._record_ends):
            if isinstance(view, memoryview):
                view.release()
        self._terms.close()
        self._container.close()

    def check(self) -> None:
        """Read the whole file and raise IndexDamaged when a part of it was altered."""
        self._container.check()
