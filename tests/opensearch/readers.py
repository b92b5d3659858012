"""Ask a cluster without a pause, from several threads, and keep what did not come back right."""

import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from kb.errors import KbError
from kb.search import SearchQuery, SearchResults
from kb.search.index.opensearch_backend import OpenSearchBackend
from kb.search.index.opensearch_cluster import Cluster

_PATIENCE = 420
_PAUSE = 0.05


class Readers:
    """Some threads with a client each; ``answered`` counts what came back, ``faults`` says what should not have."""

    def __init__(self, nodes: Sequence[str], name: str, allowed: Mapping[str, Sequence[SearchResults]]) -> None:
        self._nodes = nodes
        self._name = name
        self._allowed = allowed
        self._stopped = threading.Event()
        self.answered = 0
        self.faults: list[str] = []

    def read(self) -> None:
        cluster = Cluster(self._nodes, timeout=30)
        backend = OpenSearchBackend(cluster, self._name)
        while not self._stopped.is_set():
            for text, results in self._allowed.items():
                try:
                    if backend.search(SearchQuery(text)) not in results:
                        self.faults.append(f"wrong: {text}")
                except KbError as error:
                    self.faults.append(f"failed: {text}: {error}")
                self.answered += 1
                # The nodes have other things to do, too.
                if self._stopped.wait(_PAUSE):
                    break
        cluster.close()

    def go_on(self, count: int = 30) -> None:
        """Wait until so many more answers have come."""
        goal, end = self.answered + count, time.monotonic() + _PATIENCE
        while self.answered < goal and not self.faults:
            assert time.monotonic() < end, "readers stand still"
            time.sleep(0.05)

    @contextmanager
    def running(self, count: int) -> Iterator["Readers"]:
        threads = [threading.Thread(target=self.read) for _ in range(count)]
        for thread in threads:
            thread.start()
        try:
            self.go_on(10)
            yield self
            self.go_on(10)
        finally:
            self._stopped.set()
            for thread in threads:
                thread.join()
        assert not self.faults, self.faults
