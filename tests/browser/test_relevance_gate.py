"""The relevance gate in Chromium: the built site finds what people mean, and answers as the command line does."""

import shutil
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from kb.publish.search_index.files import render_browser_index
from kb.search import SearchQuery
from kb.search.index.whoosh_backend import WhooshBackend
from tests.browser.results import Results
from tests.relevance.gate import check_citation, gate_collection, judged_queries


def test_the_site_passes_the_gate_and_agrees_with_python(
    page: Page, built_site: Path, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    collection = gate_collection(tmp_path / "cases")
    site = tmp_path / "site"
    # The pages and the script are the built ones; only the index is of more cases.
    shutil.copytree(built_site, site, ignore=shutil.ignore_patterns("search", "*.zip"))
    for uri, text in render_browser_index(collection):
        path = site / uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    backend = WhooshBackend(tmp_path / "index")
    backend.rebuild(collection)
    queries = judged_queries(collection)
    expected = [[hit.id for hit in backend.search(SearchQuery(query.text)).hits] for query in queries]

    results = Results(page, serve(site))
    results.open()
    found = []
    for query in queries:
        results.type(query.text)
        found.append(results.ids)

    check_citation(queries, found)
    pairs = list(zip(found, expected, strict=True))
    assert sum(ours[:1] == theirs[:1] for ours, theirs in pairs) >= 0.99 * len(pairs)
    shared = sum(len(set(ours) & set(theirs)) for ours, theirs in pairs)
    assert shared >= 0.95 * sum(len(theirs) for theirs in expected)
