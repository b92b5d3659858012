"""Keep a collection in a Whoosh index, and beside each of its segments the impacts of the same postings.

Only this module and ``whoosh_blocks``, which writes its postings, know Whoosh.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path

from whoosh import index
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.columns import CompressedBlockColumn
from whoosh.fields import COLUMN, ID, TEXT, Schema
from whoosh.index import FileIndex

from kb.search.answer import answer
from kb.search.document import Collection, Facet, SearchDocument
from kb.search.impacts.additions import Additions
from kb.search.impacts.array_sums import ArraySums
from kb.search.impacts.layout import Layout, SegmentEntry, facet_entries, write_layout
from kb.search.impacts.writer import write_segment
from kb.search.index.backend import Changes, Track, untracked
from kb.search.index.postings import PostingCollector, Postings, mean_lengths
from kb.search.index.whoosh_blocks import SortedWriter
from kb.search.query.search_query import SearchQuery
from kb.search.ranking.fields import FIELD_NAMES
from kb.search.results import SearchResults
from kb.search.store.contents import Contents
from kb.search.store.folder import IndexFolder
from kb.search.text.term_counts import field_counts

_STORE = "whoosh"
#: Documents are deflated so many KB at a time: cases say alike things, and one alone hardly shrinks to half of that.
_BLOCK = 64


class WhooshBackend:
    """Keep a collection searchable in a folder, across processes."""

    def __init__(self, folder: Path, *, on_wait: Callable[[], None] | None = None, track: Track = untracked) -> None:
        self._folder = IndexFolder(folder)
        self._on_wait = on_wait
        self._track = track

    def rebuild(self, collection: Collection, *, signature: str = "", contents: Contents | None = None) -> Changes:
        """Make exactly this collection searchable.

        Few changes are added beside what is there; many, and all that move a mean length, write everything anew.
        Readers see the old index until the new one is whole. ``signature`` and ``contents`` are kept with it.
        """
        documents = {document.id: document for document in collection.documents}
        with self._folder.writing(self._on_wait):
            old = self._old()
            if old is None:
                self._write_all(collection, signature, contents)
                return Changes(added=len(documents), changed=0, removed=0, unchanged=0)
            removed = old.digests.keys() - documents.keys()
            changes, changed = _compared(old, documents.values(), removed)
            if not self._amended(old, changed, removed, collection.facets, signature, contents):
                self._write_all(collection, signature, contents)
        return changes

    def amend(
        self,
        documents: Iterable[SearchDocument],
        removed: Iterable[str],
        facets: Callable[[Mapping[str, set[str]]], Sequence[Facet]],
        *,
        signature: str = "",
        contents: Contents | None = None,
    ) -> Changes | None:
        """Put these documents in, or in the place of their older selves, and take others out; leave the rest alone.

        ``facets`` is told which values documents have, facet by facet. None where everything must be written anew.
        """
        with self._folder.writing(self._on_wait):
            old = self._old()
            if old is None:
                return None
            gone = set(removed) & old.digests.keys()
            changes, changed = _compared(old, documents, gone)
            offered = facets(old.facet_values(changed, gone))
            return changes if self._amended(old, changed, gone, offered, signature, contents) else None

    def search(self, query: SearchQuery) -> SearchResults:
        """Answer a query from the current generation."""
        return answer(self._folder.open_index(ArraySums), query)

    def _old(self) -> Additions | None:
        generation = self._folder.intact_generation()
        return None if generation is None else Additions(generation)

    def _write_all(self, collection: Collection, signature: str, contents: Contents | None) -> None:
        documents = sorted(collection.documents, key=lambda document: document.tie_key)
        postings = _counted(self._track("分析案例", documents))
        with self._folder.new_generation(signature=signature, contents=contents) as generation:
            store = generation / _STORE
            store.mkdir()
            with _opened(index.create_in(store, _schema())) as whoosh_index:
                digests = _write_documents(SortedWriter(whoosh_index), documents, postings)
            means = mean_lengths(postings)
            entries = []
            if documents:
                entries.append(SegmentEntry(_file_of(generation)))
                write_segment(generation / _file_of(generation), documents, digests, postings, means, self._track)
            write_layout(generation, Layout(entries, facet_entries(collection.facets), means))

    def _amended(
        self,
        old: Additions,
        changed: Sequence[SearchDocument],
        removed: Iterable[str],
        facets: Sequence[Facet],
        signature: str,
        contents: Contents | None,
    ) -> bool:
        """Write a generation that adds to the old one; False where it would have to be written anew."""
        gone = {*removed, *(document.id for document in changed if document.id in old.places)}
        offered = facet_entries(facets)
        if not changed and not gone and offered == old.layout.facets:
            self._folder.note(signature=signature, contents=contents)
            return True
        again = [name for name in old.added_before() if name not in gone] if old.is_crowded else []
        if not old.has_room(len(changed), gone):
            return False
        added = sorted([*changed, *_stored(old, again)], key=lambda document: document.tie_key)
        postings = _counted(self._track("分析案例", added))
        gone.update(again)
        lengths = {name: of_field.tolist() for name, of_field in postings.lengths.items()}
        if old.means_with(lengths, gone) != old.layout.means:
            return False
        with self._folder.new_generation(signature=signature, contents=contents, based_on=old.generation) as generation:
            with _opened(index.open_dir(generation / _STORE)) as whoosh_index:
                writer = SortedWriter(whoosh_index)
                for name in gone:
                    writer.delete_document(old.number_of(name))
                digests = _write_documents(writer, added, postings, kept=1 if old.is_crowded else len(old.segments))
            file = _file_of(generation)
            if added:
                write_segment(generation / file, added, digests, postings, old.layout.means, self._track)
            entries = old.entries_with(added, file, gone)
            for entry in old.layout.segments:
                if entry.file not in {kept.file for kept in entries}:
                    (generation / entry.file).unlink()
            write_layout(generation, Layout(entries, offered, old.layout.means))
        return True


def _compared(
    old: Additions, documents: Iterable[SearchDocument], removed: Set[str]
) -> tuple[Changes, list[SearchDocument]]:
    """Say how documents differ from what is there, and return those that do."""
    changed, new, same = [], 0, len(old.digests) - len(removed)
    for document in documents:
        digest = old.digests.get(document.id)
        if digest != _digest(_told(document)):
            changed.append(document)
            new += digest is None
            same -= digest is not None
    return Changes(added=new, changed=len(changed) - new, removed=len(removed), unchanged=same), changed


def _counted(documents: Iterable[SearchDocument]) -> Postings:
    collector = PostingCollector()
    for document in documents:
        collector.add(field_counts(document))
    return collector.sorted()


def _schema() -> Schema:
    fields = {
        name: TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=False, stored=False, sortable=False)
        for name in FIELD_NAMES
    }
    document = COLUMN(CompressedBlockColumn(level=6, blocksize=_BLOCK))
    return Schema(id=ID(stored=True, unique=True), document=document, **fields)


@contextmanager
def _opened(whoosh_index: FileIndex) -> Iterator[FileIndex]:
    try:
        yield whoosh_index
    finally:
        whoosh_index.close()


def _file_of(generation: Path) -> str:
    """Return the name of the segment that a generation adds; segments are handed on, so no two have the same."""
    return f"impacts-{generation.name}.bin"


def _told(document: SearchDocument) -> bytes:
    told = {each.name: getattr(document, each.name) for each in fields(document)}
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _digest(told: bytes) -> str:
    return hashlib.blake2b(told, digest_size=12).hexdigest()


def _write_documents(
    writer: SortedWriter, documents: Sequence[SearchDocument], postings: Postings, *, kept: int = 0
) -> list[str]:
    """Write the documents as one segment beside the first ``kept``; return their digests."""
    digests = []

    def told() -> Iterator[bytes]:
        for document in documents:
            text = _told(document)
            digests.append(_digest(text))
            yield text

    try:
        writer.add_sorted([document.id for document in documents], told(), postings)
    except BaseException:
        writer.cancel()
        raise
    writer.commit(mergetype=lambda _, segments: segments[:kept])
    return digests


def _stored(old: Additions, names: Sequence[str]) -> list[SearchDocument]:
    """Read documents out of the store."""
    if not names:
        return []
    with _opened(index.open_dir(old.generation / _STORE)) as whoosh_index, whoosh_index.reader() as reader:
        told = reader.column_reader("document")
        found = [json.loads(told[old.number_of(name)]) for name in names]
    return [
        SearchDocument(
            **{name: value for name, value in one.items() if name not in ("fields", "facets")},
            fields={name: tuple(texts) for name, texts in one["fields"].items()},
            facets={name: tuple(values) for name, values in one["facets"].items()},
        )
        for one in found
    ]
