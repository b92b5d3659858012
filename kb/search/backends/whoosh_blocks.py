"""Write and read Whoosh's posting blocks a whole term at a time.

Whoosh's own writer turns text into token objects, pickles every posting into a pool, sorts that, and asks for each
posting's field length. Documents come here counted already, so that their terms only have to be put in order. The files
are Whoosh's W3 format as its own readers expect it, for the pinned version; blocks too short to gain by it are left
uncompressed, which the format allows for.
"""

import pickle
import struct
import zlib
from array import array
from collections.abc import Iterator, Mapping, Sequence
from itertools import repeat
from operator import sub

from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3TermInfo
from whoosh.index import FileIndex
from whoosh.reading import SegmentReader
from whoosh.util.numeric import length_to_byte
from whoosh.writing import SegmentWriter

from kb.search.impacts.writer import Posting

_PICKLE = 4
#: As in W3Codec.
_BLOCK = 128
_COMPRESSION = 3
#: Shorter than this, a block hardly shrinks, and most are: half of all terms occur once.
_COMPRESSED_FROM = 128
_INT = struct.Struct("!i")
_PLACE = struct.Struct("!qi")
_FIELD = struct.Struct("!H")


class CountedWriter(SegmentWriter):  # type: ignore[misc]  # Whoosh ships no types
    """Add documents whose terms are counted already."""

    def __init__(self, whoosh_index: FileIndex) -> None:
        super().__init__(whoosh_index)
        self._postings: dict[str, dict[bytes, Posting]] = {}
        self._lengths: dict[str, dict[int, int]] = {}

    def add_counted(
        self, keys: Mapping[str, str], stored: Mapping[str, str], counts: Mapping[str, Mapping[str, int]]
    ) -> None:
        """Add a document: fields that are one term and kept, fields that are only kept, and fields of counted terms."""
        self._check_state()
        kept = {**keys, **stored}
        number = self.docnum
        writer = self.perdocwriter
        writer.start_doc(number)
        for name in sorted({*kept, *counts}):
            field = self.schema[name]
            if name in kept:
                writer.add_field(name, field, kept[name], 0)
            elif length := sum(counts[name].values()):
                writer.add_field(name, field, None, length)
                self._lengths.setdefault(name, {})[number] = length_to_byte(length)
        writer.finish_doc()
        for name, value in keys.items():
            self._add(name, number, {value: 1})
        for name, terms in counts.items():
            self._add(name, number, terms)
        self._added = True
        self.docnum += 1

    def _add(self, name: str, number: int, terms: Mapping[str, int]) -> None:
        postings = self._postings.setdefault(name, {})
        for term, count in terms.items():
            key = term.encode("utf-8")
            posting = postings.get(key)
            if posting is None:
                postings[key] = Posting(array("I", (number,)), array("I", (count,)))
            else:
                posting.documents.append(number)
                posting.counts.append(count)

    def add_postings_to_pool(self, reader: SegmentReader, startdoc: int, docmap: Mapping[int, int] | None) -> None:
        """Take over the postings of a segment that is merged into this one."""
        lengths = {}
        for name, key, found in read_segment(reader):
            posting = self._postings.setdefault(name, {}).setdefault(key, Posting(array("I"), array("I")))
            for document, count in zip(found.documents, found.counts, strict=True):
                number = startdoc + document if docmap is None else docmap.get(document)
                if number is not None:
                    posting.documents.append(number)
                    posting.counts.append(count)
                    if self.schema[name].scorable:
                        lengths[name, number] = length_to_byte(reader.doc_field_length(document, name))
        for (name, number), length in lengths.items():
            self._lengths.setdefault(name, {})[number] = length

    def _flush_segment(self) -> None:
        self.perdocwriter.close()
        for name in sorted(self._postings):
            self.fieldwriter.start_field(name, self.schema[name])
            self._write_field(name)
            self.fieldwriter.finish_field()
        self.fieldwriter.close()

    def _write_field(self, name: str) -> None:
        postings = self._postings.pop(name)
        lengths = self._lengths.get(name, {})
        with_counts = self.schema[name].format.fixed_value_size() > 0
        file, terms = self.fieldwriter._postfile, self.fieldwriter._tindex
        prefix = _FIELD.pack(self.fieldwriter._fieldid)
        pack = W3TermInfo._struct.pack
        place = file.tell()
        for key in sorted(postings):
            documents, counts = postings[key]
            if not documents:
                continue
            data, shortest, longest = _blocks(documents, counts, lengths, with_counts=with_counts)
            info = pack(
                0, sum(counts), len(documents), shortest, longest, max(counts), documents[0], documents[-1]
            ) + _PLACE.pack(place, len(data))  # fmt: skip
            terms.add(prefix + key, info)
            file.write(data)
            place += len(data)


