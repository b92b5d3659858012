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
    answers = {query.text: backend.search(SearchQuery(query.text)) for query in queries}
    check_citation(queries, [[hit.id for hit in answers[query.text].hits] for query in queries])
    unanswered = [query.text for query in queries if query.kind == "nothing" and not query.right]
    assert len(unanswered) >= 30
    for text in unanswered:
        assert "没有写到" in (said := "".join(answers[text].notes)) or "还没有案例" in said, text
        assert answers[text].total == 0


def test_only_a_name_widens_what_is_right(collection: Collection) -> None:
    right = {query.text: query.right for query in judged_queries(collection)}
    guangdong = {each.id for each in collection.documents if "440000" in each.facets["region"]}
    assert right["广东"] == guangdong > {"nanshan-service-outsourcing"}
    assert right["北京的学校"] == {"rdfz-network-classroom"}
    assert right["同步课堂"] == {"chengdu-yucai-synchronous-classroom"}
