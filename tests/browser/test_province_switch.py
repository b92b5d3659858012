"""The province grid switches by mouse, by keyboard and without scripts, and says aloud what it shows."""

import pytest
from playwright.sync_api import Page

from tests.browser.ready import Open

HUNAN = '.kb-tiles a[href$="430000.html"]'
LIT = "rgb(11, 85, 99)"
GROUND = "element => getComputedStyle(element).backgroundColor"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_choosing_a_measure_changes_tiles_words_and_names(open_page: Open, file_url: str, scripts: bool) -> None:
    regions = open_page(f"{file_url}regions/index.html", java_script_enabled=scripts)
    shanghai = regions.locator('.kb-tiles a[href$="310000.html"]')
    assert regions.get_by_role("link", name="湖南 1 个案例").count() == 1
    regions.locator("label", has_text="专项经费").click()
    assert regions.locator(HUNAN).inner_text().split() == ["湖南", "3000", "万", "元专项经费"]
    assert regions.get_by_role("link", name="上海 文件没有提到").count() == 1
    regions.locator("label", has_text="试点方案").click()
    assert regions.get_by_role("link", name="湖南 有 试点方案").count() == 1
    assert shanghai.locator(".is-fund").is_hidden()


def test_the_keyboard_moves_through_the_measures_and_what_is_shown_stands_in_the_address(
    page: Page, http_url: str
) -> None:
    page.goto(f"{http_url}regions/index.html")
    page.locator("label", has_text="专项经费").click()
    assert page.url.endswith("regions/index.html#map-fund")
    page.locator(HUNAN).click()
    page.wait_for_url("**/regions/430000.html")
    page.go_back()
    page.wait_for_url("**/regions/index.html#map-fund")
    assert page.locator("#map-fund").is_checked()
    assert page.locator(HUNAN).evaluate(GROUND) == LIT
    page.goto("about:blank")
    page.goto(f"{http_url}regions/index.html#map-cases")
    page.locator("#map-cases").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert page.locator("#map-plan").is_checked()
    assert page.locator(HUNAN).evaluate(GROUND) == LIT
    assert page.locator('.kb-tiles a[href$="330000.html"]').evaluate(GROUND) != LIT
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.kb-tiles') !== null")
    page.keyboard.press("Enter")
    page.wait_for_url("**/regions/*.html")
