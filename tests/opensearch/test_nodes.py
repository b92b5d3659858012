"""Three nodes, of which some are killed or stand still while clients ask: every answer comes, and is right."""

import signal
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from benchmarks.corpus import generated_collection
from kb.errors import KbError
from kb.search import Collection, SearchQuery, SearchResults
from kb.search.index import opensearch_cluster
from kb.search.index.opensearch_backend import OpenSearchBackend
from kb.search.index.opensearch_cluster import Cluster
from kb.search.index.whoosh_backend import WhooshBackend
from tests.opensearch.node import Engine, Node, running, three_nodes
from tests.opensearch.readers import Readers

SIZE = 200
TEXTS = ("平板 口语练习", "教师人数不够怎么办", "“集体备课”", "shuxue 在线", "网络教研 -平板")
_PATIENCE = 420


@dataclass
class Three:
    """A cluster of three nodes that holds an index, and what searches of it find."""

    nodes: list[Node]
    collection: Collection
    answers: Mapping[str, Sequence[SearchResults]]

    @property
    def urls(self) -> list[str]:
        return [node.url for node in self.nodes]

    def alive(self) -> Node:
        return next(node for node in self.nodes if node.process)

    def called(self, name: str) -> Node:
        return next(node for node in self.nodes if node.name == name)

    def manager(self) -> Node:
        return self.called(self.alive().get("/_cat/cluster_manager?format=json")[0]["node"])

    def primary(self, pattern: str = "kb") -> Node:
        shards = self.alive().get(f"/_cat/shards/{pattern}?format=json")
        return self.called(next(each["node"] for each in shards if each["prirep"] == "p"))

    def wait(self, nodes: int, status: str = "green") -> None:
        """Wait until so many nodes are together and every copy is where it belongs."""
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            health = self.alive().get("/_cluster/health")
            if health and health["number_of_nodes"] == nodes and health["status"] == status:
                return
            time.sleep(0.3)
        raise AssertionError(f"{nodes} nodes are not {status}: {health}")

    def restart(self, *nodes: Node) -> None:
        for node in nodes:
            node.start()
        for node in nodes:
            node.wait()
        self.wait(3)

    def first(self, node: Node) -> list[str]:
        """Return the addresses with this node's first: clients begin with it, and stay."""
        return [node.url, *(url for url in self.urls if url != node.url)]


def answers(collection: Collection, folder: Path) -> dict[str, list[SearchResults]]:
    whoosh = WhooshBackend(folder)
    whoosh.rebuild(collection)
    return {text: [whoosh.search(SearchQuery(text))] for text in TEXTS}


@pytest.fixture(scope="module")
def three(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Three]:
    collection = generated_collection(tmp_path_factory.mktemp("generated"), SIZE, paragraphs=1)
    nodes = three_nodes(engine)
    with running(*nodes):
        three = Three(nodes, collection, answers(collection, tmp_path_factory.mktemp("index")))
        three.wait(3)
        cluster = Cluster(three.urls)
        OpenSearchBackend(cluster).rebuild(collection)
        cluster.close()
        yield three


def test_three_nodes_answer_alike(three: Three) -> None:
    for url in three.urls:
        cluster = Cluster([url])
        backend = OpenSearchBackend(cluster)
        assert {text: [backend.search(SearchQuery(text))] for text in TEXTS} == three.answers
        cluster.close()


@pytest.mark.parametrize("which", [Three.primary, Three.manager], ids=["the primary's", "the cluster manager"])
def test_the_node_that_clients_talk_to_is_killed(three: Three, which: Callable[[Three], Node]) -> None:
    lost = which(three)
    with Readers(three.first(lost), "kb", three.answers).running(2) as readers:
        lost.kill()
        readers.go_on()
        three.wait(2)
        three.restart(lost)
        readers.go_on()


def test_the_node_that_clients_talk_to_stands_still(three: Three) -> None:
    stopped = three.manager()
    with Readers(three.first(stopped), "kb", three.answers).running(2) as readers:
        stopped.signal(signal.SIGSTOP)
        readers.go_on()
        stopped.signal(signal.SIGCONT)
        three.wait(3)
        readers.go_on()


def test_a_writer_goes_on_when_the_primary_is_killed_in_mid_bulk(
    three: Three, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opensearch_cluster, "_BULK", 20)
    now = Collection(three.collection.documents[80:], three.collection.facets)
    allowed = {text: [*three.answers[text], *results] for text, results in answers(now, tmp_path).items()}
    lost: list[Node] = []

    def track(label: str, items: Sequence[object], /) -> Iterator[object]:
        for number, item in enumerate(items):
            if label == "写入索引" and number == 90:
                new = [name for name, aliases in cluster.indexes("kb-*").items() if not aliases]
                lost.append(three.primary(new[0]))
                lost[0].kill()
            yield item

    cluster = Cluster(three.urls)
    backend = OpenSearchBackend(cluster, track=track)  # type: ignore[arg-type]
    with Readers(three.urls, "kb", allowed).running(1) as readers:
        backend.rebuild(now)
        assert lost
        readers.go_on()
    found = {text: [backend.search(SearchQuery(text))] for text in TEXTS}
    assert found == {text: results[-1:] for text, results in allowed.items()}
    assert backend.search(SearchQuery("")).total == SIZE - 80
    three.restart(*lost)
    three.answers = found
    cluster.close()


def test_two_of_three_are_killed(three: Three) -> None:
    special = {three.manager().name, three.primary().name}
    left = next(node for node in three.nodes if node.name not in special)
    others = [node for node in three.nodes if node is not left]
    cluster = Cluster(three.urls)
    with Readers(three.first(others[0]), "kb", three.answers).running(2) as readers:
        for node in others:
            node.kill()
        readers.go_on()
        # Nobody is left to agree with: what is there can be read, and nothing can be written.
        with pytest.raises(KbError):
            OpenSearchBackend(cluster).rebuild(Collection(three.collection.documents[:9]))
        readers.go_on()
        three.restart(*others)
        readers.go_on()
    backend = OpenSearchBackend(cluster)
    assert {text: [backend.search(SearchQuery(text))] for text in TEXTS} == three.answers
    cluster.close()
