"""What is written past Whoosh's own writer is a genuine Whoosh index: its readers and scorer find the same in it."""

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from whoosh import index, query
from whoosh.reading import IndexReader
from whoosh.scoring import BM25F, BaseScorer
from whoosh.searching import Searcher
from whoosh.util.numeric import byte_to_length

from benchmarks.corpus import generated_collection
from kb.search import Collection, SearchDocument
from kb.search.index.whoosh import WhooshBackend, _schema
from kb.search.ranking.bm25f import IMPACT_SCALE, K1, SCALE, mean_length, term_value, worth
from kb.search.ranking.fields import FIELDS
from kb.search.store.folder import IndexFolder
from kb.search.text.analyzer import query_terms
from kb.search.text.term_counts import field_counts

#: More than a block of postings holds.
SIZE = 132


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    return generated_collection(tmp_path_factory.mktemp("generated"), SIZE, paragraphs=1)


def stock_index(folder: Path, documents: tuple[SearchDocument, ...]) -> index.FileIndex:
    """Return what Whoosh's own writer makes of the same terms."""
    folder.mkdir()
    made = index.create_in(folder, _schema())
    writer = made.writer()
    for document in documents:
        counts = field_counts(document)
        fields = {name: " ".join(terms.elements()) for name, terms in counts.items() if terms}
        writer.add_document(id=document.id, **fields)
    writer.commit()
    return made


def our_index(folder: Path) -> index.FileIndex:
    return index.open_dir(folder / IndexFolder(folder).pointer().generation / "whoosh")


def contents(reader: IndexReader) -> Iterator[object]:
    """Yield all that Whoosh's reader says of every term, with documents by id."""
    names = {number: fields["id"] for number, fields in reader.iter_docs()}
    for field, term in reader.all_terms():
        info = reader.term_info(field, term)
        postings = sorted(
            (names[number], weight, value)
            for number, weight, value in _postings(reader, field, term)
            if number in names
        )
        if postings:
            yield field, term, postings, info.min_length(), info.max_length(), info.max_weight(), info.weight()


def _postings(reader: IndexReader, field: str, term: bytes) -> Iterator[tuple[int, float, bytes | None]]:
    matcher = reader.postings(field, term)
    while matcher.is_active():
        yield matcher.id(), matcher.weight(), matcher.value()
        matcher.next()


@pytest.fixture(scope="module")
def stock(collection: Collection, tmp_path_factory: pytest.TempPathFactory) -> Iterator[index.FileIndex]:
    made = stock_index(tmp_path_factory.mktemp("stock") / "index", collection.documents)
    yield made
    made.close()


