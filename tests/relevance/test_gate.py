"""The relevance gate on the command line's side: both backends, the thirteen cases among three hundred others."""

from pathlib import Path

import pytest

from kb.search import Collection, SearchBackend, SearchQuery
from kb.search.index.memory import MemoryBackend
from kb.search.index.whoosh_backend import WhooshBackend
from tests.relevance.gate import check_citation, gate_collection, judged_queries


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    return gate_collection(tmp_path_factory.mktemp("gate") / "cases")


@pytest.mark.parametrize("name", ["memory", "whoosh"])
def test_a_right_case_comes_first_or_among_the_first_three(name: str, collection: Collection, tmp_path: Path) -> None:
    backend: SearchBackend = MemoryBackend() if name == "memory" else WhooshBackend(tmp_path / "index")
    backend.rebuild(collection)
    queries = judged_queries(collection)
    assert len(queries) >= 120
    check_citation(queries, [[hit.id for hit in backend.search(SearchQuery(query.text)).hits] for query in queries])


def test_only_a_name_widens_what_is_right(collection: Collection) -> None:
    right = {query.text: query.right for query in judged_queries(collection)}
    guangdong = {each.id for each in collection.documents if "440000" in each.facets["region"]}
    assert right["广东"] == guangdong > {"nanshan-service-outsourcing"}
    assert right["北京的学校"] == {"rdfz-network-classroom"}
    assert right["同步课堂"] == {"chengdu-yucai-synchronous-classroom"}
