"""Measure writing beside Whoosh's own writer: ``python -m benchmarks.indexing 1000 10000``.

The first table is what a whole rebuild takes, and what one changed case takes after it: from its file to the answer of
a search, in the same process. In the second, both writers get the same counted terms in the same process; the stock one
gets them as text parted by spaces. Ours also writes the impacts, which the stock one does without. CPU seconds.
"""

import argparse
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from whoosh import index
from whoosh.fields import STORED

from benchmarks.corpus import generated_collection
from kb.entrypoints.index_refresh import open_fresh_index
from kb.search import Collection, SearchDocument, SearchQuery
from kb.search.answer import answer
from kb.search.impacts.writer import write_segment
from kb.search.index.postings import PostingCollector, mean_lengths
from kb.search.index.whoosh import WhooshBackend, _schema, _told, _write_documents
from kb.search.index.whoosh_blocks import SortedWriter
from kb.search.text.term_counts import field_counts

#: The stock writer is measured on at most so many documents: it is flat, and takes an hour for 60,000.
STOCK_AT_MOST = 1000

Counts = dict[str, Counter[str]]


def cpu_of(work: Callable[[], object]) -> float:
    """Return the CPU seconds that the work took."""
    start = time.process_time()
    work()
    return time.process_time() - start


def bytes_in(folder: Path) -> int:
    """Return the size of all files in the folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def write_stock(folder: Path, documents: Sequence[SearchDocument], counts: Sequence[Counts]) -> None:
    """Write an index as Whoosh's users do."""
    folder.mkdir()
    schema = _schema()
    schema.remove("document")
    schema.add("document", STORED)
    made = index.create_in(folder, schema)
    writer = made.writer()
    for document, fields in zip(documents, counts, strict=True):
        texts = {name: " ".join(terms.elements()) for name, terms in fields.items() if terms}
        writer.add_document(id=document.id, document=_told(document).decode(), **texts)
    writer.commit()
    made.close()


def write_ours(folder: Path, documents: Sequence[SearchDocument], counts: Sequence[Counts]) -> None:
    """Write the same index as this project does, with its impacts."""
    (folder / "whoosh").mkdir(parents=True)
    collector = PostingCollector()
    for fields in counts:
        collector.add(fields)
    postings = collector.sorted()
    made = index.create_in(folder / "whoosh", _schema())
    digests = _write_documents(SortedWriter(made), documents, postings)
    made.close()
    write_segment(folder / "impacts.bin", documents, digests, postings, mean_lengths(postings))


def print_writers(folder: Path, collection: Collection) -> None:
    """Print both writers side by side."""
    documents = collection.documents[:STOCK_AT_MOST]
    counts = [field_counts(document) for document in documents]
    stock = cpu_of(lambda: write_stock(folder / "stock", documents, counts))
    ours = cpu_of(lambda: write_ours(folder / "ours", documents, counts))
    size = len(documents)
    whoosh = bytes_in(folder / "ours" / "whoosh")
    print("| writer | documents | CPU-s | documents/CPU-s | bytes/document |\n|---|---:|---:|---:|---:|")
    for name, cpu, taken in (
        ("stock Whoosh", stock, bytes_in(folder / "stock")),
        ("ours, of it Whoosh's files", ours, whoosh),
        ("ours, with the impacts", ours, bytes_in(folder / "ours")),
    ):
        print(f"| {name} | {size:,} | {cpu:.1f} | {size / cpu:.0f} | {taken / size:,.0f} |")
    print(f"\nours is {stock / ours:.1f} times as fast (goal 5)\n")


def print_rebuild(folder: Path, size: int) -> None:
    """Print what a rebuild takes in all, and what follows one changed case."""
    cases, place = folder / "cases", folder / "index"
    collection = generated_collection(cases, size)
    analysis = cpu_of(lambda: [field_counts(document) and None for document in collection.documents])
    rebuild = cpu_of(lambda: WhooshBackend(place).rebuild(collection))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    time.sleep(2.5)  # a case written just now is not remembered
    open_fresh_index(cases, place, lambda _: None)
    case = cases / "generated-000007.md"
    case.write_text(case.read_text(encoding="utf-8") + "\n改用了全新的浑天仪。\n", encoding="utf-8")

    def until_found() -> None:
        [hit] = answer(open_fresh_index(cases, place, lambda _: None), SearchQuery("浑天仪", limit=1)).hits
        assert hit.id == "generated-000007"

    update = cpu_of(until_found)
    generation = max(place.glob("g-*"), key=lambda path: int(path.name[2:]))
    parts = (bytes_in(generation / "whoosh"), sum(path.stat().st_size for path in generation.glob("impacts-*.bin")))
    print("| cases | rebuild CPU-s | of it analysis | one case changed CPU-s | Whoosh MB | impacts MB | peak MB |")
    print("|---:|---:|---:|---:|---:|---:|---:|")
    megabytes = " | ".join(f"{part / 1e6:.1f}" for part in parts)
    print(f"| {size:,} | {rebuild:.1f} | {analysis:.1f} | {update:.2f} | {megabytes} | {peak:.0f} |", flush=True)


def main() -> None:
    """Print both tables for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=[1000])
    for size in parser.parse_args().sizes:
        with tempfile.TemporaryDirectory(prefix="kb-indexing-") as folder:
            print_rebuild(Path(folder), size)
            print_writers(Path(folder), generated_collection(Path(folder) / "stock-cases", min(size, STOCK_AT_MOST)))


if __name__ == "__main__":
    main()
