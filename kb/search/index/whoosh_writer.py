"""Keep a collection in a Whoosh index: few changes are added beside what is there, many write everything anew."""

import hashlib
import json
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager, suppress
from dataclasses import fields, replace
from pathlib import Path
from typing import NamedTuple

from whoosh.codec.base import FieldWriter, Segment
from whoosh.codec.whoosh3 import W3Codec
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex
from whoosh.reading import SegmentReader
from whoosh.util.filelock import try_for
from whoosh.writing import CLEAR, SegmentWriter

from kb.errors import IndexDamaged, IndexLocked, IndexMissing
from kb.search.answer import answer
from kb.search.document import Collection, Facet, SearchDocument
from kb.search.index.counted_documents import CountedDocuments
from kb.search.index.manifest import (
    Entry,
    Manifest,
    SourceDigests,
    facet_entries,
    file_entry,
    write_manifest,
)
from kb.search.index.numpy_accumulator import NumpyAccumulator
from kb.search.index.whoosh import NAME, About, WhooshIndex, open_index, schema
from kb.search.protocol import Changes, Track, record_of, untracked
from kb.search.query.search_query import SearchQuery
from kb.search.ranking.bm25f import mean_length
from kb.search.ranking.fields import FIELD_NAMES
from kb.search.results import SearchResults
from kb.search.text.term_counts import field_counts

LOCK = "WRITELOCK"

#: So many documents, or this share of the first segment's, may be added or gone before all are written anew.
_MOST, _SHARE = 64, 20
#: So many segments are looked into by every search; more are merged, but for the first.
_SEGMENTS = 8
#: Postings in a block: all of a term's are read at once.
_BLOCK = 2048
#: Seconds that a writer waits for another one.
_PATIENCE = 60.0

Lengths = Mapping[str, tuple[int, int]]


class _Note(NamedTuple):
    """What is kept with an index beside its documents."""

    facets: Sequence[Facet]
    fingerprint: str
    sources: SourceDigests | None


