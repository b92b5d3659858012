"""Rows of the browser's index from the cache are those written anew."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.corpus import generated_collection
from kb.content.cache import Cache
from kb.publish.search_index.impacts import impacts_of
from kb.publish.search_index.row_cache import cached_rows, rows_from
from kb.search import Collection
from kb.search.index.numpy_accumulator import NumpyAccumulator
from kb.search.index.whoosh import WhooshIndex, open_index
from kb.search.index.whoosh_backend import WhooshBackend
from tests.contract.test_additions import altered, collection, steps

__all__ = ["collection"]


def opened(folder: Path) -> WhooshIndex:
    return open_index(folder, NumpyAccumulator)


def test_rows_from_the_cache_are_those_written_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    collection = generated_collection(tmp_path / "cases", 40, paragraphs=1)
    backend = WhooshBackend(tmp_path / "index")
    backend.rebuild(collection)
    caches = {size: Cache(tmp_path / f"{size}.sqlite") for size in (500, 20)}
    for changed, gone, now in steps(collection, 6):
        if backend.amend(changed, gone, lambda _: collection.facets) is None:
            backend.rebuild(now)
        grown = opened(tmp_path / "index")
        impacts = list(impacts_of(sorted(now.documents, key=lambda document: document.tie_key)))
        for exact_size, cache in caches.items():
            monkeypatch.setattr("kb.publish.search_index.row_cache.EXACT_SIZE", exact_size)
            assert list(cached_rows(grown, cache)) == list(rows_from(impacts, len(now.documents)))


def test_only_what_a_change_touches_is_written_anew(
    collection: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = Cache(tmp_path / "cache.sqlite")

    def rows() -> list[tuple[str, str, int]]:
        return list(cached_rows(opened(tmp_path / "index"), cache))

    backend = WhooshBackend(tmp_path / "index")
    backend.rebuild(collection)
    all_rows = rows()
    before = collection.documents[7]
    # It keeps its place in a tie: otherwise all that come after it are numbered anew.
    changed = replace(altered(before, random.Random(5)), date=before.date, evidence=before.evidence)
    backend.amend([changed], (), lambda _: collection.facets)
    written = []
    real = rows_from
    monkeypatch.setattr(
        "kb.publish.search_index.row_cache.rows_from",
        lambda impacts, size: (written.append(row) or row for row in real(impacts, size)),
    )
    assert rows() != all_rows
    assert 0 < len(written) < len(all_rows) // 3
