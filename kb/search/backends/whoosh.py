"""Keep a collection in a Whoosh index and derive the impact index from its postings.

Only this module and ``whoosh_blocks``, which writes and reads its postings, know Whoosh.
"""

import hashlib
import json
import os
import shutil
from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from whoosh import index
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.fields import ID, STORED, TEXT, Schema
from whoosh.reading import SegmentReader

from kb.search.answer import answer
from kb.search.backend import Changes, Track, untracked
from kb.search.backends.memory import field_counts
from kb.search.backends.whoosh_blocks import CountedWriter, read_segment
from kb.search.document import Collection, SearchDocument
from kb.search.fields import FIELD_NAMES
from kb.search.impacts.writer import Posting, write_impacts
from kb.search.query import SearchQuery
from kb.search.results import SearchResults
from kb.search.store.folder import IMPACTS, IndexFolder

_STORE = "whoosh"


class WhooshBackend:
    """Keep a collection searchable in a folder, across processes."""

    def __init__(self, folder: Path, *, on_wait: Callable[[], None] | None = None, track: Track = untracked) -> None:
        self._folder = IndexFolder(folder)
        self._on_wait = on_wait
        self._track = track

    def rebuild(self, collection: Collection, *, signature: str = "", content: str = "") -> Changes:
        """Make exactly this collection searchable, analysing only documents that changed.

        Readers see the old index until the new one is whole. ``signature`` and ``content`` are kept with it.
        """
        with self._folder.writing(self._on_wait):
            previous = self._folder.sound_generation()
            with self._folder.new_generation(signature=signature, content=content) as generation:
                store = generation / _STORE
                store.mkdir()
                if previous is not None:
                    _link_files(previous / _STORE, store)
                changes = _write_documents(store, collection.documents, self._track)
                documents = sorted(collection.documents, key=lambda document: document.tie_key)
                numbers = {document.id: number for number, document in enumerate(documents)}
                postings = _read_postings(store, numbers)
                write_impacts(generation / IMPACTS, collection, documents, postings, self._track)
        return changes

    def search(self, query: SearchQuery) -> SearchResults:
        """Answer a query from the current generation."""
        return answer(self._folder.open_index(), query)


def _schema() -> Schema:
    fields = {
        name: TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=False, stored=False, sortable=False)
        for name in FIELD_NAMES
    }
    return Schema(id=ID(stored=True, unique=True), digest=STORED, document=STORED, **fields)


def _link_files(source: Path, target: Path) -> None:
    """Start from the previous generation's files: Whoosh adds and removes files, but never changes one."""
    for path in source.iterdir():
        if path.name.endswith("_WRITELOCK"):
            continue
        try:
            os.link(path, target / path.name)
        except OSError:
            shutil.copy2(path, target / path.name)


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8"), digest_size=16).hexdigest()


def _write_documents(store: Path, documents: Sequence[SearchDocument], track: Track) -> Changes:
    whoosh_index = index.open_dir(store) if index.exists_in(store) else index.create_in(store, _schema())
    try:
        with whoosh_index.reader() as reader:
            stored = {fields["id"]: fields["digest"] for _, fields in reader.iter_docs()}
        texts = {document.id: json.dumps(asdict(document), ensure_ascii=False) for document in documents}
        removed = stored.keys() - texts.keys()
        changed = [document for document in documents if stored.get(document.id) != _digest(texts[document.id])]
        new = sum(document.id not in stored for document in changed)
        if removed or changed:
            writer = CountedWriter(whoosh_index)
            try:
                for identifier in (*removed, *(document.id for document in changed if document.id in stored)):
                    writer.delete_by_term("id", identifier)
                for document in track("分析案例", changed):
                    text = texts[document.id]
                    writer.add_counted(
                        {"id": document.id}, {"digest": _digest(text), "document": text}, field_counts(document)
                    )
            except BaseException:
                writer.cancel()
                raise
            writer.commit()
    finally:
        whoosh_index.close()
    return Changes(
        added=new,
        changed=len(changed) - new,
        removed=len(removed),
        unchanged=len(documents) - len(changed),
    )


def _read_postings(store: Path, numbers: Mapping[str, int]) -> dict[str, dict[str, Posting]]:
    """Return how often each term occurs where, with documents numbered as given."""
    postings: dict[str, dict[str, Posting]] = {}
    whoosh_index = index.open_dir(store)
    try:
        with whoosh_index.reader() as reader:
            for segment, _ in reader.leaf_readers() if reader.doc_count() else ():
                number_of = {place: numbers[fields["id"]] for place, fields in segment.iter_docs()}
                _add_segment(postings, segment, number_of)
    finally:
        whoosh_index.close()
    return postings


def _add_segment(postings: dict[str, dict[str, Posting]], segment: SegmentReader, number_of: Mapping[int, int]) -> None:
    for name, key, found in read_segment(segment):
        if name not in FIELD_NAMES:
            continue
        kept = [
            (number_of[place], count)
            for place, count in zip(found.documents, found.counts, strict=True)
            if place in number_of
        ]
        if kept:
            posting = postings.setdefault(key.decode("utf-8"), {}).setdefault(name, Posting(array("I"), array("I")))
            posting.documents.extend([number for number, _ in kept])
            posting.counts.extend([count for _, count in kept])
