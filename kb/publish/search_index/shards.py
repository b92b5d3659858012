"""Assign terms with their rows to files: most by hash to small shards, very frequent ones to files of their own.

A client must know beforehand where a term lies. Listing thousands of common terms would cost it more than it saves, so
it is told only their hashes, packed; a rare term that happens to share such a hash lies in that common term's file.
"""

from array import array
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from kb.publish.search_index.postings import encode_varint, hash_of
from kb.search.text.exact_names import is_name, shard_key

#: What a shard holds on average, in characters.
SHARD_LENGTH: Final = 1000
MAX_SHARDS: Final = 16384

#: Rows longer than a quarter of the collection, within these bounds, would burden every neighbour in their shard;
#: to tell a client of shorter ones would burden every query.
COMMON_LENGTHS: Final = 1000, 2500

#: One in so many rare terms shares a common term's hash. The file then passes for rare, and is loaded by queries that
#: could do without it; that costs more than the bits for a greater room.
HASH_ROOM: Final = 1024

#: In so many classes a client knows how common a common term is before it loads it.
CLASSES: Final = 16


class Shards(NamedTuple):
    """Where terms are: the number of shards, what a client must know of common terms, and the files of both."""

    shards: int
    common: list[object]
    files: Iterator[tuple[str, str]]


class ShardWriter:
    """Collect sorted terms, each with its row, then assign them to files."""

    def __init__(self, letters: tuple[str, str], size: int) -> None:
        """Write to ``{letters[0]}/N`` and, for frequent terms of a collection of ``size``, to ``{letters[1]}/N``."""
        self._shard_letter, self._common_letter = letters
        self._size = size
        self._terms: list[str] = []
        self._ends = array("Q")
        self._rows = bytearray()
        self._counts = array("I")
        self._hashes = array("I")

    def add(self, term: str, row: str, count: int) -> None:
        """Add the next term, which ``count`` documents hold."""
        self._terms.append(term)
        self._rows += row.encode("ascii")
        self._ends.append(len(self._rows))
        self._counts.append(count)
        self._hashes.append(hash_of(term))

    def finish(self, *, split: bool) -> Shards:
        """Assign all terms; frequent terms get files of their own only where ``split`` says so."""
        least, most = COMMON_LENGTHS
        longest = min(max(least, self._size // 4), most)
        common = [at for at in range(len(self._terms)) if split and self._length(at) > longest]
        room = max(1, len(common) * HASH_ROOM)
        places = {value: place for place, value in enumerate(sorted({self._hashes[at] % room for at in common}))}
        own: list[list[int]] = [[] for _ in places]
        rest: list[int] = []
        for at in range(len(self._terms)):
            place = places.get(self._hashes[at] % room)
            (rest if place is None else own[place]).append(at)
        length = sum(len(self._terms[at]) + self._length(at) + 2 for at in rest)
        shards = min(MAX_SHARDS, length // SHARD_LENGTH + 1)
        held: list[list[int]] = [[] for _ in range(shards)]
        for at in rest:
            # A name lies with its first pair, which a query that asks for it loads anyway.
            term = self._terms[at]
            held[(hash_of(shard_key(term)) if is_name(term) else self._hashes[at]) % shards].append(at)
        files = self._files(((self._shard_letter, held), (self._common_letter, own)))
        return Shards(shards, [room, self._packed(list(places), own)], files)

    def _files(self, folders: Iterable[tuple[str, list[list[int]]]]) -> Iterator[tuple[str, str]]:
        for letter, files in folders:
            for place, held in enumerate(files):
                yield f"{letter}/{place}", "\n".join(line for at in held for line in (self._terms[at], self._row(at)))

    def _packed(self, hashes: list[int], own: list[list[int]]) -> str:
        """Write the hashes by their gaps, each with the class of its rarest term: none is left out for another."""
        text = ""
        previous = -1
        for value, held in zip(hashes, own, strict=True):
            share = min(self._counts[at] for at in held) / self._size
            text += encode_varint((value - previous - 1) * CLASSES + min(CLASSES - 1, int(share * CLASSES)))
            previous = value
        return text

    def _length(self, at: int) -> int:
        return self._ends[at] - (self._ends[at - 1] if at else 0)

    def _row(self, at: int) -> str:
        return self._rows[self._ends[at] - self._length(at) : self._ends[at]].decode("ascii")
