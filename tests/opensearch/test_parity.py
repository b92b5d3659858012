"""Whole results are those of the Whoosh index, to the thousandth, on generated cases and queries of every kind."""

from collections.abc import Callable

import pytest

from benchmarks.corpus import generated_collection
from benchmarks.queries import generated_queries
from kb.search import Collection, SearchQuery, SearchResults
from kb.search.answer import answer
from kb.search.index.numpy_accumulator import NumpyAccumulator
from kb.search.index.opensearch_backend import OpenSearchBackend
from kb.search.index.whoosh import open_index
from kb.search.index.whoosh_backend import WhooshBackend

SIZE, QUERIES = 1000, 150

Ask = Callable[[SearchQuery], SearchResults]


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    return generated_collection(tmp_path_factory.mktemp("generated"), SIZE, paragraphs=2)


@pytest.fixture(scope="module")
def whoosh(collection: Collection, tmp_path_factory: pytest.TempPathFactory) -> Ask:
    folder = tmp_path_factory.mktemp("index")
    WhooshBackend(folder).rebuild(collection)
    index = open_index(folder, NumpyAccumulator)
    return lambda query: answer(index, query)


@pytest.fixture(scope="module", params=[1, 3], ids=["one shard", "three shards"])
def backend(
    request: pytest.FixtureRequest, collection: Collection, new_backend: Callable[..., OpenSearchBackend]
) -> OpenSearchBackend:
    backend = new_backend(shards=request.param)
    backend.rebuild(collection)
    return backend


def test_every_result_is_the_same(backend: OpenSearchBackend, collection: Collection, whoosh: Ask) -> None:
    queries = generated_queries(collection, QUERIES)
    assert [query for query in queries if backend.search(query) != whoosh(query)] == []


def test_the_queries_are_of_every_kind(collection: Collection, whoosh: Ask) -> None:
    results = [whoosh(query) for query in generated_queries(collection, QUERIES)]
    assert sum(each.total > 100 for each in results) > 20
    assert sum(each.total == 0 for each in results) > 5
    assert sum(each.suggestion is not None for each in results) > 1
    assert sum(bool(each.touching) for each in results) > 1
    assert sum(bool(each.offers) for each in results) > 1
    assert sum("连着的字" in "".join(each.notes) for each in results) < 20


#: Text with few terms, with as many as a query can have, and with what looks like anything but text.
HOSTILE = (
    "".join(chr(0x4E00 + number) for number in range(300)),
    " ".join(f"q{number:x}z" for number in range(60)),
    "wuhu " * 60,
    "\u0e01\u0e33" * 100,
    "ﷺ" * 300,
    '"' * 300,
    '{"match_all":{}} "}},{" terms:* AND _exists_:id',
    "Math.floor(params.terms[0]) return 1;",
    "|7 课堂|65535 ␣ ␣",
    "a'b=c=" * 40,
    "-“" + "课" * 200 + "”",
)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:12])
def test_hostile_text_is_answered_the_same(text: str, backend: OpenSearchBackend, whoosh: Ask) -> None:
    for query in (SearchQuery(text), SearchQuery(text, {"region": (text,), text: ("x",)})):
        assert backend.search(query) == whoosh(query)
