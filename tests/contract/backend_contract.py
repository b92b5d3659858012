"""What every search backend must do; an engine's test file only says how to make one."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kb.search import Changes, Collection, Facet, FacetValue, SearchBackend, SearchDocument, SearchQuery, SearchResults
from kb.search.ranking.bm25f import SCALE
from tests.fixtures.documents import RANKING_COLLECTION

FIXTURES = Path(__file__).parents[1] / "fixtures"
CASES = [
    case
    for name in ("ranking", "expansion", "missing")
    for case in json.loads((FIXTURES / f"{name}.json").read_text(encoding="utf-8"))["cases"]
]

Make = Callable[[], SearchBackend]


def ids(results: SearchResults) -> list[str]:
    return [hit.id for hit in results.hits]


class BackendContract:
    """Subclass, and give a fixture ``make`` that makes an empty backend."""

    @pytest.fixture
    def backend(self, make: Make) -> SearchBackend:
        backend = make()
        backend.rebuild(RANKING_COLLECTION)
        return backend

    def test_the_shared_fixture_holds(self, backend: SearchBackend) -> None:
        for case in CASES:
            filters = {name: tuple(values) for name, values in case["filters"].items()}
            query = SearchQuery(case["query"], filters, limit=case["limit"], offset=case["offset"])
            results = backend.search(query)
            found = {
                "query": query.text,
                "total": results.total,
                "hits": [
                    [hit.id, round(hit.score * SCALE), hit.snippet, [list(span) for span in hit.highlights]]
                    for hit in results.hits
                ],
                "facets": {
                    name: [[each.value, each.count] for each in counts] for name, counts in results.facets.items()
                },
                "notes": list(results.notes),
                "touching": [hit.id for hit in results.touching],
            }
            assert found == {name: case[name] for name in found}

    def test_an_empty_collection_answers_with_nothing_and_says_so(self, make: Make) -> None:
        backend = make()
        backend.rebuild(Collection(()))
        for text in ("", "芜湖"):
            results = backend.search(SearchQuery(text))
            assert (results.total, results.hits) == (0, ())
            assert results.notes

    def test_pages_joined_are_the_whole_list_and_counts_do_not_depend_on_the_page(self, backend: SearchBackend) -> None:
        whole = backend.search(SearchQuery("学校 课堂", limit=100))
        pages = [backend.search(SearchQuery("学校 课堂", limit=1, offset=n)) for n in range(whole.total)]
        assert [ids(page)[0] for page in pages] == ids(whole)
        assert all(page.facets == whole.facets and page.total == whole.total for page in pages)
        assert ids(backend.search(SearchQuery("学校 课堂", offset=whole.total))) == []

    def test_filters_change_which_are_found_but_not_their_scores(self, backend: SearchBackend) -> None:
        everywhere = {hit.id: hit.score for hit in backend.search(SearchQuery("学校")).hits}
        henan = backend.search(SearchQuery("学校", {"region": ("410000",)})).hits
        assert {hit.id for hit in henan} == {"jiaozuo", "zhengzhou"}
        assert all(hit.score == everywhere[hit.id] for hit in henan)

    def test_a_count_is_what_choosing_the_value_gives(self, backend: SearchBackend) -> None:
        chosen = {"theme": ("sharing",)}
        results = backend.search(SearchQuery("学校", chosen))
        for name, counts in results.facets.items():
            for each in counts:
                narrowed = backend.search(SearchQuery("学校", {**chosen, name: (each.value,)}))
                assert narrowed.total == each.count, (name, each)

    def test_an_unlisted_facet_narrows_but_is_not_counted(self, make: Make) -> None:
        backend = make()
        documents = tuple(SearchDocument(name, name, facets={"year": (name,)}) for name in ("2013", "2014"))
        years = (FacetValue("2013", "2013 年"), FacetValue("2014", "2014 年"))
        backend.rebuild(Collection(documents, (Facet("year", "年份", years, listed=False),)))
        assert ids(backend.search(SearchQuery("年份:2014"))) == ["2014"]
        assert backend.search(SearchQuery("", {"year": ("2013",)})).facets == {}

    def test_a_filter_this_index_does_not_have_finds_nothing(self, backend: SearchBackend) -> None:
        assert backend.search(SearchQuery("学校", {"colour": ("red",)})).total == 0
        assert backend.search(SearchQuery("学校", {"theme": ("no-such-term",)})).total == 0

    def test_no_input_raises_or_finds_nothing_in_silence(self, backend: SearchBackend) -> None:
        for text in (
            *("*", "AND", "/", "a:b:c", '"没有右引号', "课堂 AND NOT (网校", "[", "\\", "课" * 10_000, "\x00\x07课堂"),
            *("🔍课堂🎉", "\ud800课堂", "\u202e课堂", "'; DROP TABLE", "../../etc/passwd", "%00", "~^?{}", "​"),
        ):
            results = backend.search(SearchQuery(text))
            assert results.total or results.notes, text
            assert "课堂" not in text or "chengdu" in ids(results), text

    def test_a_query_over_long_is_cut_and_the_reader_is_told(self, backend: SearchBackend) -> None:
        results = backend.search(SearchQuery("同步课堂" + "啊" * 10_000))
        assert ids(results)[0] == "chengdu"
        assert "查询太长，只用了前 300 个字。" in results.notes

    def test_rebuilding_makes_exactly_the_new_collection_searchable(self, backend: SearchBackend) -> None:
        kept, gone, different = (
            document for document in RANKING_COLLECTION.documents if document.id in ("wuhu", "chengdu", "jiaozuo")
        )
        different = replace(different, fields={**different.fields, "body": ("改用无线电台。",)})
        fresh = SearchDocument("fresh", "全新的案例", fields={"title": ("全新的案例",)})
        changes = backend.rebuild(Collection((kept, different, fresh), RANKING_COLLECTION.facets))
        assert changes == Changes(added=1, changed=1, removed=6, unchanged=1)
        assert set(ids(backend.search(SearchQuery("")))) == {"wuhu", "jiaozuo", "fresh"}
        assert ids(backend.search(SearchQuery("无线电台"))) == ["jiaozuo"]
        assert ids(backend.search(SearchQuery("全新")))[0] == "fresh"
        assert gone.id not in ids(backend.search(SearchQuery("成都七中")))

    def test_a_rebuild_in_steps_ranks_like_one_from_nothing(self, make: Make) -> None:
        stepwise, at_once = make(), make()
        for end in range(1, len(RANKING_COLLECTION.documents) + 1):
            stepwise.rebuild(Collection(RANKING_COLLECTION.documents[:end], RANKING_COLLECTION.facets))
        stepwise.rebuild(Collection(RANKING_COLLECTION.documents[1:], RANKING_COLLECTION.facets))
        at_once.rebuild(Collection(RANKING_COLLECTION.documents[1:], RANKING_COLLECTION.facets))
        for case in CASES:
            query = SearchQuery(case["query"], limit=100)
            assert stepwise.search(query) == at_once.search(query)
