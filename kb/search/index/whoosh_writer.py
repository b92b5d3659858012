"""Write segments of a Whoosh index, with postings that carry impacts, under its lock."""

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Set
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from whoosh.codec.base import FieldWriter, Segment
from whoosh.codec.whoosh3 import W3Codec
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex
from whoosh.reading import SegmentReader
from whoosh.util.filelock import try_for
from whoosh.writing import CLEAR, SegmentWriter

from kb.errors import IndexLocked
from kb.search.document import SearchDocument
from kb.search.index.changes import as_json, document_digest, means_of
from kb.search.index.counted_documents import CountedDocuments, Postings
from kb.search.index.manifest import Lengths, Manifest, file_entry, write_manifest
from kb.search.index.whoosh_segment import NAME, schema
from kb.search.protocol import record_of

LOCK = "WRITELOCK"
#: Tells a writer to keep none of the old segments.
REWRITE = CLEAR

#: So many segments are looked into by every search; more are merged, but for the first.
_SEGMENTS = 8
#: Postings in a block: all of a term's are read at once.
_BLOCK = 2048
#: Seconds that a writer waits for another one.
_PATIENCE = 60.0


@contextmanager
def locked(folder: Path, on_wait: Callable[[], None] | None = None) -> Iterator[None]:
    """Hold Whoosh's write lock, which the system frees when the process dies."""
    lock = FileStorage(str(folder)).create().lock(f"{NAME}_{LOCK}")
    if not lock.acquire():
        if on_wait:
            on_wait()
        if not try_for(lock.acquire, _PATIENCE, 0.05):
            raise IndexLocked(f"另一个进程正在更新索引 {folder}，等了 {_PATIENCE:.0f} 秒还没有结束。请稍后再试。")
    try:
        yield
    finally:
        lock.release()


class _Pool:
    """Collect postings by term, in the order that documents are added in; Whoosh's own pickles and sorts each one."""

    def __init__(self) -> None:
        self._fields: defaultdict[str, dict[bytes, tuple[array[int], array[float]]]] = defaultdict(dict)

    def add(self, item: tuple[str, bytes, int, float, bytes]) -> None:
        """Add one posting, as Whoosh hands it over."""
        field, term, number, weight, _ = item
        numbers, weights = self._fields[field].setdefault(term, (array("I"), array("f")))
        numbers.append(number)
        weights.append(weight)

    def fill(self, field: str, postings: Iterable[tuple[str, Postings]]) -> None:
        """Take all postings of a field that has none yet."""
        self._fields[field] = {
            term.encode("utf-8", "surrogatepass"): (numbers, array("f", impacts))
            for term, (numbers, impacts) in postings
        }

    def write_to(self, writer: FieldWriter, fields: Schema) -> None:
        """Write all postings in order, a block at a time: handed over one by one, they take five times as long."""
        for field in sorted(self._fields):
            postings = self._fields.pop(field)
            writer.start_field(field, fields[field])
            for term in sorted(postings):
                numbers, weights = postings.pop(term)
                writer.start_term(term)
                block = writer._postwriter
                for start in range(0, len(numbers), _BLOCK):
                    if start:
                        block._write_block()
                    block._ids.extend(numbers[start : start + _BLOCK])
                    block._weights.extend(weights[start : start + _BLOCK])
                    block._maxweight = max(block._weights)
                writer.finish_term()
            writer.finish_field()

    def cleanup(self) -> None:
        self._fields.clear()


class _Writer(SegmentWriter):  # type: ignore[misc]  # Whoosh ships no types
    """Whoosh's writer, with a pool that fits, and a manifest that is replaced when all else is written."""

    def __init__(self, folder: Path, old: Manifest | None) -> None:
        """Write beside what the old manifest vouches for; nothing else that lies in the folder is ever opened."""
        storage = FileStorage(str(folder))
        trusted = TOC._filename(NAME, old.generation) if old else ""
        for name in storage.list():
            if name.startswith(f"_{NAME}_") and name != trusted:
                storage.delete_file(name)
        index = FileIndex(storage, schema(), NAME) if old else FileIndex.create(storage, schema(), NAME)
        super().__init__(index, codec=W3Codec(blocklimit=_BLOCK), compound=False, _lk=False)
        self.pool = _Pool()
        self._folder = folder
        self._old_files = old.files if old else {}
        self._manifest: Manifest

    def add(self, documents: Iterable[SearchDocument], counted: CountedDocuments, lengths: Lengths) -> None:
        """Add documents with the impacts of their counted terms."""
        for number, document in enumerate(documents):
            self.add_document(
                id=document.id,
                facets=document.values,
                rank=document.tie_key,
                record=as_json(record_of(document)),
                about=(document_digest(document), counted.lengths[number]),
            )
        self.pool.fill("terms", counted.postings(means_of(lengths)))

    def finish(self, manifest: Manifest, mergetype: object) -> None:
        """Write everything, and make it what searches read; the manifest gets its files and its generation."""
        self._manifest = manifest
        self.commit(mergetype=mergetype)

    def _flush_segment(self) -> None:
        # Whoosh's own looks up a field's length for each posting, which takes longer than all else; impacts know it.
        self.perdocwriter.close()
        self.pool.write_to(self.fieldwriter, self.schema)
        self.fieldwriter.close()

    def _commit_toc(self, segments: list[Segment]) -> None:
        TOC(self.schema, segments, self.generation).write(self.storage, self.indexname)
        names = [TOC._filename(self.indexname, self.generation)]
        for segment in segments:
            names += [name for name in self.storage.list() if name.startswith(f"{segment.segment_id()}.")]
        files = {name: self._old_files.get(name) or file_entry(self._folder / name) for name in names}
        write_manifest(self._folder, replace(self._manifest, files=files, generation=self.generation))
        # What was just replaced stays until the next change: a reader may be about to open it.
        _remove_other_files(self.storage, {*files, *self._old_files})


@contextmanager
def writing(folder: Path, old: Manifest | None) -> Iterator[_Writer]:
    """Give a writer; what it wrote is taken back where anything fails."""
    writer = _Writer(folder, old)
    try:
        yield writer
    except BaseException:
        with suppress(Exception):  # what made it fail may keep it from closing its files, too
            writer.cancel()
        raise


def _remove_other_files(storage: FileStorage, kept: Set[str]) -> None:
    for name in storage.list():
        if name.startswith((f"{NAME}_", f"_{NAME}_")) and name not in kept and not name.endswith(LOCK):
            with suppress(OSError):  # where somebody has it open on Windows
                storage.delete_file(name)


def merged(writer: _Writer, segments: list[Segment]) -> list[Segment]:
    """Merge the segments beside the first where there are many; Whoosh calls it before it writes the new one."""
    if len(segments) <= _SEGMENTS:
        return segments
    for segment in segments[1:]:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return segments[:1]
