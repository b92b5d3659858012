"""Answer from a Whoosh index whose postings carry impacts: how much a document is about a term weighs its posting."""

import json
import weakref
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from heapq import merge
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC
from whoosh.reading import TermInfo, TermNotFound

from kb.errors import IndexDamaged
from kb.search.document import Facet
from kb.search.document_set import bits_of, numbers_in
from kb.search.index.accumulator import Accumulator, Prepared
from kb.search.index.changes import About
from kb.search.index.manifest import Manifest, read_manifest, verify_files
from kb.search.index.whoosh_segment import NAME, Segment, opened_segment, schema
from kb.search.protocol import Record, Scores
from kb.search.query.phrases import stands_in, texts_of
from kb.search.ranking.bm25f import query_weights

#: How many postings are remembered, of six bytes each; a term takes as much as a hundred more.
_REMEMBERED, _OF_TERM = 1 << 24, 100
#: The index may be replaced between reading its manifest and opening it.
_ATTEMPTS = 5


class _Postings(NamedTuple):
    """How many documents hold a term, and its postings."""

    matching: int
    prepared: Prepared


def open_index(folder: Path, accumulator: type[Accumulator] = Accumulator) -> "WhooshIndex":
    """Open what is in the folder; raise IndexMissing, or IndexDamaged where it is not the user's own, or not whole."""
    for attempt in range(_ATTEMPTS):
        manifest = read_manifest(folder)
        try:
            verify_files(folder, manifest, thorough=False)
            return WhooshIndex(folder, manifest, accumulator)
        except (IndexDamaged, FileNotFoundError) as error:
            if attempt == _ATTEMPTS - 1 or read_manifest(folder) == manifest:
                raise IndexDamaged(str(error)) from error
    raise IndexDamaged(f"索引 {folder} 一直在变，打不开。")


