"""Write Whoosh's posting blocks a whole term at a time.

Whoosh's own writer turns text into token objects, pickles every posting into a pool, sorts that, and asks for each
posting's field length. Documents come here counted and sorted already. The files are Whoosh's W3 format as its own
readers expect it, for the pinned version; a term that stands in few documents keeps them beside its entry, and blocks
too short to gain by it are left uncompressed, both of which the format allows for.
"""

import pickle
import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3TermInfo
from whoosh.filedb.structfile import StructFile
from whoosh.util.numeric import length_to_byte
from whoosh.writing import SegmentWriter

from kb.search.index.postings import Numbers, Postings

#: The highest protocol that puts no frame around a small value.
_PICKLE = 3
#: As in W3Codec.
_BLOCK = 128
_COMPRESSION = 6
#: Shorter than this, a block hardly shrinks.
_COMPRESSED_FROM = 64
#: Entries that are turned into Python's numbers at a time.
_AT_ONCE = 1 << 18
#: Up to so many documents stand beside the term instead of in a block of their own; most terms stand in few.
_INLINED = 8
_INT = struct.Struct("!i")
_PLACE = struct.Struct("!qi")
_FIELD = struct.Struct("!H")


class SortedWriter(SegmentWriter):  # type: ignore[misc]  # Whoosh ships no types
    """Add documents whose terms are counted and sorted already, all at once."""

    def add_sorted(self, ids: Sequence[str], told: Iterable[bytes], postings: Postings) -> None:
        """Add documents: each one's id, what its column ``document`` keeps, and the postings of them all in order."""
        self._check_state()
        names = sorted(postings.lengths)
        lengths = [(name, self.schema[name], postings.lengths[name].tolist()) for name in names]
        writer, column = self.perdocwriter, self.schema["document"].column_type
        for number, (identifier, document) in enumerate(zip(ids, told, strict=True)):
            writer.start_doc(number)
            writer.add_field("id", self.schema["id"], identifier, 0)
            writer.add_column_value("document", column, document)
            for name, field, of_field in lengths:
                if of_field[number]:
                    writer.add_field(name, field, None, of_field[number])
            writer.finish_doc()
        self.docnum = len(ids)
        self._added = bool(ids)
        # Fields stand in the order of their names.
        for name in sorted([*names, "id"]):
            self.fieldwriter.start_field(name, self.schema[name])
            if name == "id":
                self._write_ids(ids)
            else:
                self._write_field(name, postings)
            self.fieldwriter.finish_field()

    def _flush_segment(self) -> None:
        self.perdocwriter.close()
        self.fieldwriter.close()

    def _write_ids(self, ids: Sequence[str]) -> None:
        prefix = _FIELD.pack(self.fieldwriter._fieldid)
        for name, number in sorted((name.encode("utf-8"), number) for number, name in enumerate(ids)):
            info = W3TermInfo._struct.pack(1, 1, 1, 0, 0, 1, number, number)
            info += _pickled([number], [1], b"")
            self.fieldwriter._tindex.add(prefix + name, info)

    def _write_field(self, name: str, postings: Postings) -> None:
        lengths = np.array([length_to_byte(length) for length in postings.lengths[name].tolist()], np.int64)
        add = self.fieldwriter._tindex.add
        prefix = _FIELD.pack(self.fieldwriter._fieldid)
        for first, last in postings.blocks(_AT_ONCE, name):
            terms, documents, counts = postings.entries(name, first, last)
            for term, info in _term_infos(self.fieldwriter._postfile, terms, documents, counts, lengths[documents]):
                add(prefix + postings.terms[term].encode("utf-8"), info)


def _term_infos(
    file: StructFile, terms: Numbers, documents: Numbers, counts: Numbers, lengths: Numbers
) -> Iterator[tuple[int, bytes]]:
    """Write the blocks of consecutive terms' entries; yield each term's place with what its entry in the index says."""
    if not len(terms):
        return
    starts = np.concatenate(([0], np.flatnonzero(np.diff(terms)) + 1))
    sizes = np.diff(starts, append=len(terms))
    within = np.arange(len(terms)) - np.repeat(starts, sizes)
    # Each block begins anew: its first document stands as it is, the others as distances.
    begins = within % _BLOCK == 0
    gaps = np.where(begins, documents, np.diff(documents, prepend=0)).tolist()
    values = counts.astype(">u4").tobytes()
    facts = _block_facts(np.flatnonzero(begins), counts, lengths)
    of_terms = zip(
        terms[starts].tolist(),
        starts.tolist(),
        sizes.tolist(),
        np.add.reduceat(counts, starts).tolist(),
        np.maximum.reduceat(counts, starts).tolist(),
        np.minimum.reduceat(lengths, starts).tolist(),
        np.maximum.reduceat(lengths, starts).tolist(),
        strict=True,
    )
    numbers, times = documents.tolist(), counts.tolist()
    pack, place = W3TermInfo._struct.pack, file.tell()
    for term, start, size, total, most, shortest, longest in of_terms:
        end = start + size
        is_inlined = size <= _INLINED
        info = pack(is_inlined, total, size, shortest, longest, most, numbers[start], numbers[end - 1])
        if is_inlined:
            next(facts)
            yield term, info + _pickled(numbers[start:end], times[start:end], values[4 * start : 4 * end])
            continue
        parts = [WHOOSH3_HEADER_MAGIC]
        for at in range(start, end, _BLOCK):
            until = min(end, at + _BLOCK)
            least, greatest, *known = next(facts)
            # Whole numbers are as good as Whoosh's floats, and shorter.
            weights: float | tuple[int, ...] | None = tuple(times[at:until])
            if least == greatest:
                weights = None if least == 1 else float(least)
            data = pickle.dumps((tuple(gaps[at:until]), weights, values[4 * at : 4 * until]), _PICKLE)
            compression = _COMPRESSION if len(data) >= _COMPRESSED_FROM else 0
            if compression:
                data = zlib.compress(data, compression)
            told = (until - at, numbers[until - 1], float(greatest), compression, *known)
            head = pickle.dumps(told, _PICKLE)
            length = len(head) + len(data)
            parts += [_INT.pack(-length if until == end else length), head, data]
        block = b"".join(parts)
        file.write(block)
        yield term, info + _PLACE.pack(place, len(block))
        place += len(block)


def _pickled(numbers: Sequence[int], times: Sequence[int], values: bytes) -> bytes:
    """Return the pickle of three tuples, without the marks it needs for what comes again: most entries hold but one."""
    width = len(values) // len(numbers)
    of_values = [b"C%c%b" % (width, values[at : at + width]) for at in range(0, len(values), width or 1)]
    tuples = (map(_pickled_whole, numbers), map(_pickled_whole, times), of_values or [b"N"] * len(numbers))
    return b"\x80\x03(%bt." % b"".join(b"(%bt" % b"".join(items) for items in tuples)


def _pickled_whole(number: int) -> bytes:
    if number < 1 << 8:
        return b"K%c" % number
    return b"M" + number.to_bytes(2, "little") if number < 1 << 16 else b"J" + number.to_bytes(4, "little")


def _block_facts(begins: Numbers, counts: Numbers, lengths: Numbers) -> Iterator[tuple[int, int, int, int]]:
    """Yield each block's least and greatest count, and its least and greatest length byte."""
    extremes = (
        np.minimum.reduceat(counts, begins),
        np.maximum.reduceat(counts, begins),
        np.minimum.reduceat(lengths, begins),
        np.maximum.reduceat(lengths, begins),
    )
    return zip(*(each.tolist() for each in extremes), strict=True)
