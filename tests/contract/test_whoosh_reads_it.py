"""What is written with another pool is a genuine Whoosh index: its own readers and searcher find the same in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from whoosh import index, query
from whoosh.scoring import WeightingModel, WeightScorer

from benchmarks.corpus import generated_collection
from kb.search import Collection
from kb.search.index.whoosh import NAME, open_index
from kb.search.index.whoosh_backend import WhooshBackend
from kb.search.ranking.bm25f import impact, mean_lengths, weighted_frequency
from kb.search.text.term_counts import field_counts

#: More than a block of postings holds.
SIZE = 132


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    return generated_collection(tmp_path_factory.mktemp("generated"), SIZE, paragraphs=1)


@pytest.fixture(scope="module")
def folder(collection: Collection, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an index of three segments."""
    folder = tmp_path_factory.mktemp("index")
    for end in (SIZE - 2, SIZE - 1, SIZE):
        WhooshBackend(folder).rebuild(Collection(collection.documents[:end], collection.facets))
    assert len(open_index(folder).segments) == 3
    return folder


@pytest.fixture
def stock(folder: Path) -> Iterator[index.FileIndex]:
    opened = index.open_dir(folder, NAME)
    yield opened
    opened.close()


def test_every_posting_weighs_its_impact(collection: Collection, stock: index.FileIndex) -> None:
    counted = {document.id: field_counts(document) for document in collection.documents}
    lengths = {name: {field: terms.total() for field, terms in each.items()} for name, each in counted.items()}
    means = mean_lengths(lengths.values())
    expected: dict[tuple[str, str], int] = {}
    for name, fields in counted.items():
        for term in set().union(*fields.values()):
            counts = {field: terms[term] for field, terms in fields.items() if term in terms}
            expected[term, name] = impact(weighted_frequency(counts, lengths[name], means))
    found: dict[tuple[str, str], int] = {}
    with stock.reader() as reader:
        names = {number: stored["id"] for number, stored in reader.iter_docs()}
        for term in reader.lexicon("terms"):
            matcher = reader.postings("terms", term)
            while matcher.is_active():
                found[term.decode(), names[matcher.id()]] = matcher.weight()
                matcher.next()
    assert found == expected


class ByImpact(WeightingModel):  # type: ignore[misc]  # Whoosh ships no types
    """Score a posting by its weight."""

    def scorer(self, searcher: object, fieldname: str, text: bytes, qf: int = 1) -> WeightScorer:
        return WeightScorer(1.0)


def test_its_searcher_finds_what_ours_does(folder: Path, stock: index.FileIndex) -> None:
    opened = open_index(folder)
    for term in ("教师", "平板", "听评"):
        ours = opened.scores_weighted({term: 1 << 16})
        by_id = {opened.record(number).id: score for number, score in ours.ranked(ours.at_least(1), SIZE)}
        with stock.searcher(weighting=ByImpact()) as searcher:
            theirs = searcher.search(query.Term("terms", term), limit=None)
            assert {hit["id"]: hit.score for hit in theirs} == by_id
            assert len(by_id) > 5
        with stock.searcher() as searcher:
            found = {hit["id"] for hit in searcher.search(query.Term("facets", "evidence=1"), limit=None)}
        holding = opened.with_value("evidence", "1")
        assert len(found) == holding.bit_count()
