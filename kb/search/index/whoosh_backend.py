"""Keep a collection in a Whoosh index: few changes are added to what is there, many write everything anew."""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import replace
from pathlib import Path

from kb.errors import IndexDamaged, IndexMissing
from kb.search.answer import answer
from kb.search.document import Collection, Facet, SearchDocument
from kb.search.index.changes import About, are_few, compared, means_of, summed_lengths
from kb.search.index.counted_documents import CountedDocuments, counted_documents
from kb.search.index.manifest import Manifest, SourceDigests, write_manifest
from kb.search.index.numpy_accumulator import NumpyAccumulator
from kb.search.index.whoosh import WhooshIndex, open_index
from kb.search.index.whoosh_writer import REWRITE, locked, merged, writing
from kb.search.protocol import Changes, Track, untracked
from kb.search.query.search_query import SearchQuery
from kb.search.results import SearchResults


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
        with locked(self._folder, self._on_wait):
            old = self._opened()
            known = old.documents() if old else {}
            removed = known.keys() - {document.id for document in collection.documents}
            changes, changed = compared(known, collection.documents, removed)
            manifest = Manifest(0, {}, {}, collection.facets, fingerprint, sources)
            if old is None or not self._amended(old, known, changed, removed, manifest):
                self._write_all(old.manifest if old else None, collection.documents, manifest)
        return changes

    def amend(
        self,
        documents: Iterable[SearchDocument],
        removed: Iterable[str],
        facets: Callable[[Mapping[str, set[str]]], tuple[Facet, ...]],
        *,
        fingerprint: str = "",
        sources: SourceDigests | None = None,
    ) -> Changes | None:
        """Put these documents in, or in the place of their older selves, and take others out; leave the rest alone.

        ``facets`` is told which values documents have, facet by facet. None where everything must be written anew.
        """
        with locked(self._folder, self._on_wait):
            old = self._opened()
            if old is None:
                return None
            known = old.documents()
            gone = set(removed) & known.keys()
            changes, changed = compared(known, documents, gone)
            left = gone | {document.id for document in changed if document.id in known}
            used = _used_values(old, {known[name].number for name in left}, changed)
            manifest = Manifest(0, {}, {}, facets(used), fingerprint, sources)
            return changes if self._amended(old, known, changed, gone, manifest) else None

    def search(self, query: SearchQuery) -> SearchResults:
        """Answer a query from what is there now."""
        return answer(open_index(self._folder, NumpyAccumulator), query)

    def _opened(self) -> WhooshIndex | None:
        """Open what is there to add to it; None where it cannot be trusted."""
        try:
            return open_index(self._folder, NumpyAccumulator)
        except (IndexMissing, IndexDamaged):
            return None

    def _write_all(self, old: Manifest | None, documents: Iterable[SearchDocument], manifest: Manifest) -> None:
        ordered = sorted(documents, key=lambda document: document.tie_key)
        counted = self._counted(ordered)
        lengths = summed_lengths(counted.lengths, ())
        with writing(self._folder, old) as writer:
            writer.add(self._track("写入索引", ordered), counted, lengths)
            writer.finish(replace(manifest, lengths=lengths), REWRITE)

    def _amended(
        self,
        old: WhooshIndex,
        known: Mapping[str, About],
        changed: Sequence[SearchDocument],
        removed: Set[str],
        manifest: Manifest,
    ) -> bool:
        """Write what changed beside the old index; False where everything would have to be written anew."""
        gone = [known[name] for name in {*removed, *(each.id for each in changed if each.id in known)}]
        if not changed and not gone and manifest.facets == old.manifest.facets:
            now = replace(old.manifest, fingerprint=manifest.fingerprint, sources=manifest.sources)
            write_manifest(self._folder, now)
            return True
        if not _fits(old, len(changed), gone):
            return False
        ordered = sorted(changed, key=lambda document: document.tie_key)
        counted = self._counted(ordered)
        lengths = summed_lengths(counted.lengths, gone, old.manifest.lengths)
        if means_of(lengths) != means_of(old.manifest.lengths):
            return False
        with writing(self._folder, old.manifest) as writer:
            for each in gone:
                writer.delete_document(each.number)
            writer.add(ordered, counted, lengths)
            writer.finish(replace(manifest, lengths=lengths), merged)
        return True

    def _counted(self, documents: Sequence[SearchDocument]) -> CountedDocuments:
        return counted_documents(self._track("分析案例", documents))


def _fits(old: WhooshIndex, added: int, gone: Sequence[About]) -> bool:
    """Tell whether so many documents may be added beside the first segment, and these be gone."""
    if not old.segments:
        return False
    first = old.segments[0].reader.doc_count_all()
    deleted = sum(number < first for number in old.deleted) + sum(each.number < first for each in gone)
    waiting = sum(segment.reader.doc_count_all() for segment in old.segments[1:]) + added
    return are_few(max(deleted, waiting), first)


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