@pytest.fixture(scope="module")
def ours(collection: Collection, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ours")
    WhooshBackend(folder).rebuild(collection)
    return folder


def test_every_term_reads_as_from_its_own_writer(ours: Path, stock: index.FileIndex) -> None:
    made = our_index(ours)
    with made.reader() as ours_reader, stock.reader() as stock_reader:
        found, expected = list(contents(ours_reader)), list(contents(stock_reader))
        assert len(expected) > 5_000
        assert found == expected
        for field in FIELDS:
            assert ours_reader.field_length(field.name) == stock_reader.field_length(field.name)
    made.close()


def test_after_changes_and_merges_every_term_reads_as_from_a_new_index(collection: Collection, tmp_path: Path) -> None:
    backend = WhooshBackend(tmp_path / "ours")
    documents = collection.documents
    for end in (5, 6, 7, 8, 9, 14, 10, 15):  # enough small segments for Whoosh to merge some; four documents go
        backend.rebuild(Collection(documents[:end], collection.facets))
    expected_index, made = stock_index(tmp_path / "stock", documents[:15]), our_index(tmp_path / "ours")
    with made.reader() as ours_reader, expected_index.reader() as stock_reader:
        assert (
            [entry[:3] for entry in map(tuple, contents(ours_reader))]
            == [  # type: ignore[call-overload]
                entry[:3]
                for entry in map(tuple, contents(stock_reader))  # type: ignore[call-overload]
            ]
        )
    made.close()
    expected_index.close()


@pytest.mark.parametrize("text", ["听评课", "教师人数不够怎么办", "平板 口语练习", "乡镇中心校校长", "2016 光纤"])
def test_its_own_searcher_finds_the_same_documents_in_the_same_order(
    ours: Path, stock: index.FileIndex, text: str
) -> None:
    """Over every field and over one: what Whoosh's BM25F makes of our files and of its own is equal to the last bit."""
    terms = query_terms(text)
    weighting = BM25F(K1=K1, **{f"{field.name}_B": field.b for field in FIELDS})
    found = []
    made = our_index(ours)
    for each in (made, stock):
        with each.searcher(weighting=weighting) as searcher:
            asked = query.Or([query.Term(field.name, term, boost=field.boost) for field in FIELDS for term in terms])
            found.append([(hit["id"], hit.score) for hit in searcher.search(asked, limit=None)])
    made.close()
    assert found[0]
    assert dict(found[0]) == dict(found[1])
    assert [score for _, score in found[0]] == [score for _, score in found[1]]


def test_its_own_hits_tell_the_whole_document_whatever_segment_it_is_in(collection: Collection, tmp_path: Path) -> None:
    backend = WhooshBackend(tmp_path)
    for end in (SIZE - 2, SIZE - 1, SIZE):
        backend.rebuild(Collection(collection.documents[:end], collection.facets))
    made = our_index(tmp_path)
    with made.searcher() as searcher:
        assert len(searcher.reader().leaf_readers()) == 3
        told = [json.loads(hit["document"]) for hit in searcher.search(query.Every(), limit=None)]
    made.close()
    found = {(one["id"], one["title"], one["date"], *one["fields"]["body"]) for one in told}
    assert found == {(each.id, each.title, each.date, *each.fields["body"]) for each in collection.documents}


class OurNumbers(BM25F):
    """Whoosh's scorer with our rarity, which it counts by another formula, and our means, which move in steps."""

    def idf(self, searcher: Searcher, fieldname: str, text: bytes) -> float:
        found = searcher.reader().doc_frequency(fieldname, text)
        return term_value(text.decode("utf-8"), found, searcher.reader().doc_count())

    def scorer(self, searcher: Searcher, fieldname: str, text: bytes, qf: int = 1) -> BaseScorer:
        scorer = super().scorer(searcher, fieldname, text, qf)
        scorer.avgfl = mean_length(searcher.reader().field_length(fieldname), searcher.reader().doc_count())
        return scorer


def of_exact_length(name: str, text: str) -> SearchDocument:
    """Return a document of one field, cut to a length that Whoosh, which keeps one byte for it, keeps exactly."""
    exact = {byte_to_length(byte) for byte in range(256)}
    while (document := SearchDocument(name, "", fields={"body": (text,)})) and text:
        if field_counts(document)["body"].total() in exact:
            return document
        text = text[:-1]
    raise AssertionError(name)


@pytest.fixture(scope="module")
def one_field(collection: Collection, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("one-field")
    documents = (
        of_exact_length(each.id, each.fields["body"][0][: 50 + number % 40])
        for number, each in enumerate(collection.documents)
    )
    WhooshBackend(folder).rebuild(Collection(tuple(documents)))
    return folder


@pytest.mark.parametrize("text", ["听评课", "教师人数不够怎么办", "平板 口语练习", "每周两次集体备课", "走访中的数字"])
def test_the_impact_index_ranks_like_its_own_bm25f_scorer(one_field: Path, text: str) -> None:
    terms = query_terms(text)
    opened = IndexFolder(one_field).open_index()
    scores = opened.scores(terms)
    ours = {opened.record(number).id: score for number, score in scores.ranked(scores.reaching(1), opened.size)}
    made = our_index(one_field)
    with made.searcher(weighting=OurNumbers(B=0.75, K1=K1)) as searcher:
        asked = query.Or([query.Term("body", term) for term in terms])
        theirs = {hit["id"]: hit.score for hit in searcher.search(asked, limit=None)}
    made.close()
    assert ours.keys() == theirs.keys()
    assert len(ours) > 5
    # What a term is worth and its impacts are whole numbers: nothing else may set the two apart.
    worths = [worth(term, opened.matching(term), opened.size) for term in terms]
    apart = sum(value / IMPACT_SCALE + 0.5 for value in worths) + 1
    assert all(abs(ours[name] - theirs[name] * SCALE) <= apart for name in ours)
    by_theirs = sorted(theirs, key=lambda name: (-theirs[name], name))
    for better, worse in pairwise(by_theirs):
        if (theirs[better] - theirs[worse]) * SCALE > 2 * apart:
            assert ours[better] > ours[worse]
