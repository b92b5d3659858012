"""Whatever befalls the index in the cluster, readers get whole answers or are told what to do."""

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kb.errors import IndexDamaged, IndexMissing, SearchError
from kb.search import Collection, SearchDocument, SearchQuery
from kb.search.index import opensearch_backend
from kb.search.index.opensearch_backend import OpenSearchBackend
from kb.search.index.opensearch_cluster import Cluster
from tests.fixtures.documents import RANKING_COLLECTION
from tests.opensearch.node import Node

QUERY = SearchQuery("学校 课堂")


@pytest.fixture
def backend(new_backend: Callable[..., OpenSearchBackend]) -> OpenSearchBackend:
    backend = new_backend()
    backend.rebuild(RANKING_COLLECTION)
    return backend


def name_of(backend: OpenSearchBackend) -> str:
    return backend.generation().name.partition("-")[0]


def test_an_index_that_is_gone_is_missed_and_made_anew(backend: OpenSearchBackend, cluster: Cluster) -> None:
    expected = backend.search(QUERY)
    cluster.delete(backend.generation().name)
    with pytest.raises(IndexMissing, match="请先运行 kb index --engine"):
        backend.search(QUERY)
    backend.rebuild(RANKING_COLLECTION)
    assert backend.search(QUERY) == expected


@pytest.mark.parametrize("meta", [{}, {"edition": "another"}, None])
def test_an_index_that_is_not_ours_is_refused_and_replaced(
    meta: dict[str, str] | None, backend: OpenSearchBackend, cluster: Cluster
) -> None:
    expected, name = backend.search(QUERY), name_of(backend)
    foreign = f"{name}-foreign"
    cluster.create(foreign, {"mappings": {"_meta": meta or {}}})
    # Two indexes under one name would be mixed.
    cluster.point(
        {name: [foreign] if meta is not None else [foreign, backend.generation().name]}, cluster.indexes(f"{name}-*")
    )
    with pytest.raises(IndexDamaged, match="请运行 kb index --engine 重新建立"):
        OpenSearchBackend(cluster, name).search(QUERY)
    backend.rebuild(RANKING_COLLECTION)
    assert backend.search(QUERY) == expected


def test_a_document_that_is_refused_leaves_the_old_index(backend: OpenSearchBackend, cluster: Cluster) -> None:
    expected, before = backend.search(QUERY), cluster.indexes(f"{name_of(backend)}-*")
    refused = SearchDocument("x", "甲", facets={"theme": ("x" * 40_000,)})
    for documents in ((*RANKING_COLLECTION.documents, refused), (refused,)):
        with pytest.raises(SearchError, match=r"没有收下全部案例：.*immense term"):
            backend.rebuild(Collection(documents))
    assert cluster.indexes(f"{name_of(backend)}-*") == before
    assert backend.search(QUERY) == expected


def test_documents_that_get_lost_on_the_way_are_missed(
    backend: OpenSearchBackend, node: Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = backend.search(QUERY)
    own = Cluster([node.url])
    write = own.write
    monkeypatch.setattr(own, "write", lambda index, documents: write(index, list(documents)[1:]))
    more = Collection((SearchDocument("x", "甲"), *RANKING_COLLECTION.documents), RANKING_COLLECTION.facets)
    with pytest.raises(IndexDamaged, match="收下了 8 个案例，应有 9 个"):
        OpenSearchBackend(own, name_of(backend)).rebuild(more)
    assert backend.search(QUERY) == expected
    own.close()


KILLED = """
import sys, time
from kb.search import Collection, SearchDocument
from kb.search.index.opensearch_backend import OpenSearchBackend
from kb.search.index.opensearch_cluster import Cluster
url, name, phase = sys.argv[1:]
def stop(*args, **kwargs):
    print("here", flush=True)
    time.sleep(600)
cluster = Cluster([url])
setattr(cluster, phase, stop)
documents = tuple(SearchDocument(f"d{n}", "浑天仪", fields={"title": ("浑天仪",)}) for n in range(90))
OpenSearchBackend(cluster, name).rebuild(Collection(documents))
"""


@pytest.mark.parametrize("phase", ["write", "point"])
def test_who_is_killed_while_writing_leaves_what_was_there(
    phase: str, backend: OpenSearchBackend, cluster: Cluster, node: Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected, name = backend.search(QUERY), name_of(backend)
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, node.url, name, phase], cwd=Path(__file__).parents[2], stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"here\n"
        writer.send_signal(signal.SIGKILL)
    assert backend.search(QUERY) == expected
    assert len(cluster.indexes(f"{name}-*")) == 2
    # Perhaps somebody is still at it: what nobody finished is deleted a day later.
    backend.rebuild(Collection(RANKING_COLLECTION.documents[1:], RANKING_COLLECTION.facets))
    assert len(cluster.indexes(f"{name}-*")) == 3
    monkeypatch.setattr(opensearch_backend, "_ABANDONED", 0)
    backend.rebuild(RANKING_COLLECTION)
    assert len(cluster.indexes(f"{name}-*")) == 2
    assert backend.search(QUERY) == expected
