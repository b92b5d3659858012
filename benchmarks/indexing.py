"""Measure writing beside Whoosh's own writer: ``python -m benchmarks.indexing 1000``.

Both writers get the same counted terms in the same process; the stock one gets them as text parted by spaces. The
second table is what a whole rebuild takes, and what one changed case takes after it. CPU seconds.
"""

import argparse
import json
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from whoosh import index

from benchmarks.corpus import write_corpus
from kb.content import read_corpus
from kb.search import Collection, SearchDocument
from kb.search.backends.memory import field_counts
from kb.search.backends.whoosh import WhooshBackend, _schema
from kb.search.backends.whoosh_blocks import CountedWriter
from kb.search.case_document import collection_of

#: The stock writer is measured on at most so many documents: it is flat, and takes an hour for 60,000.
STOCK_AT_MOST = 1000

Counts = dict[str, Counter[str]]


def generated_collection(folder: Path, size: int) -> Collection:
    """Return so many generated cases as search documents."""
    write_corpus(folder, size)
    corpus = read_corpus(folder).corpus
    assert corpus is not None
    return collection_of(corpus)


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
    made = index.create_in(folder, _schema())
    writer = made.writer()
    for document, fields in zip(documents, counts, strict=True):
        texts = {name: " ".join(terms.elements()) for name, terms in fields.items() if terms}
        writer.add_document(id=document.id, digest=document.id, document=_stored(document), **texts)
    writer.commit()
    made.close()


def write_counted(folder: Path, documents: Sequence[SearchDocument], counts: Sequence[Counts]) -> None:
    """Write the same index as this project does."""
    folder.mkdir()
    made = index.create_in(folder, _schema())
    writer = CountedWriter(made)
    for document, fields in zip(documents, counts, strict=True):
        writer.add_counted({"id": document.id}, {"digest": document.id, "document": _stored(document)}, fields)
    writer.commit()
    made.close()


def _stored(document: SearchDocument) -> str:
    return json.dumps(asdict(document), ensure_ascii=False)


def print_writers(folder: Path, collection: Collection) -> None:
    """Print both writers side by side."""
    documents = collection.documents[:STOCK_AT_MOST]
    counts = [field_counts(document) for document in documents]
    stock = cpu_of(lambda: write_stock(folder / "stock", documents, counts))
    ours = cpu_of(lambda: write_counted(folder / "counted", documents, counts))
    size = len(documents)
    print("| writer | documents | CPU-s | documents/CPU-s | bytes/document |\n|---|---:|---:|---:|---:|")
    for name, cpu, place in (("stock Whoosh", stock, "stock"), ("ours", ours, "counted")):
        print(f"| {name} | {size:,} | {cpu:.1f} | {size / cpu:.0f} | {bytes_in(folder / place) / size:,.0f} |")
    print(f"\nours is {stock / ours:.1f} times as fast (goal 5)\n")


def print_rebuild(folder: Path, collection: Collection) -> None:
    """Print what a rebuild takes in all, and what follows one changed document."""
    size = len(collection.documents)
    backend = WhooshBackend(folder / "index")
    analysis = cpu_of(lambda: [field_counts(document) for document in collection.documents])
    rebuild = cpu_of(lambda: backend.rebuild(collection))
    first, *others = collection.documents
    changed = Collection((replace(first, title=f"{first.title}（改）"), *others), collection.facets)
    update = cpu_of(lambda: backend.rebuild(changed))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    generation = max((folder / "index").glob("g-*"), key=lambda path: int(path.name[2:]))
    parts = (bytes_in(generation / "whoosh"), (generation / "impacts.bin").stat().st_size)
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
            collection = generated_collection(Path(folder) / "cases", size)
            print_writers(Path(folder), collection)
            print_rebuild(Path(folder), collection)


if __name__ == "__main__":
    main()
