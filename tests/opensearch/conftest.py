"""Start one real OpenSearch node for all tests that need no more."""

import secrets
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kb.search.index.opensearch_backend import OpenSearchBackend
from kb.search.index.opensearch_cluster import Cluster
from tests.opensearch.node import Engine, Node, running, single_node


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    # Not pytest's folder, which is closed to the user without rights that nodes run as.
    with tempfile.TemporaryDirectory(prefix="kb-engine-", ignore_cleanup_errors=True) as folder:
        yield Engine.unpacked(Path(folder))


@pytest.fixture(scope="session")
def node(engine: Engine) -> Iterator[Node]:
    node = single_node(engine)
    with running(node):
        yield node


@pytest.fixture(scope="session")
def cluster(node: Node) -> Iterator[Cluster]:
    cluster = Cluster([node.url])
    yield cluster
    cluster.close()


@pytest.fixture(scope="session")
def new_backend(cluster: Cluster) -> Callable[..., OpenSearchBackend]:
    """Return what makes a backend under a name of its own."""
    return lambda **options: OpenSearchBackend(cluster, f"test{secrets.token_hex(4)}", **options)
