"""What a page says on paper: what is folded away, what was asked, and where things are on the map."""

import re
from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.printed_pages import Printed
from tests.browser.ready import open_ready

CASE = "cases/jiaozuo-purchase-of-service.html"


def test_a_case_says_what_is_folded_away_what_is_missing_and_where_each_claim_stands(
    page: Page, http_url: str, printed: Callable[..., Printed]
) -> None:
    open_ready(page, http_url, CASE)
    said = "".join(printed(page).pages())
    assert "来源没有写：谁运营、归谁所有" in said
    assert "前提条件" in said, "the conditions are folded up on a screen"
    assert "省下的资金很多；没有给出金额，也没有说与什么相比。[1，二·5]见于2014-02-24的来源" in said
    assert "只有一个来源。" in said
    assert "告诉我们" not in said
    shut = page.locator(".kb-case details:not([open])")
    before = shut.count()
    assert before
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert shut.count() == 0, "an older browser prints only what is open"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert shut.count() == before


def test_a_list_says_what_was_asked_and_that_there_is_more(
    page: Page, http_url: str, printed: Callable[..., Printed]
) -> None:
    open_ready(page, http_url, "cases/index.html")
    every = "".join(printed(page).pages())
    assert "13个案例" in every
    assert "后面还有，没有印出。" in every
    open_ready(page, http_url, "cases/index.html?q=在线课堂&evidence=0")
    few = "".join(printed(page).pages())
    assert "证据等级：仅见于政策文件" in few
    assert "×" not in few
    assert "没有印出" not in few
    assert "cases/index.html?q=在线课堂&evidence=0" in few


def test_the_grid_of_provinces_stays_on_one_sheet_and_can_be_read_without_backgrounds(
    page: Page, http_url: str, printed: Callable[..., Printed]
) -> None:
    for name in ("index.html", "regions/index.html", "regions/410000.html"):
        page.goto(http_url + name)
        page.emulate_media(media="print")
        (grid,) = [sheet for sheet in printed(page).pages() if "内蒙古吉林" in re.sub(r"\d", "", sheet)]
        assert "海南澳门香港" in re.sub(r"\d", "", grid), name
        if name == "regions/410000.html":
            continue
        tile = page.locator(".kb-tiles .kb-shade-3 a").first
        assert tile.evaluate("element => getComputedStyle(element).backgroundColor") == "rgba(0, 0, 0, 0)"
        assert tile.evaluate("element => getComputedStyle(element).color") == "rgb(0, 0, 0)"
        frame = "element => parseFloat(getComputedStyle(element).borderWidth)"
        blank = page.locator(".kb-tiles li:not([class*=kb-shade]) a").first
        assert tile.evaluate(frame) > blank.evaluate(frame) + 3, "paper does not show where the cases are"


def test_what_is_known_is_filled_and_what_stays_folded_is_left_out(page: Page, http_url: str) -> None:
    page.emulate_media(media="print")
    for name in ("data.html", "known.html"):
        open_ready(page, http_url, name)
        assert page.locator("summary:visible").count() == 0, name
    looks = "(one) => [getComputedStyle(one).backgroundColor, getComputedStyle(one).printColorAdjust]"
    assert page.locator(".kb-known td > span[title]").first.evaluate(looks) == ["rgb(0, 0, 0)", "exact"]
