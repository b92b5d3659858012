"""The browser's answers are Python's answers: hits, scores, snippets, highlights, facet counts and notes."""

import json
from pathlib import Path
from typing import Any

import pytest

from kb.publish.browser_index import INDEX_URI, render_browser_index
from kb.search.document import Collection, Facet, FacetValue, SearchDocument

FIXTURE = Path(__file__).parents[1] / "fixtures" / "ranking.json"

ANSWER_ALL = """async ([script, queries]) => {
  const { openEngine } = await import("./engine.mjs");
  let index = null;
  new Function("kbSearchIndex", script)((received) => (index = received));
  const engine = openEngine(index);
  return Promise.all(queries.map((query) => engine.search(query)));
}"""


def _collection(fixture: dict[str, Any]) -> Collection:
    def tuples(mapping: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
        return {name: tuple(values) for name, values in mapping.items()}

    return Collection(
        documents=tuple(
            SearchDocument(**{**entry, "fields": tuples(entry["fields"]), "facets": tuples(entry["facets"])})
            for entry in fixture["documents"]
        ),
        facets=tuple(
            Facet(
                facet["name"],
                facet["label"],
                tuple(FacetValue(**{**value, "aliases": tuple(value["aliases"])}) for value in facet["values"]),
            )
            for facet in fixture["facets"]
        ),
    )


@pytest.fixture(scope="module")
def fixture() -> Any:
    return json.loads(FIXTURE.read_text(encoding="utf-8"))


def test_every_query_of_the_fixture_is_answered_as_in_python(client_page: Any, fixture: Any) -> None:
    script = render_browser_index(_collection(fixture))[INDEX_URI]
    cases = fixture["cases"]
    queries = [
        {"text": case["query"], **{name: case[name] for name in ("filters", "limit", "offset")}} for case in cases
    ]
    answers = client_page.evaluate(ANSWER_ALL, [script, queries])
    for case, answer in zip(cases, answers, strict=True):
        found = {
            "total": answer["total"],
            "hits": [[hit["id"], hit["score"], hit["snippet"], hit["highlights"]] for hit in answer["hits"]],
            "facets": {
                name: [[entry["value"], entry["count"]] for entry in values]
                for name, values in answer["facets"].items()
            },
            "notes": answer["notes"],
        }
        assert found == {name: case[name] for name in found}, case["query"]


def test_text_that_looks_like_script_stays_data(client_page: Any) -> None:
    hostile = "</script><script>alert(1)</script>\u2028'\"`${1}"
    collection = Collection((SearchDocument(id="x", title=hostile, fields={"title": (hostile,), "body": (hostile,)}),))
    script = render_browser_index(collection)[INDEX_URI]
    assert "<" not in script
    [answer] = client_page.evaluate(ANSWER_ALL, [script, [{"text": "alert", "filters": {}, "limit": 10, "offset": 0}]])
    assert [hit["title"] for hit in answer["hits"]] == [hostile]
