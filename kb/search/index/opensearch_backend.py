"""Keep a collection in an OpenSearch cluster, generation after generation, each complete before it is searched.

``<name>`` is an alias of the generation that answers, ``<name>-previous`` of the one before, which stays for those who
are still reading it. A generation is never written to once it is searched: changes go into a clone of it.
"""

import secrets
import time
from collections.abc import Callable, Iterator, Sequence, Set
from contextlib import suppress
from functools import partial
from typing import TypeVar

from kb.errors import EngineUnreachable, IndexDamaged, IndexMissing, KbError
from kb.search.document import Collection, SearchDocument
from kb.search.index.changes import About, are_few, compared, means_of, summed_lengths
from kb.search.index.counted_documents import CountedDocuments, counted_documents
from kb.search.index.manifest import Lengths
from kb.search.index.opensearch_cluster import Cluster, GenerationGone
from kb.search.index.opensearch_documents import ABOUT, State, document_body, index_body, meta_of, state_of
from kb.search.index.opensearch_index import Generation
from kb.search.index.opensearch_requests import ask
from kb.search.protocol import Changes, Track, untracked
from kb.search.query.search_query import SearchQuery
from kb.search.results import SearchResults

#: How often a reader starts anew because the generation it read was deleted.
_ATTEMPTS = 3
#: Seconds after which a generation that nobody finished is nobody's.
_ABANDONED = 86_400

T = TypeVar("T")


class OpenSearchBackend:
    """Keep a collection searchable for many machines under one name."""

    def __init__(self, cluster: Cluster, name: str = "kb", *, shards: int = 1, track: Track = untracked) -> None:
        self._cluster = cluster
        self._name = name
        self._previous = f"{name}-previous"
        self._shards = shards
        self._track = track
        self._opened: Generation | None = None

    def search(self, query: SearchQuery) -> SearchResults:
        """Answer a query from one generation, the newest."""
        for _ in range(_ATTEMPTS - 1):
            with suppress(GenerationGone):
                return self.generation().search(query)
            self._opened = None
        return self.generation().search(query)

    def generation(self) -> Generation:
        """Return the generation that answers now; raise IndexMissing or IndexDamaged where there is none of ours."""
        where = f"OpenSearch（{'、'.join(self._cluster.nodes)}）"
        names = self._cluster.named(self._name)
        if not names:
            raise IndexMissing(f"{where} 里还没有索引 {self._name}。请先运行 kb index --engine。")
        if self._opened is None or [self._opened.name] != names:
            state = state_of(self._cluster.meta(names[0])) if len(names) == 1 else None
            if state is None:
                raise IndexDamaged(
                    f"{where} 里的索引 {self._name} 不是这个版本的程序建立的。请运行 kb index --engine 重新建立。"
                )
            self._opened = Generation(names[0], state, partial(ask, partial(self._cluster.search, names[0])))
        return self._opened

    def rebuild(self, collection: Collection, *, fingerprint: str = "") -> Changes:
        """Make exactly this collection searchable; readers see the old one until the new one is whole."""
        old = self._old()
        listed = self._cluster.documents(old.name, ABOUT) if old else ()
        known = {name: About(*about) for name, about in listed}
        removed = known.keys() - {document.id for document in collection.documents}
        changes, changed = compared(known, collection.documents, removed)
        if old is None or not self._amended(old, known, collection, changed, removed, fingerprint):
            self._write_all(collection, fingerprint)
        return changes

    def _old(self) -> Generation | None:
        try:
            return self.generation()
        except (IndexMissing, IndexDamaged):
            return None

    def _write_all(self, collection: Collection, fingerprint: str) -> None:
        counted = self._counted(collection.documents)
        lengths = summed_lengths(counted.lengths, ())
        state = State(len(collection.documents), collection.facets, lengths, 0, fingerprint)
        body = index_body(self._shards)

        def fill(index: str) -> None:
            self._cluster.create(index, body)
            self._cluster.write(index, self._bodies(collection.documents, counted, lengths))

        self._publish(fill, state, merge=True)

    def _amended(
        self,
        old: Generation,
        known: dict[str, About],
        collection: Collection,
        changed: Sequence[SearchDocument],
        removed: Set[str],
        fingerprint: str,
    ) -> bool:
        """Publish the old generation with few changes; False where everything would have to be written anew."""
        before = old.state
        gone = [known[name] for name in {*removed, *(each.id for each in changed if each.id in known)}]
        is_same = not changed and not gone and collection.facets == before.facets
        if is_same and fingerprint == before.fingerprint:
            return True
        so_far = before.changed + len(changed) + len(removed)
        if not before.size or not are_few(so_far, before.size):
            return False
        counted = self._counted(changed)
        lengths = summed_lengths(counted.lengths, gone, before.lengths)
        if means_of(lengths) != means_of(before.lengths):
            return False
        state = State(len(collection.documents), collection.facets, lengths, so_far, fingerprint)

        def fill(index: str) -> None:
            self._cluster.clone(old.name, index)
            self._cluster.write(index, ((name, None) for name in removed))
            self._cluster.write(index, self._bodies(changed, counted, lengths))

        self._publish(fill, state, merge=False)
        return True

    def _counted(self, documents: Sequence[SearchDocument]) -> CountedDocuments:
        return counted_documents(self._track("分析案例", documents))

    def _bodies(
        self, documents: Sequence[SearchDocument], counted: CountedDocuments, lengths: Lengths
    ) -> Iterator[tuple[str, dict[str, object]]]:
        impacts = counted.by_document(means_of(lengths))
        of_length = zip(self._track("写入索引", documents), impacts, counted.lengths, strict=True)
        for document, of_terms, length in of_length:
            yield document.id, document_body(document, of_terms, length)

    def _publish(self, fill: Callable[[str], None], state: State, *, merge: bool) -> None:
        """Make the next generation and let the name stand for it; what was made is taken back where that fails."""
        index = f"{self._name}-{time.time_ns():x}-{secrets.token_hex(3)}"
        try:
            fill(index)
            held = self._cluster.finish(index, meta_of(state), merge=merge)
            if held != state.size:
                raise IndexDamaged(f"OpenSearch 收下了 {held} 个案例，应有 {state.size} 个，没有采用。请再试一次。")
            indexes = self._cluster.indexes(f"{self._name}-*")
            answering = [name for name, aliases in indexes.items() if self._name in aliases and name != index]
            named = {name for name, aliases in indexes.items() if aliases}
            self._cluster.point({self._name: [index], self._previous: answering}, named)
        except EngineUnreachable:
            raise  # who does not answer deletes nothing, either: a later change does
        except BaseException:
            with suppress(KbError):
                self._cluster.delete(index)
            raise
        self._sweep(indexes.keys() - {index, *answering}, named)

    def _sweep(self, others: Set[str], finished: Set[str]) -> None:
        """Delete what was the previous generation until now, and what nobody finished in a day."""
        for name in others:
            made = name.removeprefix(f"{self._name}-").partition("-")[0]
            with suppress(ValueError):
                if name in finished or time.time() - int(made, 16) / 1e9 > _ABANDONED:
                    self._cluster.delete(name)
