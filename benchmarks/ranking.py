"""Measure ranking, warm, beside tantivy and SQLite FTS5: ``python -m benchmarks.ranking 1000 10000``.

The peers get the terms of title, summary and body, parted by spaces; ours has all fields, and scores every match
because facet counts need them. All are asked for the ten best documents that hold any of the same question terms.
``answer`` is the whole of what ``kb search`` does: query language, corrections, facets, snippets. CPU milliseconds.
"""

import argparse
import importlib.util
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks import words
from benchmarks.corpus import generated_collection
from kb.search import Collection, SearchDocument, SearchQuery
from kb.search.answer import answer
from kb.search.index.numpy_accumulator import NumpyAccumulator
from kb.search.index.whoosh import WhooshIndex, open_index
from kb.search.index.whoosh_backend import WhooshBackend
from kb.search.ranking.bm25f import min_score
from kb.search.text.analyzer import count_terms, query_terms
from kb.search.text.fold import fold

SEED = 20140224
QUERIES = 200
TOP = 10
_PATTERNS = (
    "{subject}课怎么用{device}做{activity}",
    "{difficulty}怎么办",
    "谁来组织{activity}，{person}要做什么",
    "{device}买来以后由谁维护",
    "{activity}和{activity2}哪个更花时间",
)

Ask = Callable[[Sequence[str]], object]


def questions() -> list[str]:
    """Return questions as people type them, always the same ones."""
    draw = random.Random(SEED)
    return [
        draw.choice(_PATTERNS).format(
            subject=draw.choice(words.SUBJECTS),
            device=draw.choice(words.DEVICES),
            activity=draw.choice(words.ACTIVITIES),
            activity2=draw.choice(words.ACTIVITIES),
            person=draw.choice(words.PEOPLE),
            difficulty=draw.choice(words.DIFFICULTIES),
        )
        for _ in range(QUERIES)
    ]


def _text(document: SearchDocument) -> str:
    texts = [text for name in ("title", "summary", "body") for text in document.fields.get(name, ())]
    return " ".join(term for text in texts for term in count_terms(fold(text)).elements())


def fts5(documents: Sequence[SearchDocument]) -> Ask:
    """Return SQLite's full-text search over the documents, in memory."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE cases USING fts5(text, content='', tokenize='unicode61')")
    rows = ((number, _text(document)) for number, document in enumerate(documents))
    database.executemany("INSERT INTO cases(rowid, text) VALUES (?, ?)", rows)
    database.execute("INSERT INTO cases(cases) VALUES ('optimize')")

    def ask(terms: Sequence[str]) -> object:
        asked = " OR ".join(f'"{term}"' for term in terms)
        statement = "SELECT rowid, rank FROM cases WHERE cases MATCH ? ORDER BY rank LIMIT ?"
        return database.execute(statement, (asked, TOP)).fetchall()

    return ask


def tantivy_search(documents: Sequence[SearchDocument]) -> Ask | None:
    """Return tantivy's search over the documents, or None where it is not installed."""
    if importlib.util.find_spec("tantivy") is None:
        return None
    import tantivy  # a peer to measure against, not a dependency

    schema = tantivy.SchemaBuilder().add_text_field("text", tokenizer_name="whitespace", index_option="freq").build()
    index = tantivy.Index(schema)
    writer = index.writer(heap_size=200_000_000, num_threads=1)
    for document in documents:
        writer.add_document(tantivy.Document(text=_text(document)))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def ask(terms: Sequence[str]) -> object:
        should = [
            (tantivy.Occur.Should, tantivy.Query.term_query(schema, "text", term, index_option="freq"))
            for term in terms
        ]
        return searcher.search(tantivy.Query.boolean_query(should), TOP).hits

    return ask


def ours(index: WhooshIndex) -> Ask:
    """Return the ranking alone."""

    def ask(terms: Sequence[str]) -> object:
        scores = index.scores(terms)
        return scores.ranked(scores.at_least(min_score(scores.best())), TOP)

    return ask


def times(ask: Callable[[str], object], asked: Sequence[str]) -> tuple[float, float]:
    """Return the median and the 95th percentile, in CPU milliseconds; the first round warms up."""
    for text in asked[: QUERIES // 4]:
        ask(text)
    taken = []
    for text in asked:
        start = time.process_time_ns()
        ask(text)
        taken.append((time.process_time_ns() - start) / 1e6)
    return statistics.median(taken), statistics.quantiles(taken, n=20)[-1]


def print_rows(folder: Path, size: int) -> None:
    """Print one row an engine."""
    whole = generated_collection(folder / "cases", size)
    WhooshBackend(folder / "index").rebuild(Collection(whole.documents, whole.facets))
    index = open_index(folder / "index", NumpyAccumulator)
    plain = open_index(folder / "index")
    peers: dict[str, Ask | None] = {
        "ours, ranking": ours(index),
        "ours, ranking without numpy": ours(plain),
        "tantivy": tantivy_search(whole.documents),
        "SQLite FTS5": fts5(whole.documents),
    }
    asked = questions()
    for name, ask in peers.items():
        if ask is None:
            print(f"| {size:,} | {name} | not installed | |", flush=True)
            continue
        p50, p95 = times(lambda text, ask=ask: ask(query_terms(text)), asked)  # type: ignore[misc]
        print(f"| {size:,} | {name} | {p50:.2f} | {p95:.2f} |", flush=True)
    p50, p95 = times(lambda text: answer(index, SearchQuery(text)), asked)
    print(f"| {size:,} | ours, answer | {p50:.2f} | {p95:.2f} |", flush=True)


def main() -> None:
    """Print a table of all engines for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=[1000])
    print("| cases | engine | p50 ms | p95 ms |\n|---:|---|---:|---:|")
    for size in parser.parse_args().sizes:
        with tempfile.TemporaryDirectory(prefix="kb-ranking-") as folder:
            print_rows(Path(folder), size)


if __name__ == "__main__":
    main()
