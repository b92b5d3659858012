"""Rows of the browser's index from the cache are those written anew."""

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kb.content.cache import Cache
from kb.publish.search_index.impacts import term_impacts
from kb.publish.search_index.row_cache import cached_rows, rows_from
from kb.search import Collection, SearchDocument
from kb.search.index.numpy_accumulator import NumpyAccumulator
from kb.search.index.whoosh import WhooshIndex, open_index
from kb.search.index.whoosh_backend import WhooshBackend
from tests.contract.test_additions import altered, collection, steps

__all__ = ["collection"]

Documents = dict[str, SearchDocument]


def opened(folder: Path) -> WhooshIndex:
    return open_index(folder, NumpyAccumulator)


def stepwise(collection: Collection, folder: Path) -> Iterator[tuple[Documents, WhooshIndex, WhooshIndex]]:
    """Yield, change after change, the documents, their index that grew with them, and one made at once."""
    backend = WhooshBackend(folder / "stepwise")
    backend.rebuild(collection)
    documents = {document.id: document for document in collection.documents}
    for number, (changed, gone) in enumerate([([], set()), *steps(collection)]):
        documents.update((document.id, document) for document in changed)
        for name in gone:
            documents.pop(name, None)
        now = Collection(tuple(documents.values()), collection.facets)
        if backend.amend(changed, gone, lambda _: collection.facets) is None:
            backend.rebuild(now)
        at_once = folder / f"at-once-{number}"
        WhooshBackend(at_once).rebuild(now)
        yield documents, opened(folder / "stepwise"), opened(at_once)


@pytest.mark.parametrize("exact_size", [500, 20])
def test_rows_from_the_cache_are_those_written_anew(
    exact_size: int, collection: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kb.publish.search_index.row_cache.EXACT_SIZE", exact_size)
    cache = Cache(tmp_path / "cache.sqlite")
    for _, grown, at_once in stepwise(collection, tmp_path):
        rows = list(cached_rows(grown, cache))
        assert rows == list(rows_from(term_impacts(at_once), at_once.size))


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
