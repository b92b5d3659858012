"""The OpenSearch backend keeps the contract, on one shard and on three."""

from collections.abc import Callable
from functools import partial

import pytest

from kb.search.index.opensearch_backend import OpenSearchBackend
from tests.contract.backend_contract import BackendContract, Make
from tests.fixtures.documents import RANKING_COLLECTION

Filled = tuple[OpenSearchBackend, str]


@pytest.fixture(scope="module", params=[1, 3], ids=["one shard", "three shards"])
def make(request: pytest.FixtureRequest, new_backend: Callable[..., OpenSearchBackend]) -> Make:
    return partial(new_backend, shards=request.param)


@pytest.fixture(scope="module")
def filled(make: Make) -> Filled:
    backend = make()
    assert isinstance(backend, OpenSearchBackend)
    backend.rebuild(RANKING_COLLECTION)
    return backend, backend.generation().name


class TestOpenSearchBackend(BackendContract):
    @pytest.fixture
    def backend(self, filled: Filled) -> OpenSearchBackend:
        backend, generation = filled
        if backend.generation().name != generation:  # the test before wrote something else
            backend.rebuild(RANKING_COLLECTION)
        return backend
