"""Measure how well and how fast plain documents are found, through the very search that cases go through."""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kb.errors import SearchError
from kb.search.document import Collection, SearchDocument
from kb.search.query.search_query import SearchQuery
from kb.search.results import SearchResults

#: Ranks looked at.
DEPTH = 10


@dataclass(frozen=True)
class Judged:
    """One query with the documents that answer it."""

    text: str
    gold: frozenset[str]


@dataclass(frozen=True)
class Measures:
    """What a file of queries scored; times are wall-clock milliseconds for one query."""

    queries: int
    mrr: float
    recall_at_1: float
    recall_at_10: float
    p50_ms: float
    p95_ms: float


def read_documents(path: Path) -> Collection:
    """Read ``{"id", "title", "text"}`` lines as a collection."""
    documents: dict[str, SearchDocument] = {}
    for entry in _lines(path):
        name, title, text = _text(path, entry, "id"), _whole(entry.get("title") or ""), _whole(entry.get("text") or "")
        if name in documents:
            raise SearchError(f"{path} 里有两篇文档的 id 都是 {name}。")
        fields = {field: (value,) for field, value in (("title", title), ("body", text)) if value}
        documents[name] = SearchDocument(name, title, fields=fields)
    return Collection(tuple(documents.values()))


def read_queries(path: Path) -> tuple[Judged, ...]:
    """Read ``{"id", "text", "gold"}`` lines; ``gold`` is one document's id or a list of them."""
    judged = []
    for entry in _lines(path):
        gold = entry.get("gold")
        judged.append(
            Judged(_text(path, entry, "text"), frozenset(map(_whole, gold if isinstance(gold, list) else [gold])))
        )
    return tuple(judged)


def measure(search: Callable[[SearchQuery], SearchResults], queries: Sequence[Judged]) -> Measures:
    """Run the queries one after the other."""
    reciprocal = first = found = 0.0
    times = []
    for judged in queries:
        started = time.perf_counter()
        results = search(SearchQuery(judged.text, limit=DEPTH))
        times.append((time.perf_counter() - started) * 1000)
        rank = next((rank for rank, hit in enumerate(results.hits, 1) if hit.id in judged.gold), None)
        if rank is not None:
            reciprocal += 1 / rank
            first += rank == 1
            found += 1
    count = max(len(queries), 1)
    times.sort()
    return Measures(
        queries=len(queries),
        mrr=reciprocal / count,
        recall_at_1=first / count,
        recall_at_10=found / count,
        p50_ms=times[len(times) // 2] if times else 0.0,
        p95_ms=times[int(len(times) * 0.95)] if times else 0.0,
    )


def _lines(path: Path) -> Iterator[dict[str, object]]:
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, 1):
                if not line.strip():
                    continue
                try:
                    entry = json.loads(line)
                except (ValueError, RecursionError):
                    entry = None
                if not isinstance(entry, dict):
                    raise SearchError(f'{path}:{number} 不是一个 JSON 对象。每行应写一个，如 {{"id": …}}。')
                yield entry
    except (OSError, UnicodeDecodeError) as error:
        raise SearchError(f"{path} 读不出来：{error}。") from error


def _text(path: Path, entry: dict[str, object], key: str) -> str:
    value = entry.get(key)
    if value is None:
        raise SearchError(f"{path} 里有一行没有 {key}：{json.dumps(entry, ensure_ascii=False)[:80]}")
    return _whole(value)


def _whole(value: object) -> str:
    """Return a value as text without halves of characters, which JSON can write and nothing can store."""
    return str(value).encode("utf-8", "ignore").decode("utf-8")
