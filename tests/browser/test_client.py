"""Python = browser, proved in a browser too: the checks of tests/web run in Chromium as they do under Node."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from benchmarks.corpus import generated_collection
from kb.publish.search_index import files as browser_index
from kb.publish.search_index import shards
from kb.search import Collection, SearchQuery
from kb.search.document import SearchDocument
from kb.search.index.memory import MemoryBackend
from kb.search.text.tables import FOLD_TABLE
from tests.fixtures import client

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "tests" / "fixtures"
SIZE = 120

ANSWER = """async ([files, texts]) => {
  const { engineOn } = await import("./tests/web/checks.mjs");
  const { engine, loaded } = await engineOn(files);
  const found = [];
  for (const text of texts) found.push((await engine.search({ text, filters: {}, offset: 0, limit: 10 })).hits);
  return [found, [...loaded]];
}"""


def run_check(page: Page, name: str, *args: Any) -> None:
    page.evaluate("async ([name, args]) => (await import('./tests/web/checks.mjs'))[name](...args)", [name, args])


def recorded(name: str) -> Any:
    return json.loads((FIXTURES / f"{name}.json").read_text(encoding="utf-8"))


def fold_table() -> Any:
    return json.loads(FOLD_TABLE.read_text(encoding="utf-8"))


def test_the_modules_analyse_read_and_rank_as_python_does(client_page: Page) -> None:
    run_check(client_page, "checkAnalysis", recorded("analysis"), fold_table())
    for name in ("ranking", "expansion", "correction", "language", "missing"):
        run_check(client_page, "checkAnswers", recorded(name), client.browser_index())
    run_check(client_page, "checkRandomTexts", client.random_texts(), client.browser_index(), fold_table())
    run_check(client_page, "checkPlaces", recorded("places"))
    run_check(client_page, "checkPostings", client.postings())


@pytest.fixture
def as_if_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Write the index of a small collection by the rules for large ones."""
    monkeypatch.setattr(browser_index, "EXACT_SIZE", 10)
    monkeypatch.setattr(shards, "COMMON_LENGTHS", (30, 30))
    monkeypatch.setattr(browser_index, "BODIES_SIZE", 10)


@pytest.mark.usefixtures("as_if_large")
def test_of_a_large_collection_the_first_hit_and_nearly_all_of_ten_are_pythons(
    client_page: Page, tmp_path: Path
) -> None:
    collection = generated_collection(tmp_path, SIZE)
    backend = MemoryBackend()
    backend.rebuild(collection)
    questions = [f"{document.title.split('：')[-1]}效果怎么样" for document in collection.documents[::6]]
    names = [document.fields["aliases"][0] for document in collection.documents[::6]]
    texts = [*questions, *names, "平板", "课程开设情况", "县里的教师培训"]
    expected = [[hit.id for hit in backend.search(SearchQuery(text)).hits] for text in texts]

    files = client.data_of(browser_index.render_browser_index(collection))
    hits, loaded = client_page.evaluate(ANSWER, [files, texts])
    found = [[hit["id"] for hit in each] for each in hits]

    same_first = sum(ours[:1] == theirs[:1] for ours, theirs in zip(found, expected, strict=True))
    shared = sum(len(set(ours) & set(theirs)) for ours, theirs in zip(found, expected, strict=True))
    assert same_first >= 0.99 * len(texts)
    assert shared >= 0.95 * sum(len(theirs) for theirs in expected)
    assert any(name.startswith("c/") for name in loaded)
    assert not any(name.startswith("b/") for name in loaded)


def test_text_that_looks_like_script_stays_text(client_page: Page) -> None:
    hostile = "</script><script>alert(1)</script>\u2028'\"`${1}"
    collection = Collection((SearchDocument(id="x", title=hostile, fields={"title": (hostile,), "body": (hostile,)}),))
    scripts = dict(browser_index.render_browser_index(collection))
    assert not any("<" in script or "\u2028" in script for script in scripts.values())
    [[hits], _] = client_page.evaluate(ANSWER, [client.data_of(scripts.items()), ["alert"]])
    assert [hit["title"] for hit in hits] == [hostile]
    html = client_page.evaluate(
        """async () => {
          const { element, marked } = await import("./kb/web/lib/element.mjs");
          return element("p", null, marked("<img src=x onerror=alert(1)>芜湖</p>", [[28, 30]])).outerHTML;
        }"""
    )
    assert html == "<p>&lt;img src=x onerror=alert(1)&gt;<mark>芜湖</mark>&lt;/p&gt;</p>"
