"""The relevance gate in Chromium: the built site finds what people mean, and answers as the command line does."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from kb.search import Collection, SearchQuery
from kb.search.index.whoosh_backend import WhooshBackend
from tests.browser.results import Results
from tests.relevance.gate import check_citation, gate_collection, judged_queries

#: Beside what people ask: what they mistype, what is a name in parts, what means nothing.
ODD = ("蕪湖", "近70万师生", "700000", "whzxkt", "wuhu 在线", "无湖在线课堂", "课堂 AND 教师", "的", "zzz", "???")

#: Asks one thing after the other on the open page, as the steps back and forward do.
ASK = """async (texts) => {
  const answers = [];
  for (const text of texts) {
    history.replaceState(null, "", `${location.pathname}?${new URLSearchParams({ q: text })}`);
    dispatchEvent(new PopStateEvent("popstate"));
    while (document.documentElement.dataset.kbSearch !== "answered") await new Promise(requestAnimationFrame);
    const rows = [...document.querySelectorAll("#kb-results .kb-row")];
    const snippets = rows.map((row) => row.querySelector(".kb-row-text").textContent);
    answers.push([document.getElementById("kb-status").textContent, rows.map((row) => row.dataset.case), snippets]);
  }
  return answers;
}"""


def test_the_site_passes_the_gate_and_agrees_with_python(
    page: Page, serve_index: Callable[[Collection], str], tmp_path: Path
) -> None:
    collection = gate_collection(tmp_path / "cases")
    backend = WhooshBackend(tmp_path / "index")
    backend.rebuild(collection)
    queries = judged_queries(collection)

    results = Results(page, serve_index(collection))
    results.open()
    texts = [*(query.text for query in queries), *ODD]
    answers = page.evaluate(ASK, texts)
    check_citation(queries, [ids for _, ids, _ in answers[: len(queries)]])
    different = {}
    for text, answer in zip(texts, answers, strict=True):
        expected = backend.search(SearchQuery(text))
        total = f"{expected.total} 个案例" if expected.total else "没有找到案例"
        there = [total, [hit.id for hit in expected.hits], [hit.snippet for hit in expected.hits]]
        if answer != there:
            different[text] = (answer, there)
    assert different == {}

    results.again("课堂", region="410000")
    expected = backend.search(SearchQuery("课堂", filters={"region": ("410000",)}))
    assert results.ids == [hit.id for hit in expected.hits]
    shown = page.locator("#kb-facets li:not(.kb-facet-none) input").evaluate_all(
        "(boxes) => boxes.map((box) => [box.name, box.value, box.parentNode.querySelector('b').textContent])"
    )
    counted = {(name, one.value): str(one.count) for name, values in expected.facets.items() for one in values}
    counted.pop(("stage", "compulsory"), None)  # told in its parts
    assert {(name, value): count for name, value, count in shown} == counted
