"""A generation takes the place of another in one step; few changes go into a clone of it."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.corpus import generated_collection
from kb.search import Changes, Collection, SearchQuery, SearchResults
from kb.search.index.opensearch_backend import OpenSearchBackend
from kb.search.index.opensearch_cluster import Cluster, GenerationGone
from kb.search.index.opensearch_documents import State, state_of
from kb.search.index.whoosh_backend import WhooshBackend
from tests.contract.test_additions import QUERIES, altered, steps
from tests.opensearch.node import Node
from tests.opensearch.readers import Readers

SIZE = 150


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    return generated_collection(tmp_path_factory.mktemp("generated"), SIZE, paragraphs=2)


def state(cluster: Cluster, backend: OpenSearchBackend) -> State:
    found = state_of(cluster.meta(backend.generation().name))
    assert found is not None
    return found


@pytest.mark.parametrize("shards", [1, 3])
def test_every_step_is_answered_as_by_an_index_made_at_once(
    shards: int, collection: Collection, cluster: Cluster, new_backend: Callable[..., OpenSearchBackend], tmp_path: Path
) -> None:
    backend = new_backend(shards=shards)
    backend.rebuild(collection)
    changed_so_far = 0
    for number, (changed, gone, now) in enumerate(steps(collection, 5)):
        changes = backend.rebuild(now)
        assert changes.removed == len(gone)
        changed_so_far += changes.added + changes.changed + changes.removed
        assert changes.added + changes.changed <= len(changed)
        assert state(cluster, backend).changed == changed_so_far
        at_once = WhooshBackend(tmp_path / str(number))
        at_once.rebuild(now)
        assert [backend.search(query) for query in QUERIES] == [at_once.search(query) for query in QUERIES]


def test_many_changes_write_everything_anew_and_none_writes_nothing(
    collection: Collection, cluster: Cluster, new_backend: Callable[..., OpenSearchBackend]
) -> None:
    backend = new_backend()
    backend.rebuild(collection)
    first = backend.generation().name
    assert backend.rebuild(collection) == Changes(0, 0, 0, SIZE)
    assert backend.generation().name == first
    rolls = random.Random(1)
    few = Collection((altered(collection.documents[0], rolls), *collection.documents[1:]), collection.facets)
    backend.rebuild(few)
    assert state(cluster, backend).changed == 1
    many = tuple(altered(document, rolls) for document in collection.documents[:70])
    backend.rebuild(Collection((*many, *collection.documents[70:]), collection.facets))
    assert state(cluster, backend).changed == 0


def test_the_previous_generation_is_kept_for_those_who_read_it(
    collection: Collection, cluster: Cluster, new_backend: Callable[..., OpenSearchBackend]
) -> None:
    backend = new_backend()
    query = SearchQuery("平板 口语练习")
    backend.rebuild(collection)
    old, expected = backend.generation(), backend.search(query)
    backend.rebuild(Collection(collection.documents[1:], collection.facets))
    assert old.search(query) == expected
    assert backend.search(query) != expected or backend.generation().state.size == SIZE - 1
    backend.rebuild(Collection(collection.documents[2:], collection.facets))
    name = old.name.partition("-")[0]
    assert len(cluster.indexes(f"{name}-*")) == 2
    with pytest.raises(GenerationGone):
        old.search(SearchQuery("从没问过的话"))


def test_who_reads_a_generation_that_goes_starts_anew(
    collection: Collection, node: Node, new_backend: Callable[..., OpenSearchBackend], monkeypatch: pytest.MonkeyPatch
) -> None:
    backend = new_backend()
    backend.rebuild(collection)
    name = backend.generation().name.partition("-")[0]
    own = Cluster([node.url])
    reader = OpenSearchBackend(own, name)
    plain = own.search
    asked: list[str] = []

    def search(index: str, bodies: object) -> object:
        if len(asked) == 1:
            for end in (1, 2):
                backend.rebuild(Collection(collection.documents[end:], collection.facets))
        asked.append(index)
        return plain(index, bodies)  # type: ignore[arg-type]

    monkeypatch.setattr(own, "search", search)
    assert reader.search(SearchQuery("集体备课", limit=200)) == backend.search(SearchQuery("集体备课", limit=200))
    assert len(set(asked)) == 2
    own.close()


def test_readers_see_one_state_or_the_other(
    collection: Collection, node: Node, new_backend: Callable[..., OpenSearchBackend], tmp_path: Path
) -> None:
    backend = new_backend()
    states = [collection, Collection(collection.documents[:100], collection.facets)]
    allowed: dict[str, list[SearchResults]] = {query.text: [] for query in QUERIES if query.limit == 200}
    for each in states:
        whoosh = WhooshBackend(tmp_path / str(len(each.documents)))
        whoosh.rebuild(each)
        for text, results in allowed.items():
            results.append(whoosh.search(SearchQuery(text)))
    assert all(one != other for one, other in allowed.values())
    backend.rebuild(states[0])
    name = backend.generation().name.partition("-")[0]
    with Readers([node.url], name, allowed).running(2) as readers:
        for turn in range(1, 5):
            backend.rebuild(states[turn % 2])
            readers.go_on(8)
