"""Know what a generation of the index holds, so that documents can be added to it instead of writing all anew."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from kb.search.document import SearchDocument, TieKey, tie_key
from kb.search.impacts.layout import SegmentEntry, read_layout
from kb.search.impacts.segment import Known, Segment
from kb.search.ranking.bm25f import mean_length
from kb.search.ranking.fields import FIELD_NAMES

#: So many documents, or this share of the first segment's, may be added or gone before all are written anew.
_MOST, _SHARE = 64, 20
#: So many segments beside the first are looked into by every search; more are made one.
_SEGMENTS = 8


@dataclass(frozen=True)
class Place:
    """Where a document stands: its segment, and its number there."""

    segment: int
    number: int


class Additions:
    """The documents of a generation by id, and what follows when some come or go."""

    def __init__(self, generation: Path) -> None:
        self.generation = generation
        self.layout = read_layout(generation)
        self.segments = [Segment(generation / entry.file) for entry in self.layout.segments]
        self._known = [segment.known() for segment in self.segments]
        self.digests: dict[str, str] = {}
        self.places: dict[str, Place] = {}
        for at, (known, entry) in enumerate(zip(self._known, self.layout.segments, strict=True)):
            dead = set(entry.dead)
            for number, document in enumerate(known):
                if number not in dead:
                    self.digests[document.id] = document.digest
                    self.places[document.id] = Place(at, number)

    @property
    def is_crowded(self) -> bool:
        """Tell whether there are so many segments that those beside the first are made one."""
        return len(self.segments) > _SEGMENTS

    def number_of(self, name: str) -> int:
        """Return a document's number over all segments."""
        place = self.places[name]
        return sum(segment.size for segment in self.segments[: place.segment]) + place.number

    def added_before(self) -> list[str]:
        """Return the documents in segments beside the first."""
        return [name for name, place in self.places.items() if place.segment > 0]

    def has_room(self, added: int, gone: Iterable[str]) -> bool:
        """Tell whether so many documents may be added, and these be gone."""
        if not self.segments:
            return False
        first = self.segments[0].size
        dead = len(self.layout.segments[0].dead) + sum(self.places[name].segment == 0 for name in gone)
        waiting = sum(segment.size for segment in self.segments[1:]) + added
        return max(dead, waiting) <= max(_MOST, first // _SHARE)

    def means_with(self, lengths: Mapping[str, Sequence[int]], gone: Iterable[str]) -> dict[str, float]:
        """Return the mean lengths once documents of these lengths are there and these are gone."""
        without = [list(entry.dead) for entry in self.layout.segments]
        for name in gone:
            without[self.places[name].segment].append(self.places[name].number)
        means = {}
        of_segments = [segment.lengths() for segment in self.segments]
        for name in FIELD_NAMES:
            total, count = sum(lengths[name]), sum(map(bool, lengths[name]))
            for of_segment, missing in zip(of_segments, without, strict=True):
                all_lengths = np.asarray(of_segment[name])
                their = all_lengths[missing]
                total += int(all_lengths.sum()) - int(their.sum())
                count += int(np.count_nonzero(all_lengths)) - int(np.count_nonzero(their))
            if count:
                means[name] = mean_length(total, count)
        return means

    def facet_values(self, added: Iterable[SearchDocument], gone: Iterable[str]) -> dict[str, set[str]]:
        """Return the values documents have, facet by facet, once these are there and those are gone."""
        values: dict[str, set[str]] = {}
        leaving = [self.places[name] for name in gone] + [
            self.places[document.id] for document in added if document.id in self.places
        ]
        for at, (segment, entry) in enumerate(zip(self.segments, self.layout.segments, strict=True)):
            absent = sum(
                1 << number for number in {*entry.dead, *(place.number for place in leaving if place.segment == at)}
            )
            for name, of_facet in segment.facet_values().items():
                values.setdefault(name, set()).update(
                    value for value in of_facet if segment.with_value(name, value) & ~absent
                )
        for document in added:
            for name, having in document.facets.items():
                values.setdefault(name, set()).update(having)
        return values

    def entries_with(self, added: Sequence[SearchDocument], file: str, gone: Iterable[str]) -> list[SegmentEntry]:
        """Return the segments once ``file`` holds the added documents, which are in tie order, and these are gone.

        Where it is crowded, the added ones take in all that was added before: only the first segment stays.
        """
        entries = [replace(entry, dead=list(entry.dead)) for entry in self.layout.segments]
        for name in gone:
            place = self.places[name]
            entries[place.segment].dead.append(place.number)  # type: ignore[attr-defined]
        kept = entries[:1] if self.is_crowded else entries
        others = [[_key(one) for one in known] for known in self._known[1 : len(kept)]]
        if added:
            kept.append(SegmentEntry(file))
            others.append([document.tie_key for document in added])
        ordered = sorted((key, at, number) for at, keys in enumerate(others, 1) for number, key in enumerate(keys))
        places: list[dict[int, float]] = [{} for _ in kept]
        for rank, (key, at, number) in enumerate(ordered, 1):
            # Between the first segment's documents before and after it; each a little further than the one before.
            places[at][number] = bisect_left(self._known[0], key, key=_key) - 1 + rank / (len(ordered) + 1)
        return [
            replace(entry, dead=sorted(entry.dead), places=[of_entry[number] for number in sorted(of_entry)])
            for entry, of_entry in zip(kept, places, strict=True)
        ]


def _key(known: Known) -> TieKey:
    return tie_key(known.evidence, known.date, known.id)