class WhooshIndex:
    """One state of an index; it stays as it is when the index is changed."""

    def __init__(self, folder: Path, manifest: Manifest, accumulator: type[Accumulator]) -> None:
        """Open the files of the manifest, which must have been verified."""
        self.manifest = manifest
        self._accumulator = accumulator
        storage = FileStorage(str(folder))
        toc = TOC.read(storage, NAME, manifest.generation, schema())
        opened: list[Any] = []
        #: Lets go of the files, at the latest when nobody has the index any more; it cannot be used afterwards.
        self.close = weakref.finalize(self, _close, opened)
        self.segments: list[Segment] = []
        self._slots = 0
        deleted: list[int] = []
        for segment in toc.segments:
            self.segments.append(opened_segment(storage, segment, self._slots, opened))
            deleted += [self._slots + number for number in segment.deleted_docs()]
            self._slots += segment.doc_count_all()
        self.deleted = frozenset(deleted)
        self._counts: dict[str, int] = {}
        self._known: dict[str, _Postings] = {}
        self._remembered = 0
        self._having: dict[tuple[str, str], int] = {}

    @property
    def size(self) -> int:
        return self._slots - len(self.deleted)

    @cached_property
    def all_documents(self) -> int:
        return (1 << self._slots) - 1 & ~bits_of(self.deleted, self._slots)

    def matching(self, term: str) -> int:
        if self.deleted or term in self._known:
            return self._postings(term).matching
        if term not in self._counts:
            # Where nothing was deleted the lexicon tells, and long postings need not be read.
            self._make_room(_OF_TERM)
            self._counts[term] = sum(info.doc_frequency() for _, info in self._found("terms", term))
        return self._counts[term]

    def documents_with(self, term: str) -> int:
        postings = self._postings(term)
        return self._accumulator.bits(postings.prepared) if postings.matching else 0

    def documents_with_all(self, terms: Sequence[str]) -> int:
        holding = self.all_documents if terms else 0
        for term in sorted(terms, key=self.matching):
            holding = holding and holding & self.documents_with(term)
        return holding

    def documents_with_phrase(self, phrase: str, among: int) -> int:
        found = (number for number in numbers_in(among) if stands_in(phrase, texts_of(self.record(number))))
        return bits_of(found, self._slots)

    def scores(self, terms: Sequence[str]) -> Scores:
        return self.scores_weighted(query_weights({term: self.matching(term) for term in terms}, self.size))

    def scores_weighted(self, weights: dict[str, int]) -> Scores:
        """Return how well terms that weigh so much in a query describe each document."""
        sums = self._accumulator(self._slots)
        for term, weight in weights.items():
            postings = self._postings(term)
            if postings.matching:
                sums.add(weight, postings.prepared)
        return sums.scores(self._tie)

    def facet_values(self) -> tuple[Facet, ...]:
        return self.manifest.facets

    def with_value(self, facet: str, value: str) -> int:
        bits = self._having.get((facet, value))
        if bits is None:
            numbers, _ = self._read("facets", f"{facet}={value}")
            bits = self._having[facet, value] = bits_of(numbers, self._slots)
        return bits

    def counted(self, facet: str, values: Sequence[str], among: int) -> list[int]:
        return [(self.with_value(facet, value) & among).bit_count() for value in values]

    def record(self, number: int) -> Record:
        segment = self._segment_of(number)
        return Record(*json.loads(segment.records[number - segment.first]))

    def _segment_of(self, number: int) -> Segment:
        found: Segment = next(segment for segment in reversed(self.segments) if segment.first <= number)
        return found

    def _postings(self, term: str) -> _Postings:
        """Return who holds a term; one query asks for each term several times."""
        postings = self._known.get(term)
        if postings is None:
            numbers, impacts = self._read("terms", term)
            count = len(numbers)
            prepared = self._accumulator.prepared(numbers, impacts, self._slots) if count else None
            postings = _Postings(count, prepared)
            self._make_room(_OF_TERM + count)
            self._known[term] = postings
        return postings

    def _make_room(self, numbers: int) -> None:
        """Forget all terms where what is remembered of them would grow too large."""
        self._remembered += numbers
        if self._remembered > _REMEMBERED:
            self._counts.clear()
            self._known.clear()
            self._remembered = numbers

    def _read(self, field: str, text: str) -> "tuple[array[int], array[int]]":
        """Read who holds a term out of Whoosh's posting blocks, and what each posting weighs."""
        numbers, weights = self._read_all(field, self._found(field, text))
        impacts = array("H", map(int, weights))
        if self.deleted.isdisjoint(numbers):
            return numbers, impacts
        alive = [at for at, number in enumerate(numbers) if number not in self.deleted]
        return array("I", [numbers[at] for at in alive]), array("H", [impacts[at] for at in alive])

    def _found(self, field: str, text: str) -> list[tuple[Segment, TermInfo]]:
        """Look a term up in the lexicon of every segment."""
        encoded = text.encode("utf-8", "surrogatepass")
        found = []
        for segment in self.segments:
            with suppress(TermNotFound):
                found.append((segment, segment.reader.term_info(field, encoded)))
        return found

    def _read_all(self, field: str, found: Iterable[tuple[Segment, TermInfo]]) -> "tuple[array[int], array[float]]":
        numbers, weights = array("I"), array("f")
        for segment, info in found:
            first = segment.first
            for ids, of_block in segment.blocks(field, info):
                numbers.extend([first + number for number in ids] if first else ids)
                weights.extend(of_block)
        return numbers, weights

    def _tie(self, number: int) -> bytes | int:
        """Return what orders a document in a tie; in a single segment their numbers do."""
        if len(self.segments) < 2:
            return number
        segment = self._segment_of(number)
        return bytes(segment.ranks[number - segment.first])

    def in_order(self) -> list[int]:
        """Return all documents in tie order."""
        return sorted(numbers_in(self.all_documents), key=self._tie)

    def documents(self) -> dict[str, About]:
        """Return every document by id."""
        found = {}
        for segment in self.segments:
            for number, stored in segment.reader.iter_docs():
                digest, lengths = stored["about"]
                found[stored["id"]] = About(digest, lengths, segment.first + number)
        return found

    def used_values(self) -> Iterator[tuple[str, str]]:
        """Yield facet and value of all that documents have, or had."""
        for term in sorted({term for segment in self.segments for term in segment.reader.lexicon("facets")}):
            facet, _, value = term.decode("utf-8", "surrogatepass").partition("=")
            yield facet, value

    def all_postings(self) -> "Iterator[tuple[str, array[int], array[float]]]":
        """Yield every term, in the order of code points, its documents by number, ascending, and its impact on each.

        Deleted documents are among them. Walking through all takes a fifth of looking up each.
        """
        walks = merge(*(segment.terms() for segment in self.segments), key=itemgetter(0))
        for text, found in groupby(walks, itemgetter(0)):
            numbers, weights = self._read_all("terms", ((segment, info) for _, segment, info in found))
            yield text.decode("utf-8", "surrogatepass"), numbers, weights


def _close(readers: Iterable[Any]) -> None:
    for reader in readers:
        reader.close()
