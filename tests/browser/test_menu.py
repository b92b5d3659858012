"""The menu of five groups leads to every part: as a row, as a drawer, by keyboard, and where nothing runs scripts."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.ready import Open

FIVE = ["找案例", "适合我校的", "备培训", "提供案例", "关于"]
#: The first page, two of the five that are pages, and the eleven pages of three groups.
PAGES_IN_MENU = 15
FIND = ["按问题", "按做法", "按学段", "按地区", "研究怎么说", "全部案例"]


def heads(page: Page) -> list[str]:
    return page.locator("#kb-nav > ul > li:not(.kb-menu-home) > :is(a, button)").all_inner_texts()


def test_in_a_row_a_group_opens_on_a_press_and_shuts_the_one_before(open_page: Open) -> None:
    page = open_page("about.html", width=1280)
    assert heads(page) == FIVE
    expect(page.locator("#kb-nav ul ul a:visible")).to_have_count(0)
    page.get_by_role("button", name="找案例").click()
    assert page.locator("#kb-nav ul ul a:visible").all_inner_texts() == FIND
    page.get_by_role("button", name="备培训").click()
    expect(page.get_by_role("link", name="按地区")).to_be_hidden()
    expect(page.get_by_role("link", name="做讲义")).to_be_visible()
    page.locator("h1").click()
    expect(page.get_by_role("link", name="做讲义")).to_be_hidden()


def test_the_keyboard_walks_into_a_group_and_leaves_it_by_escape(open_page: Open) -> None:
    page = open_page("about.html", width=1280)
    button = page.get_by_role("button", name="找案例")
    button.focus()
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("适合我校的")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("按问题")
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    for _ in range(len(FIND) + 1):
        page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("适合我校的")
    expect(button).to_have_attribute("aria-expanded", "false")


@pytest.mark.parametrize(
    ("name", "page_itself", "its_part"),
    [
        ("regions/index.html", "按地区", None),
        ("regions/410000.html", None, "按地区"),
        ("cases/wuhu-online-classroom.html", None, "全部案例"),
        ("submit.html", "提供案例", None),
        ("index.html", "首页", None),
    ],
)
def test_the_menu_says_where_one_is(name: str, page_itself: str | None, its_part: str | None, open_page: Open) -> None:
    page = open_page(name, width=1280)
    for state, words in (("page", page_itself), ("true", its_part)):
        marked = page.locator(f"#kb-nav [aria-current={state}]")
        expect(marked).to_have_count(0 if words is None else 1)
        if words:
            expect(marked).to_have_text(words)


def test_every_address_of_the_menu_is_a_page_and_old_ones_stay(built_site: Path) -> None:
    nav = (
        (built_site / "about.html").read_text(encoding="utf-8").partition('<nav id="kb-nav"')[2].partition("</nav>")[0]
    )
    names = re.findall(r'href="([^"]+)"', nav)
    assert len(names) == len({*names}) == PAGES_IN_MENU
    for name in (*names, "themes/index.html"):
        assert (built_site / name).is_file(), name


def test_on_a_phone_the_drawer_shows_every_part_in_its_group(open_page: Open) -> None:
    page = open_page("about.html", width=375)
    page.get_by_role("button", name="打开目录").click()
    shown = page.locator("#kb-nav :is(a, button):visible").all_inner_texts()
    assert shown[: 2 + len(FIND)] == ["首页", "找案例", *FIND]
    lowest = page.locator("#kb-nav a").last.evaluate("(link) => link.getBoundingClientRect().bottom")
    assert lowest <= 667, "the last part is below the first screen"
    page.get_by_role("link", name="按地区").click()
    page.wait_for_url(re.compile(r"regions/index\.html$"))


def test_the_keyboard_opens_the_drawer_walks_through_it_and_shuts_it(open_page: Open) -> None:
    page = open_page("about.html", width=640)
    links = page.locator("#kb-nav :is(a, button)")
    assert not any(link.is_visible() for link in links.all()), "a shut drawer can be walked into"
    button = page.get_by_role("button", name="打开目录")
    button.focus()
    page.keyboard.press("Enter")
    assert button.get_attribute("aria-expanded") == "true"
    page.wait_for_function("document.activeElement.closest('#kb-nav') !== null")
    page.keyboard.press("Escape")
    assert button.get_attribute("aria-expanded") == "false"
    assert button.evaluate("element => element === document.activeElement")


def test_without_scripts_the_drawer_opens_too(open_context: Callable[..., BrowserContext], file_url: str) -> None:
    page = open_context(java_script_enabled=False, viewport={"width": 375, "height": 800}).new_page()
    page.goto(file_url + "about.html")
    page.locator("label", has_text="打开目录").click()
    page.get_by_role("link", name="按地区").click()
    page.wait_for_url(re.compile(r"regions/index\.html$"))


def test_without_scripts_a_group_opens_under_the_pointer_and_the_focus(
    open_context: Callable[..., BrowserContext], file_url: str
) -> None:
    page = open_context(java_script_enabled=False, viewport={"width": 1280, "height": 800}).new_page()
    page.goto(file_url + "about.html")
    page.get_by_role("button", name="备培训").hover()
    expect(page.get_by_role("link", name="做讲义")).to_be_visible()
    page.mouse.move(600, 600)
    expect(page.get_by_role("link", name="做讲义")).to_be_hidden()
    page.get_by_role("button", name="找案例").focus()
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("按问题")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"problems/index\.html$"))
