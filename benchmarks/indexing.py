"""Measure the index: ``python -m benchmarks.indexing 1000 10000``.

A whole rebuild, what one changed case takes after it (from its file to the answer of a search, in the same process),
and reading every posting once, as the browser's index is made. CPU seconds. Stock Whoosh's own writer takes 29 CPU-s
for the counted terms of 1,000 cases.
"""

import argparse
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.corpus import generated_collection
from kb.entrypoints.index_refresh import open_fresh_index
from kb.publish.search_index.impacts import term_impacts
from kb.search import SearchQuery
from kb.search.answer import answer
from kb.search.index.whoosh import open_index
from kb.search.index.whoosh_backend import WhooshBackend
from kb.search.text.term_counts import field_counts

#: What it may take at 10,000 cases: CPU-s of a rebuild, CPU-s of one changed case, MB.
GOALS = "90, 1, 110 at 10,000"


def cpu_of(work: Callable[[], object]) -> float:
    """Return the CPU seconds that the work took."""
    start = time.process_time()
    work()
    return time.process_time() - start


def print_row(folder: Path, size: int) -> None:
    """Print what an index of so many cases takes."""
    cases, place = folder / "cases", folder / "index"
    collection = generated_collection(cases, size)
    analysis = cpu_of(lambda: [field_counts(document) and None for document in collection.documents])
    rebuild = cpu_of(lambda: WhooshBackend(place).rebuild(collection))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    time.sleep(2.5)  # a case written just now is not remembered
    open_fresh_index(cases, place, lambda _: None)
    megabytes = sum(path.stat().st_size for path in place.iterdir()) / 1e6
    every_posting = cpu_of(lambda: sum(1 for _ in term_impacts(open_index(place))))
    case = cases / "generated-000007.md"
    case.write_text(case.read_text(encoding="utf-8") + "\n改用了全新的浑天仪。\n", encoding="utf-8")

    def until_found() -> None:
        [hit] = answer(open_fresh_index(cases, place, lambda _: None), SearchQuery("浑天仪", limit=1)).hits
        assert hit.id == "generated-000007"

    update = cpu_of(until_found)
    seconds = f"{rebuild:.1f} | {analysis:.1f} | {update:.2f} | {every_posting:.1f}"
    print(f"| {size:,} | {seconds} | {megabytes:.1f} | {peak:.0f} |", flush=True)


def main() -> None:
    """Print one row a size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=[1000])
    print(f"| cases (goals: {GOALS}) | rebuild | of it analysis | one case changed | every posting | MB | peak MB |")
    print("|---:|---:|---:|---:|---:|---:|---:|")
    for size in parser.parse_args().sizes:
        with tempfile.TemporaryDirectory(prefix="kb-indexing-") as folder:
            print_row(Path(folder), size)


if __name__ == "__main__":
    main()
