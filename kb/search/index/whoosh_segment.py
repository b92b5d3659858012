"""Say what Whoosh keeps of the documents, and open one segment of it.

id        a document's id
terms     every term, with its impact on each document as the posting's weight
facets    ``facet=value`` for each value of a document
rank      what orders documents in a tie
record    what a hit shows
about     digest of the document, and its number of terms in each field

Documents of the first segment stand in tie order.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate
from typing import Any, NamedTuple

from whoosh.codec.base import Segment as WhooshSegment
from whoosh.columns import CompressedBlockColumn, VarBytesColumn
from whoosh.fields import COLUMN, ID, STORED, FieldType, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.formats import Existence
from whoosh.reading import SegmentReader, TermInfo

#: What Whoosh's files begin with.
NAME = "kb"

#: Records are deflated so many KB at a time: cases say alike things, and one alone hardly shrinks to half of that.
_BLOCK = 64
#: So many blocks of records stay inflated: whoever reads one record often reads its neighbours.
_INFLATED = 4


def schema() -> Schema:
    """Return what the index keeps of a document."""
    return Schema(
        id=ID(stored=True, unique=True),
        terms=FieldType(Existence(), None),
        facets=FieldType(Existence(), None),
        rank=COLUMN(VarBytesColumn()),
        record=COLUMN(CompressedBlockColumn(level=6, blocksize=_BLOCK)),
        about=STORED(),
    )


class Segment(NamedTuple):
    """A segment of the index, whose documents are numbered from ``first`` on."""

    reader: SegmentReader
    first: int
    codec: Any
    postings: Any
    records: Any
    ranks: Any

    def terms(self) -> "Iterator[tuple[bytes, Segment, TermInfo]]":
        for text, info in self.reader.iter_field("terms"):
            yield text, self, info

    def blocks(self, field: str, info: TermInfo) -> "Iterator[tuple[Iterable[int], Iterable[float]]]":
        """Yield ids and weights of a term, block after block: asked one by one, they take ten times as long."""
        matcher = self.codec.postings_reader(self.postings, info, self.reader.schema[field].format)
        while matcher.is_active():
            matcher._read_weights()
            yield accumulate(matcher._data[0]), matcher._weights
            matcher._next_block()


def opened_segment(storage: FileStorage, segment: WhooshSegment, first: int, opened: list[Any]) -> Segment:
    """Open a segment; every file is added to ``opened`` as soon as it is."""
    reader = SegmentReader(storage, schema(), segment)
    opened.append(reader)
    codec = segment.codec()
    postings = segment.open_file(storage, codec.POSTS_EXT)
    opened.append(postings)
    # Asked for a column, the reader of the segment makes one up where the file is gone.
    per_document = codec.per_document_reader(storage, segment)
    opened.append(per_document)
    records, ranks = (per_document.column_reader(name, schema()[name].column_type) for name in ("record", "rank"))
    records._get_block = lru_cache(_INFLATED)(records._get_block)
    return Segment(reader, first, codec, postings, records, ranks)
