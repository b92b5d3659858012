"""Search on a real build finds cases over http and from the disk, and answers as the command line does."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from kb.model import Corpus
from kb.search import SearchQuery
from kb.search.case_document import collection_of
from kb.search.index.memory import MemoryBackend
from tests.browser.ready import Open
from tests.browser.results import Results

#: As people type, with a little of everything: the answers must be Python's, whatever they are.
QUERIES = [
    "蕪湖",
    "教学点开不齐课怎么办",
    "企业投资建设",
    "翻转教室",
    "flipped classroom",
    "浙江",
    "郑州 直播",
    "近70万师生",
    "教技厅函〔2014〕13号",
    "人人通空间怎么用",
    "农村学校没有音乐老师",
    "谁来出钱建网",
    "iPad",
    "PPP",
    "在线课堂",
    "课堂",
    "老师培训",
    "的",
    "zzz",
    "???",
    "课堂 AND 教师",
    "wuhu zaixian",
    "whzxkt",
    "wuhu 在线",
    "无湖在线课堂",
    "教学点开不起课",
    "700000",
]


@pytest.fixture(scope="module")
def python(corpus: Corpus) -> MemoryBackend:
    backend = MemoryBackend()
    backend.rebuild(collection_of(corpus))
    return backend


@pytest.fixture
def results(page: Page, base_url: str) -> Results:
    return Results(page, base_url)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("蕪湖", "wuhu-online-classroom"),
        ("教学点开不齐课怎么办", "wuhu-online-classroom"),
        ("企业投资建设", "jiaozuo-purchase-of-service"),
    ],
)
def test_the_right_case_comes_first(results: Results, text: str, first: str) -> None:
    results.open(text)
    assert results.ids[0] == first
    expect(results.rows.first.locator("a").first).to_have_attribute("href", results.address.replace("index", first))


def test_every_case_is_found_by_its_title(results: Results, corpus: Corpus) -> None:
    results.open()
    for case in corpus.cases:
        results.type(case.title)
        assert results.ids[0] == case.id


def test_the_browser_answers_every_query_as_python_does(page: Page, http_url: str, python: MemoryBackend) -> None:
    results = Results(page, http_url)
    results.open()
    for text in QUERIES:
        expected = python.search(SearchQuery(text, limit=10))
        results.type(text)
        assert results.ids == [hit.id for hit in expected.hits], text
        assert results.status.inner_text() == (f"{expected.total} 个案例" if expected.total else "没有找到案例")
        assert results.snippets == [hit.snippet for hit in expected.hits], text


def test_filters_and_their_counts_are_pythons(page: Page, http_url: str, python: MemoryBackend) -> None:
    results = Results(page, http_url)
    results.open("课堂", region="410000")
    expected = python.search(SearchQuery("课堂", filters={"region": ("410000",)}))
    assert results.ids == [hit.id for hit in expected.hits]
    boxes = page.locator("#kb-facets li:not(.kb-facet-none) input")
    read = "(boxes) => boxes.map((box) => [box.name, box.value, box.parentNode.querySelector('b').textContent])"
    shown = {(name, value): count for name, value, count in boxes.evaluate_all(read)}
    counted = {(name, entry.value): str(entry.count) for name, values in expected.facets.items() for entry in values}
    counted.pop(("stage", "compulsory"), None)  # told in its parts
    assert shown == counted


def test_the_header_box_leads_from_any_page_to_the_results(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}about.html")
    box = page.locator("header .kb-search input[name=q]")
    box.fill("芜湖")
    box.press("Enter")
    page.wait_for_url("**/cases/index.html?q=*")
    expect(page.locator(".kb-filter")).to_be_attached()
    assert Results(page, base_url).ids[0] == "wuhu-online-classroom"


def test_pages_without_search_load_no_index_until_the_box_has_the_focus(page: Page, http_url: str) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(f"{http_url}about.html", wait_until="networkidle")
    assert not [url for url in loaded if "kb/search/" in url]
    with page.expect_request("**/kb/search/core.js"):
        page.locator("header .kb-search input[name=q]").focus()


def test_without_script_a_search_is_told_why_it_lists_every_case(
    open_page: Open, base_url: str, corpus: Corpus
) -> None:
    page = open_page(f"{base_url}index.html", java_script_enabled=False)
    page.locator("main input[name=q]").fill("芜湖")
    page.locator("main input[name=q]").press("Enter")
    page.wait_for_url("**/cases/index.html?q=*")
    assert set(Results(page, base_url).ids) == {case.id for case in corpus.cases}
    expect(page.locator(".kb-unscripted")).to_contain_text("搜索和筛选要用脚本")
    page.locator(".kb-unscripted").get_by_role("link", name="地区").click()
    page.wait_for_url("**/regions/index.html")


def test_with_script_nothing_says_that_there_is_none(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}cases/index.html")
    expect(page.locator(".kb-unscripted")).to_be_hidden()


def _replace(page: Page, pattern: str, body: str | None) -> None:
    def fulfil(route: Any) -> None:
        if body is None:
            route.abort()
        else:
            route.fulfill(content_type="text/javascript; charset=utf-8", body=body)

    page.route(pattern, fulfil)


@pytest.mark.parametrize(
    ("pattern", "body", "words"),
    [
        ("**/kb/search/core.js", None, "没有找到检索数据"),
        ("**/kb/search/core.js", 'kbSearch("0","core",{"format":1,"analyzer":1});', "版本不一致"),
        ("**/kb/search/core.js", "", "检索数据不完整"),
        ("**/kb/search/t/*.js*", None, "没有找到检索数据"),
        ("**/kb/search/d/0.js*", 'kbSearch("another build","d/0",["x","x",{},{},[]]);', "版本不一致"),
    ],
    ids=["no index", "another format", "nothing in it", "a shard is missing", "a file of another build"],
)
def test_an_index_that_cannot_be_used_is_said_aloud_and_the_list_stays(
    open_context: Callable[..., BrowserContext],
    http_url: str,
    corpus: Corpus,
    pattern: str,
    body: str | None,
    words: str,
) -> None:
    page = open_context(tolerate=("net::ERR_FAILED",)).new_page()
    _replace(page, pattern, body)
    page.goto(f"{http_url}cases/index.html?q=课堂")
    expect(page.get_by_role("alert")).to_contain_text(words)
    expect(page.locator("#kb-results .kb-row")).to_have_count(len(corpus.cases))


@pytest.mark.parametrize(
    ("body", "words"),
    [(None, "没有找到检索数据"), ('var kbSearchMore={version:"another build"};', "版本不一致")],
    ids=["missing", "of another build"],
)
def test_hits_stand_even_where_the_second_script_cannot_be_used_and_that_is_said(
    open_context: Callable[..., BrowserContext], http_url: str, body: str | None, words: str
) -> None:
    page = open_context(tolerate=("net::ERR_FAILED",)).new_page()
    _replace(page, "**/kb/search_more.js*", body)
    page.goto(f"{http_url}cases/index.html?q=芜湖")
    expect(page.get_by_role("alert")).to_contain_text(words)
    expect(page.locator("#kb-results .kb-row").first).to_have_attribute("data-case", "wuhu-online-classroom")
