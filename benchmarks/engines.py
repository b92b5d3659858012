"""Measure Whoosh and OpenSearch side by side as collections grow: ``python -m benchmarks.engines 1000 10000``.

One node of the real engine, which the tests fetch, is started on loopback with as much heap as ``--heap`` says, and
compiles as it does by itself. Both get the same generated cases and the same queries of every kind, in this process;
whole results are compared. Wall milliseconds of a whole answer, in turns, so that both meet the same load.
"""

import argparse
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.corpus import generated_collection
from benchmarks.queries import generated_queries
from kb.search import Collection, SearchQuery, SearchResults
from kb.search.answer import answer
from kb.search.index.numpy_accumulator import NumpyAccumulator
from kb.search.index.opensearch_backend import OpenSearchBackend
from kb.search.index.opensearch_cluster import Cluster
from kb.search.index.whoosh import open_index
from kb.search.index.whoosh_backend import WhooshBackend
from tests.opensearch.node import Engine, Node, running, single_node

QUERIES = 150
_MB = 1 << 20
_COLUMNS = (
    *("cases", "engine", "build s", "CPU s here", "CPU s of the node", "MB of the node", "CPU ms of the node a query"),
    *("MB on disk", "p50 ms", "p95 ms"),
)

Ask = Callable[[SearchQuery], SearchResults]


def seconds_of(work: Callable[[], object]) -> tuple[float, float]:
    """Return wall and CPU seconds that the work took, the latter of this process alone."""
    wall, cpu = time.monotonic(), time.process_time()
    work()
    return time.monotonic() - wall, time.process_time() - cpu


def times(engines: dict[str, Ask], queries: list[SearchQuery]) -> tuple[dict[str, list[float]], int]:
    """Return milliseconds of each answer by engine, in turns, and how many results differ; a first round warms up."""
    taken: dict[str, list[float]] = {name: [] for name in engines}
    different = 0
    for query in queries[: QUERIES // 5]:
        for ask in engines.values():
            ask(query)
    for query in queries:
        results = []
        for name, ask in engines.items():
            start = time.perf_counter()
            results.append(ask(query))
            taken[name].append((time.perf_counter() - start) * 1000)
        different += any(each != results[0] for each in results)
    return taken, different


def cpu_of(node: Node) -> float:
    """Return CPU seconds that the node has used."""
    fields = Path(f"/proc/{node.process.pid}/stat").read_text().rpartition(")")[2].split() if node.process else []
    return (int(fields[11]) + int(fields[12])) / 100 if fields else 0.0


def memory_of(node: Node) -> float:
    """Return MB that the node takes."""
    if node.process is None:
        return 0.0
    status = Path(f"/proc/{node.process.pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def print_rows(collection: Collection, folder: Path, node: Node) -> None:
    """Print one row an engine for one size."""
    size = len(collection.documents)
    place = folder / f"index-{size}"
    built = {"Whoosh": seconds_of(lambda: WhooshBackend(place).rebuild(collection))}
    cluster = Cluster([node.url], timeout=60)
    backend = OpenSearchBackend(cluster, f"bench{size}")
    before = cpu_of(node)
    built["OpenSearch"] = seconds_of(lambda: backend.rebuild(collection))
    of_node = cpu_of(node) - before
    index = open_index(place, NumpyAccumulator)
    before = cpu_of(node)
    queries = generated_queries(collection, QUERIES)
    taken, different = times({"Whoosh": lambda query: answer(index, query), "OpenSearch": backend.search}, queries)
    searching = (cpu_of(node) - before) / (QUERIES * 1.2) * 1000
    name = backend.generation().name
    stats = node.get(f"/{name}/_stats/store")
    bytes_of = {
        "Whoosh": sum(path.stat().st_size for path in place.iterdir()),
        "OpenSearch": stats["_all"]["primaries"]["store"]["size_in_bytes"],
    }
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    for engine, milliseconds in taken.items():
        wall, cpu = built[engine]
        quantiles = statistics.quantiles(milliseconds, n=20)
        extra = f"{of_node:.0f} | {memory_of(node):.0f} | {searching:.0f}" if engine == "OpenSearch" else "– | – | –"
        print(
            f"| {size:,} | {engine} | {wall:.0f} | {cpu:.0f} | {extra} | {bytes_of[engine] / _MB:.0f} "
            f"| {statistics.median(milliseconds):.0f} | {quantiles[-1]:.0f} |",
            flush=True,
        )
    print(f"\n{size:,}: {QUERIES - different} of {QUERIES} whole results equal; this process {own:.0f} MB at most\n")
    cluster.delete(name)
    cluster.close()
    index.close()


@contextmanager
def opened_node(heap: str) -> Iterator[Node]:
    """Start a node, and stop it at the end."""
    with tempfile.TemporaryDirectory(prefix="kb-engine-", ignore_cleanup_errors=True) as folder:
        node = single_node(Engine.unpacked(Path(folder)), heap=heap, compiler=())
        with running(node):
            yield node


def main() -> None:
    """Print a table of both engines for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=[1000])
    parser.add_argument("--heap", default="512m")
    options = parser.parse_args()
    print(f"| {' | '.join(_COLUMNS)} |\n|{'---|' * len(_COLUMNS)}")
    with opened_node(options.heap) as node, tempfile.TemporaryDirectory(prefix="kb-engines-") as folder:
        for size in options.sizes:
            print_rows(generated_collection(Path(folder) / "cases", size), Path(folder), node)


if __name__ == "__main__":
    main()