def _blocks(
    documents: "array[int]", counts: "array[int]", lengths: Mapping[int, int], *, with_counts: bool
) -> tuple[bytes, int, int]:
    """Return one term's postings as W3 blocks, with the least and greatest length byte of its documents."""
    parts = [WHOOSH3_HEADER_MAGIC]
    all_lengths = []
    size = len(documents)
    for start in range(0, size, _BLOCK):
        end = min(size, start + _BLOCK)
        ids, weights = documents[start:end], counts[start:end]
        known = [byte for byte in map(lengths.get, ids, repeat(0)) if byte]
        shortest, longest = (min(known), max(known)) if known else (0, 0)
        all_lengths += [shortest, longest]
        data = pickle.dumps(
            (
                (ids[0], *map(sub, ids[1:], ids)),
                _weights(weights),
                struct.pack(f"!{len(weights)}I", *weights) if with_counts else None,
            ),
            _PICKLE,
        )
        compression = _COMPRESSION if len(data) >= _COMPRESSED_FROM else 0
        if compression:
            data = zlib.compress(data, compression)
        info = pickle.dumps((len(ids), ids[-1], float(max(weights)), compression, shortest, longest), _PICKLE)
        length = len(info) + len(data)
        parts += [_INT.pack(-length if end == size else length), info, data]
    return b"".join(parts), min(all_lengths), max(all_lengths)


def _weights(counts: Sequence[int]) -> float | tuple[float, ...] | None:
    least, most = min(counts), max(counts)
    if least == most:
        return None if least == 1 else float(least)
    return tuple(map(float, counts))


def read_segment(reader: SegmentReader) -> Iterator[tuple[str, bytes, Posting]]:
    """Yield every field's terms in order with their postings, deleted documents included.

    Only for segments that ``CountedWriter`` wrote.
    """
    terms = reader._terms
    names, file = terms._fieldunmap, terms._postfile
    for key, info in terms._tindex.items():
        place, length = _PLACE.unpack(info[-_PLACE.size :])
        yield names[_FIELD.unpack_from(key)[0]], key[_FIELD.size :], _read_blocks(file.get(place, length))


def _read_blocks(data: bytes) -> Posting:
    documents, counts = array("I"), array("I")
    start = len(WHOOSH3_HEADER_MAGIC)
    last = False
    while not last:
        (length,) = _INT.unpack_from(data, start)
        start += _INT.size
        last = length < 0
        block = data[start : start + abs(length)]
        start += abs(length)
        info = pickle.loads(block)
        # The block's data follows its description, whose length is that of the same description written again.
        body = block[len(pickle.dumps(info, _PICKLE)) :]
        gaps, weights, _ = pickle.loads(zlib.decompress(body) if info[3] else body)
        number = 0
        for gap in gaps:
            number += gap
            documents.append(number)
        if isinstance(weights, tuple):
            counts.extend(map(int, weights))
        else:
            counts.extend(repeat(int(weights or 1), len(gaps)))
    return Posting(documents, counts)
