"""What a build remembers of the index for the next one is what it would find out again."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from kb.publish.build.index_source import SiteIndex
from kb.publish.search_index.row_cache import rows_from
from kb.search import Collection, SearchDocument
from kb.search.impacts.array_sums import ArraySums
from kb.search.impacts.export import term_impacts
from kb.search.impacts.reader import ImpactIndex
from kb.search.impacts.term_table import impacts_on, term_table
from kb.search.index.whoosh import WhooshBackend
from kb.search.ranking.more_like_this import Likeness
from kb.search.store.folder import IndexFolder
from tests.contract.test_additions import altered, collection, steps

__all__ = ["collection"]

Documents = dict[str, SearchDocument]


def opened(folder: Path) -> ImpactIndex:
    return IndexFolder(folder).open_index(ArraySums)


def told_apart(documents: Mapping[str, SearchDocument]) -> dict[str, str]:
    return {name: repr(document) for name, document in documents.items()}


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
def test_rows_taken_over_are_those_written_anew(
    exact_size: int, collection: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kb.publish.search_index.row_cache.EXACT_SIZE", exact_size)
    for documents, grown, at_once in stepwise(collection, tmp_path):
        rows = list(SiteIndex(grown, told_apart(documents), tmp_path / "memory").rows())
        assert rows == list(rows_from(term_impacts(at_once), at_once.size))


def test_what_reads_alike_is_remembered_as_it_would_be_looked_up(collection: Collection, tmp_path: Path) -> None:
    remembered = []
    for documents, grown, at_once in stepwise(collection, tmp_path):
        index = SiteIndex(grown, told_apart(documents), tmp_path / "memory")
        remembered.append(len(index.likeness.known))
        afresh = Likeness(at_once)
        for name in documents:
            assert index.likeness.nearest(name) == afresh.nearest(name)
        index.keep_likeness()
    assert remembered[0] == 0
    assert max(remembered) > len(documents) // 2, "nothing was remembered"
    assert max(remembered) < len(documents), "a change was not noticed"


def test_only_what_a_change_touches_is_written_anew(
    collection: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend = WhooshBackend(tmp_path / "index")
    backend.rebuild(collection)
    documents = {document.id: document for document in collection.documents}
    memory = tmp_path / "memory"
    all_rows = list(SiteIndex(opened(tmp_path / "index"), told_apart(documents), memory).rows())
    before = collection.documents[7]
    # It keeps its place in a tie: otherwise all that come after it are numbered anew.
    changed = replace(altered(before, random.Random(5)), date=before.date, evidence=before.evidence)
    backend.amend([changed], (), lambda _: collection.facets)
    documents[changed.id] = changed
    written = []
    real = rows_from
    monkeypatch.setattr(
        "kb.publish.search_index.row_cache.rows_from",
        lambda impacts, size: (written.append(row) or row for row in real(impacts, size)),
    )
    rows = list(SiteIndex(opened(tmp_path / "index"), told_apart(documents), memory).rows())
    assert rows != all_rows
    assert 0 < len(written) < len(rows) // 3


@pytest.mark.parametrize("damage", [b"", b"no checksum\n{}", b"\xff" * 50, None])
def test_a_damaged_memory_is_no_memory(damage: bytes | None, collection: Collection, tmp_path: Path) -> None:
    WhooshBackend(tmp_path / "index").rebuild(collection)
    grown = opened(tmp_path / "index")
    hashes = told_apart({document.id: document for document in collection.documents})
    memory = tmp_path / "memory"

    def found() -> tuple[object, object]:
        index = SiteIndex(grown, hashes, memory)
        nearest = [index.likeness.nearest(name) for name in hashes]
        index.keep_likeness()
        return nearest, list(index.rows())

    first = found()
    for file in sorted(memory.iterdir()):
        data = file.read_bytes()
        file.write_bytes(data[: len(data) // 2] if damage is None else damage)
    assert found() == first
    assert found() == first