class WhooshBackend:
    """Keep a collection searchable in a folder, across processes."""

    def __init__(self, folder: Path, *, on_wait: Callable[[], None] | None = None, track: Track = untracked) -> None:
        self._folder = folder
        self._on_wait = on_wait
        self._track = track

    def rebuild(
        self, collection: Collection, *, fingerprint: str = "", sources: SourceDigests | None = None
    ) -> Changes:
        """Make exactly this collection searchable.

        Readers see the old index until the new one is whole. ``fingerprint`` and ``sources`` are kept with it.
        """
        documents = {document.id: document for document in collection.documents}
        note = _Note(collection.facets, fingerprint, sources)
        with self._locked():
            old = self._opened()
            if old is None:
                self._write_all(None, collection.documents, note)
                return Changes(added=len(documents), changed=0, removed=0, unchanged=0)
            known = old.documents()
            removed = known.keys() - documents.keys()
            changes, changed = _compared(known, documents.values(), removed)
            if not self._amended(old, known, changed, removed, note):
                self._write_all(old.manifest, collection.documents, note)
        return changes

    def amend(
        self,
        documents: Iterable[SearchDocument],
        removed: Iterable[str],
        facets: Callable[[Mapping[str, set[str]]], Sequence[Facet]],
        *,
        fingerprint: str = "",
        sources: SourceDigests | None = None,
    ) -> Changes | None:
        """Put these documents in, or in the place of their older selves, and take others out; leave the rest alone.

        ``facets`` is told which values documents have, facet by facet. None where everything must be written anew.
        """
        with self._locked():
            old = self._opened()
            if old is None:
                return None
            known = old.documents()
            gone = set(removed) & known.keys()
            changes, changed = _compared(known, documents, gone)
            left = gone | {document.id for document in changed if document.id in known}
            used = _used_values(old, {known[name].number for name in left}, changed)
            note = _Note(facets(used), fingerprint, sources)
            return changes if self._amended(old, known, changed, gone, note) else None

    def search(self, query: SearchQuery) -> SearchResults:
        """Answer a query from what is there now."""
        return answer(open_index(self._folder, NumpyAccumulator), query)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold Whoosh's write lock, which the system frees when the process dies."""
        lock = FileStorage(str(self._folder)).create().lock(f"{NAME}_{LOCK}")
        if not lock.acquire():
            if self._on_wait:
                self._on_wait()
            if not try_for(lock.acquire, _PATIENCE, 0.05):
                raise IndexLocked(
                    f"另一个进程正在更新索引 {self._folder}，等了 {_PATIENCE:.0f} 秒还没有结束。请稍后再试。"
                )
        try:
            yield
        finally:
            lock.release()

    def _opened(self) -> WhooshIndex | None:
        """Open what is there to add to it; None where it cannot be trusted."""
        try:
            return open_index(self._folder, NumpyAccumulator)
        except (IndexMissing, IndexDamaged):
            return None

    def _write_all(self, old: Manifest | None, documents: Iterable[SearchDocument], note: _Note) -> None:
        ordered = sorted(documents, key=lambda document: document.tie_key)
        counted = self._counted(ordered)
        lengths = _lengths(counted.lengths, ())
        with _writing(self._folder, old) as writer:
            writer.add(self._track("写入索引", ordered), counted, lengths)
            writer.finish(lambda files, generation: _manifest(generation, files, lengths, note), CLEAR)

    def _amended(
        self,
        old: WhooshIndex,
        known: Mapping[str, About],
        changed: Sequence[SearchDocument],
        removed: Set[str],
        note: _Note,
    ) -> bool:
        """Write what changed beside the old index; False where everything would have to be written anew."""
        gone = [known[name] for name in {*removed, *(each.id for each in changed if each.id in known)}]
        offered = facet_entries(note.facets)
        if not changed and not gone and offered == old.manifest.facets:
            noted = replace(old.manifest, fingerprint=note.fingerprint, sources=note.sources)
            write_manifest(self._folder, noted)
            return True
        if not _fits(old, len(changed), gone):
            return False
        ordered = sorted(changed, key=lambda document: document.tie_key)
        counted = self._counted(ordered)
        lengths = _lengths(counted.lengths, gone, old.manifest.lengths)
        if _means(lengths) != _means(old.manifest.lengths):
            return False
        with _writing(self._folder, old.manifest) as writer:
            for each in gone:
                writer.delete_document(each.number)
            writer.add(ordered, counted, lengths)
            writer.finish(lambda files, generation: _manifest(generation, files, lengths, note), _merged)
        return True

    def _counted(self, documents: Sequence[SearchDocument]) -> CountedDocuments:
        counted = CountedDocuments()
        for document in self._track("分析案例", documents):
            counted.add(field_counts(document))
        return counted


class _Pool:
    """Collect postings by term, in the order that documents are added in; Whoosh's own pickles and sorts each one."""

    def __init__(self) -> None:
        self._fields: defaultdict[str, dict[bytes, tuple[array[int], array[float]]]] = defaultdict(dict)

    def add(self, item: tuple[str, bytes, int, float, bytes]) -> None:
        """Add one posting, as Whoosh hands it over."""
        field, term, number, weight, _ = item
        self.add_all(field, number, [(term, weight)])

    def add_all(self, field: str, number: int, weights: Iterable[tuple[bytes, float]]) -> None:
        """Add one document's terms with their weights."""
        postings = self._fields[field]
        for term, weight in weights:
            found = postings.get(term)
            if found is None:
                postings[term] = array("I", (number,)), array("f", (weight,))
            else:
                found[0].append(number)
                found[1].append(weight)

    def write_to(self, writer: FieldWriter, fields: Schema) -> None:
        """Write all postings in order."""
        for field in sorted(self._fields):
            postings = self._fields.pop(field)
            writer.start_field(field, fields[field])
            for term in sorted(postings):
                writer.start_term(term)
                for number, weight in zip(*postings.pop(term), strict=True):
                    writer.add(number, weight, b"", 0)
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
        self._manifest: Callable[[Mapping[str, Entry], int], Manifest]

    def add(self, documents: Iterable[SearchDocument], counted: CountedDocuments, lengths: Lengths) -> None:
        """Add documents with the impacts of their counted terms."""
        names, means = counted.terms(), _means(lengths)
        for number, document in enumerate(documents):
            terms, impacts = counted.impacts(number, means)
            self.pool.add_all("terms", self.docnum, zip(map(names.__getitem__, terms), impacts, strict=True))
            record = record_of(document)
            self.add_document(
                id=document.id,
                facets=[f"{facet}={value}" for facet, values in document.facets.items() for value in values],
                rank=document.tie_key,
                record=_json([record.id, record.title, record.url, record.shown, record.texts]),
                about=(_digest(document), counted.lengths[number]),
            )

    def finish(self, manifest: Callable[[Mapping[str, Entry], int], Manifest], mergetype: object) -> None:
        """Write everything, and make it what searches read."""
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
        write_manifest(self._folder, self._manifest(files, self.generation))
        # What was just replaced stays until the next change: a reader may be about to open it.
        _remove_other_files(self.storage, {*files, *self._old_files})


