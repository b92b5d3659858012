"""Rows of the browser's index from the cache are those written anew."""

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from kb.content.cache import Cache
from kb.publish.search_index.row_cache import cached_rows, rows_from
from kb.search import Collection, SearchDocument
from kb.search.impacts.array_sums import ArraySums
from kb.search.impacts.export import term_impacts
from kb.search.impacts.reader import ImpactIndex
from kb.search.impacts.term_table import impacts_on, term_table
from kb.search.index.whoosh import WhooshBackend
from kb.search.store.folder import IndexFolder
from tests.contract.test_additions import altered, collection, steps

__all__ = ["collection"]

Documents = dict[str, SearchDocument]


def opened(folder: Path) -> ImpactIndex:
    return IndexFolder(folder).open_index(ArraySums)


def stepwise(collection: Collection, folder: Path) -> Iterator[tuple[Documents, ImpactIndex, ImpactIndex]]:
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


def test_a_term_has_one_digest_whatever_segments_its_documents_lie_in(collection: Collection, tmp_path: Path) -> None:
    before = None
    for _, grown, at_once in stepwise(collection, tmp_path):
        table, other = term_table(grown), term_table(at_once)
        assert table.terms == other.terms
        assert table.counts == other.counts == [at_once.matching(term) for term in other.terms]
        assert np.array_equal(table.digests, other.digests)
        # Not one that every term has, and not one that stays when documents change.
        assert len(set(table.digests.tolist())) > len(table.terms) // 4
        assert before is None or not np.array_equal(table.digests, before)
        before = table.digests
        for name, number in random.Random(1).sample(sorted(grown.numbers_by_id().items()), 3):
            assert impacts_on(grown, number) == impacts_on(at_once, at_once.numbers_by_id()[name])


@pytest.mark.parametrize("exact_size", [500, 20])
def test_rows_from_the_cache_are_those_written_anew(
    exact_size: int, collection: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kb.publish.search_index.row_cache.EXACT_SIZE", exact_size)
    cache = Cache(tmp_path / "cache.sqlite")
    for _, grown, at_once in stepwise(collection, tmp_path):
        rows = list(cached_rows(grown, term_table(grown), cache))
        assert rows == list(rows_from(term_impacts(at_once), at_once.size))


def test_only_what_a_change_touches_is_written_anew(
    collection: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = Cache(tmp_path / "cache.sqlite")

    def rows() -> list[tuple[str, str, int]]:
        index = opened(tmp_path / "index")
        return list(cached_rows(index, term_table(index), cache))

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
