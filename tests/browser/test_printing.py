"""Every kind of page prints clean: black on white, no sheet empty or nearly so, its address and date at the end."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.printed_pages import Printed
from tests.browser.ready import open_ready

CASE = "cases/jiaozuo-purchase-of-service.html"
KINDS = (
    "index.html",
    "cases/index.html",
    CASE,
    "themes/index.html",
    "problems/scarce-good-teaching.html",
    "regions/index.html",
    "regions/410000.html",
    "collections/index.html",
    "collections/who-invests-who-operates.html",
    "notice.html",
    "about.html",
    "data.html",
    "known.html",
    "fit.html",
    "submit.html",
    "workshop.html",
    "compare.html?cases=jiaozuo-purchase-of-service,mianzhu-fibre-metro-network,wuhu-online-classroom",
)

#: What is only there to be pressed or to lead on; the form of the submit page may be filled in by hand.
TO_PRESS = """() => [...document.querySelectorAll("button, body > header, nav, .kb-more, .kb-anchor, .kb-cite-go")]
  .filter((one) => one.checkVisibility({ opacityProperty: true }))
  .map((one) => one.outerHTML.slice(0, 80))"""


@pytest.fixture
def print_page(open_context: Callable[..., BrowserContext], http_url: str) -> Iterator[Callable[..., Printed]]:
    """Return a function that prints a page by its name, as a reader's browser does who prefers dark."""
    files: list[Printed] = []

    def print_(name: str, **options: Any) -> Printed:
        page = open_context(color_scheme="dark").new_page()
        open_ready(page, http_url, name)
        files.append(Printed(page.pdf(format="A4", prefer_css_page_size=True, **options)))
        return files[-1]

    yield print_
    for one in files:
        one.close()


@pytest.mark.parametrize("name", KINDS)
def test_a_page_prints_in_black_and_white_with_its_address_and_date(
    name: str, print_page: Callable[..., Printed]
) -> None:
    # Not every reader's browser leaves backgrounds out.
    printed = print_page(name, print_background=True)
    sheets = printed.pages()
    last = re.search(r"教育信息化典型案例库：《[^》]+》，(\d{4}-\d\d-\d\d)更新，(\S+)", sheets[-1])
    assert last, sheets[-1]
    assert last[2].startswith(name)
    # The running foot of the workshop's paper stands below everything.
    said = [len(sheet.replace(last[0], "")) for sheet in sheets]
    assert min(said) > 20, f"characters on each sheet beside the last line: {said}"
    assert printed.is_grey()
    assert printed.is_mostly_white()
    wide = name.startswith("compare")
    assert printed.sizes() == {(297, 210) if wide else (210, 297)}


def test_nothing_to_press_is_printed(page: Page, http_url: str) -> None:
    page.emulate_media(media="print")
    shown = {}
    for name in KINDS:
        open_ready(page, http_url, name)
        shown[name] = page.evaluate(TO_PRESS)
    assert {name: found for name, found in shown.items() if found} == {}


def test_a_case_on_paper_says_what_is_folded_away_what_is_missing_and_where_each_claim_stands(
    print_page: Callable[..., Printed],
) -> None:
    said = "".join(print_page(CASE).pages())
    assert "来源没有写：谁运营、归谁所有" in said
    assert "前提条件" in said, "the conditions are folded up on a screen"
    assert "省下的资金很多；没有给出金额，也没有说与什么相比。[1，二·5]见于2014-02-24的来源" in said
    assert "只有一个来源。" in said
    assert "告诉我们" not in said


def test_a_printed_list_says_what_was_asked_and_that_there_is_more(print_page: Callable[..., Printed]) -> None:
    every = "".join(print_page("cases/index.html").pages())
    assert "13个案例" in every
    assert "后面还有，没有印出。" in every
    few = "".join(print_page("cases/index.html?q=在线课堂&evidence=0").pages())
    assert "证据等级：仅见于政策文件" in few
    assert "×" not in few
    assert "没有印出" not in few
    assert "cases/index.html?q=在线课堂&evidence=0" in few


@pytest.mark.parametrize("name", ["index.html", "regions/index.html", "regions/410000.html"])
def test_the_grid_of_provinces_stays_on_one_sheet(name: str, print_page: Callable[..., Printed]) -> None:
    (grid,) = [sheet for sheet in print_page(name).pages() if "内蒙古吉林" in re.sub(r"\d", "", sheet)]
    assert "海南澳门香港" in re.sub(r"\d", "", grid)


def test_an_older_browser_unfolds_what_paper_shows_and_folds_it_again(page: Page, http_url: str) -> None:
    shut = page.locator(".kb-case details:not([open])")
    open_ready(page, http_url, CASE)
    before = shut.count()
    assert before
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert shut.count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert shut.count() == before


def test_on_paper_what_is_known_is_filled_and_what_stays_folded_is_left_out(page: Page, http_url: str) -> None:
    page.emulate_media(media="print")
    open_ready(page, http_url, "known.html")
    looks = "(one) => [getComputedStyle(one).backgroundColor, getComputedStyle(one).printColorAdjust]"
    fill = page.locator(".kb-known td > span[title]").first.evaluate(looks)
    assert fill == ["rgb(0, 0, 0)", "exact"]
    for name in ("known.html", "data.html"):
        open_ready(page, http_url, name)
        assert page.locator("summary:visible").count() == 0, name
