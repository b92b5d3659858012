"""A large collection's index, with rounded impacts and common terms on their own, still answers as Python does."""

from typing import Any

import pytest

from benchmarks.corpus import generated_collection
from kb.publish.search_index import files as browser_index
from kb.publish.search_index import shards as browser_terms
from kb.search import Collection, SearchQuery
from kb.search.index.memory import MemoryBackend
from tests.browser.index_files import data_of

SIZE = 120

TOP_TEN = """async ([files, texts]) => {
  window.KB_SOURCES = "the sources themselves";
  const { openEngine } = await import("./search/core/engine.mjs");
  const loaded = new Set();
  const store = { load: async (name) => (loaded.add(name), files[name]) };
  const engine = await openEngine(store, () => import("./search/core/search_extras.mjs"));
  const found = [];
  for (const text of texts) {
    const { hits } = await engine.search({ text, filters: {}, offset: 0, limit: 10 });
    found.push(hits.map((hit) => hit.id));
  }
  return [found, [...loaded]];
}"""


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    return generated_collection(tmp_path_factory.mktemp("generated"), SIZE)


@pytest.fixture
def as_if_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Write the index of a small collection by the rules for large ones."""
    monkeypatch.setattr(browser_index, "EXACT_SIZE", 10)
    monkeypatch.setattr(browser_terms, "COMMON_LENGTHS", (30, 30))
    monkeypatch.setattr(browser_index, "BODIES_SIZE", 10)


@pytest.mark.usefixtures("as_if_large")
def test_the_first_hit_and_nearly_all_of_the_first_ten_are_pythons(client_page: Any, collection: Collection) -> None:
    backend = MemoryBackend()
    backend.rebuild(collection)
    questions = [f"{document.title.split('：')[-1]}效果怎么样" for document in collection.documents[::6]]
    names = [document.fields["aliases"][0] for document in collection.documents[::6]]
    texts = [*questions, *names, "平板", "课程开设情况", "县里的教师培训"]
    expected = [[hit.id for hit in backend.search(SearchQuery(text)).hits] for text in texts]

    files = data_of(browser_index.render_browser_index(collection))
    found, loaded = client_page.evaluate(TOP_TEN, [files, texts])

    same_first = sum(ours[:1] == theirs[:1] for ours, theirs in zip(found, expected, strict=True))
    shared = sum(len(set(ours) & set(theirs)) for ours, theirs in zip(found, expected, strict=True))
    assert same_first >= 0.99 * len(texts)
    assert shared >= 0.95 * sum(len(theirs) for theirs in expected)
    assert any(name.startswith("c/") for name in loaded)
    assert not any(name.startswith("b/") for name in loaded)