@contextmanager
def _writing(folder: Path, old: Manifest | None) -> Iterator[_Writer]:
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


def _merged(writer: _Writer, segments: list[Segment]) -> list[Segment]:
    """Merge the segments beside the first where there are many; Whoosh calls it before it writes the new one."""
    if len(segments) <= _SEGMENTS:
        return segments
    for segment in segments[1:]:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return segments[:1]


def _fits(old: WhooshIndex, added: int, gone: Sequence[About]) -> bool:
    """Tell whether so many documents may be added beside the first segment, and these be gone."""
    if not old.segments:
        return False
    first = old.segments[0].reader.doc_count_all()
    deleted = sum(number < first for number in old.deleted) + sum(each.number < first for each in gone)
    waiting = sum(segment.reader.doc_count_all() for segment in old.segments[1:]) + added
    return bool(max(deleted, waiting) <= max(_MOST, first // _SHARE))


def _lengths(added: Sequence[Sequence[int]], gone: Sequence[About], before: Lengths | None = None) -> Lengths:
    """Return number of terms and of documents, field by field, once some come and some go."""
    lengths = {}
    for place, name in enumerate(FIELD_NAMES):
        total, count = (before or {}).get(name, (0, 0))
        for sign, each in [(1, of_one) for of_one in added] + [(-1, about.lengths) for about in gone]:
            total += sign * each[place]
            count += sign * bool(each[place])
        lengths[name] = (total, count)
    return lengths


def _means(lengths: Lengths) -> dict[str, float]:
    return {name: mean_length(total, count) for name, (total, count) in lengths.items() if count}


def _manifest(generation: int, files: Mapping[str, Entry], lengths: Lengths, note: _Note) -> Manifest:
    return Manifest(generation, files, lengths, facet_entries(note.facets), note.fingerprint, note.sources)


def _compared(
    known: Mapping[str, About], documents: Iterable[SearchDocument], removed: Set[str]
) -> tuple[Changes, list[SearchDocument]]:
    """Say how documents differ from what is there, and return those that do."""
    changed, new, same = [], 0, len(known) - len(removed)
    for document in documents:
        before = known.get(document.id)
        if before is None or before.digest != _digest(document):
            changed.append(document)
            new += before is None
            same -= before is not None
    return Changes(added=new, changed=len(changed) - new, removed=len(removed), unchanged=same), changed


def _used_values(old: WhooshIndex, gone: Set[int], added: Iterable[SearchDocument]) -> dict[str, set[str]]:
    """Return the values documents have, facet by facet, once these are gone and those are there."""
    values: dict[str, set[str]] = {}
    absent = sum(1 << number for number in gone)
    for facet, value in old.used_values():
        if old.with_value(facet, value) & ~absent:
            values.setdefault(facet, set()).add(value)
    for document in added:
        for facet, having in document.facets.items():
            values.setdefault(facet, set()).update(having)
    return values


def _digest(document: SearchDocument) -> str:
    text = _json({each.name: getattr(document, each.name) for each in fields(document)})
    return hashlib.blake2b(text, digest_size=12).hexdigest()


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
