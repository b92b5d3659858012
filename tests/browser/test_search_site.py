"""Search on a real build finds cases over http and from the disk, and answers as the command line does."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from kb.model import Corpus
from tests.browser.ready import Open
from tests.browser.results import Results

#: What can be wrong with the files of the index, and with the second script, and what is said of it.
UNUSABLE = {
    "no index": ("search/core.js", None, "没有找到检索数据"),
    "another format": ("search/core.js", 'kbSearch("0","core",{"format":1,"analyzer":1});', "版本不一致"),
    "nothing in it": ("search/core.js", "", "检索数据不完整"),
    "a shard is missing": ("search/t/*.js", None, "没有找到检索数据"),
    "a file of another build": ("search/d/0.js", 'kbSearch("no","d/0",["x","x",{},{},[]]);', "版本不一致"),
    "no second script": ("search_more.js", None, "没有找到检索数据"),
    "a second script of another build": ("search_more.js", 'var kbSearchMore={version:"no"};', "版本不一致"),
}


def test_every_case_is_found_by_its_title_from_a_disk(page: Page, file_url: str, corpus: Corpus) -> None:
    results = Results(page, file_url)
    results.open("蕪湖")
    link = results.rows.first.locator("a").first
    expect(link).to_have_attribute("href", results.address.replace("index", "wuhu-online-classroom"))
    for case in corpus.cases:
        results.type(case.title)
        assert results.ids[0] == case.id


def test_the_header_box_leads_from_any_page_to_the_results_and_loads_no_index_before(page: Page, http_url: str) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(f"{http_url}about.html", wait_until="networkidle")
    assert not [url for url in loaded if "kb/search/" in url]
    box = page.locator("header .kb-search input[name=q]")
    with page.expect_request("**/kb/search/core.js"):
        box.focus()
    box.fill("芜湖")
    box.press("Enter")
    page.wait_for_url("**/cases/index.html?q=*")
    expect(page.locator(".kb-filter")).to_be_attached()
    expect(page.locator(".kb-unscripted")).to_be_hidden()
    assert Results(page, http_url).ids[0] == "wuhu-online-classroom"


@pytest.mark.parametrize("base", ["http_url", "file_url"])
def test_without_script_a_search_is_told_why_it_lists_every_case(
    open_page: Open, base: str, corpus: Corpus, request: pytest.FixtureRequest
) -> None:
    page = open_page(f"{request.getfixturevalue(base)}index.html", java_script_enabled=False)
    page.locator("main input[name=q]").fill("芜湖")
    page.locator("main input[name=q]").press("Enter")
    page.wait_for_url("**/cases/index.html?q=*")
    assert set(Results(page, "").ids) == {case.id for case in corpus.cases}
    expect(page.locator(".kb-unscripted")).to_contain_text("搜索和筛选要用脚本")
    page.locator(".kb-unscripted").get_by_role("link", name="地区").click()
    page.wait_for_url("**/regions/index.html")
    page.go_back()
    page.locator(".kb-row-title a").first.click()
    page.wait_for_url("**/cases/*-*.html")


def answering(body: str | None) -> Callable[[Route], None]:
    """Return what answers every request with a script, or with none."""
    if body is None:
        return lambda route: route.abort()
    return lambda route: route.fulfill(content_type="text/javascript; charset=utf-8", body=body)


def test_an_index_that_cannot_be_used_is_said_aloud_and_the_list_stays(
    open_context: Callable[..., BrowserContext], http_url: str, corpus: Corpus
) -> None:
    page = open_context(tolerate=("net::ERR_FAILED",)).new_page()
    for what, (file, body, words) in UNUSABLE.items():
        page.route(f"**/kb/{file}*", answering(body))
        hits_stand = file == "search_more.js"
        page.goto(f"{http_url}cases/index.html?q={'芜湖' if hits_stand else '课堂'}")
        expect(page.get_by_role("alert"), what).to_contain_text(words)
        rows = page.locator("#kb-results .kb-row")
        if hits_stand:
            expect(rows.first, what).to_have_attribute("data-case", "wuhu-online-classroom")
        else:
            expect(rows, what).to_have_count(len(corpus.cases))
        page.unroute(f"**/kb/{file}*")
