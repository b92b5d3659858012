"""The browser's answers are Python's answers: hits, scores, snippets, highlights, facet counts and notes."""

import json
from pathlib import Path
from typing import Any

import pytest

from kb.publish.search_index.files import render_browser_index
from kb.search.document import Collection, Facet, FacetValue, SearchDocument
from tests.browser.index_files import data_of

FIXTURES = Path(__file__).parents[1] / "fixtures"

ANSWER_ALL = """async ([files, queries]) => {
  window.KB_SOURCES = "the sources themselves";
  const { openEngine } = await import("./search/core/engine.mjs");
  const extras = () => import("./search/core/search_extras.mjs");
  const engine = await openEngine({ load: async (name) => files[name] }, extras);
  const answers = [];
  for (const query of queries) {
    const answer = await engine.search(query);
    answers.push({ ...answer, facets: await answer.facets(), suggestion: await answer.suggestion() });
  }
  return answers;
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
                facet["listed"],
            )
            for facet in fixture["facets"]
        ),
    )


@pytest.mark.parametrize("name", ["ranking.json", "expansion.json", "correction.json", "language.json"])
def test_every_query_of_the_fixture_is_answered_as_in_python(client_page: Any, name: str) -> None:
    fixture = json.loads((FIXTURES / name).read_text(encoding="utf-8"))
    files = data_of(render_browser_index(_collection(fixture)))
    cases = fixture["cases"]
    queries = [{"text": case["query"], **{key: case[key] for key in ("filters", "limit", "offset")}} for case in cases]
    answers = client_page.evaluate(ANSWER_ALL, [files, queries])
    for case, answer in zip(cases, answers, strict=True):
        found = {
            "total": answer["total"],
            "hits": [[hit["id"], hit["score"], hit["snippet"], hit["highlights"]] for hit in answer["hits"]],
            "facets": {
                facet: [[entry["value"], entry["count"]] for entry in values]
                for facet, values in answer["facets"].items()
            },
            "notes": answer["notes"] + [f"您是不是要找“{answer['suggestion']}”？"] * bool(answer["suggestion"]),
            "suggestion": answer["suggestion"],
        }
        assert found == {key: case[key] for key in found}, case["query"]


def test_a_field_has_the_names_it_has_in_python(client_page: Any) -> None:
    fixture = json.loads((FIXTURES / "language.json").read_text(encoding="utf-8"))
    names = client_page.evaluate('async () => (await import("./search/core/query.mjs")).FIELD_NAMES')
    assert names == fixture["field_names"]


def test_text_that_looks_like_script_stays_data(client_page: Any) -> None:
    hostile = "</script><script>alert(1)</script>\u2028'\"`${1}"
    collection = Collection((SearchDocument(id="x", title=hostile, fields={"title": (hostile,), "body": (hostile,)}),))
    scripts = dict(render_browser_index(collection))
    assert not any("<" in script or "\u2028" in script for script in scripts.values())
    query = {"text": "alert", "filters": {}, "limit": 10, "offset": 0}
    [answer] = client_page.evaluate(ANSWER_ALL, [data_of(scripts.items()), [query]])
    assert [hit["title"] for hit in answer["hits"]] == [hostile]
