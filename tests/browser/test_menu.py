"""The menu of five groups leads to every part: as a row, as a drawer, by keyboard, and where nothing runs scripts."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.ready import Open

FIVE = ["找案例", "适合我校的", "备培训", "提供案例", "关于"]
#: The first page, two of the five that are pages, and the eleven pages of three groups.
PAGES_IN_MENU = 15
FIND = ["按问题", "按做法", "按学段", "按地区", "研究怎么说", "全部案例"]


def test_in_a_row_a_group_opens_on_a_press_and_shuts_the_one_before(open_page: Open) -> None:
    page = open_page("about.html")
    assert page.locator("#kb-nav > ul > li:not(.kb-menu-home) > :is(a, button)").all_inner_texts() == FIVE
    expect(page.locator("#kb-nav ul ul a:visible")).to_have_count(0)
    page.get_by_role("button", name="找案例").click()
    assert page.locator("#kb-nav ul ul a:visible").all_inner_texts() == FIND
    page.get_by_role("button", name="备培训").click()
    expect(page.get_by_role("link", name="按地区")).to_be_hidden()
    expect(page.get_by_role("link", name="做讲义")).to_be_visible()
    page.locator("h1").click()
    expect(page.get_by_role("link", name="做讲义")).to_be_hidden()


def test_the_keyboard_walks_into_a_group_and_leaves_it_by_escape(open_page: Open) -> None:
    page = open_page("about.html")
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


def test_the_menu_says_where_one_is(page: Page, http_url: str) -> None:
    for name, page_itself, its_part in (
        ("regions/index.html", ["按地区"], []),
        ("regions/410000.html", [], ["按地区"]),
        ("cases/wuhu-online-classroom.html", [], ["全部案例"]),
        ("submit.html", ["提供案例"], []),
        ("index.html", ["首页"], []),
    ):
        page.goto(http_url + name)
        marked = {state: page.locator(f"#kb-nav [aria-current={state}]") for state in ("page", "true")}
        assert [one.strip() for one in marked["page"].all_text_contents()] == page_itself, name
        assert [one.strip() for one in marked["true"].all_text_contents()] == its_part, name


def test_every_address_of_the_menu_is_a_page_and_old_ones_stay(built_site: Path) -> None:
    text = (built_site / "about.html").read_text(encoding="utf-8")
    names = re.findall(r'href="([^"]+)"', text.partition('<nav id="kb-nav"')[2].partition("</nav>")[0])
    assert len(names) == len({*names}) == PAGES_IN_MENU
    for name in (*names, "themes/index.html"):
        assert (built_site / name).is_file(), name


def test_on_a_phone_the_drawer_shows_every_part_and_the_keyboard_opens_and_shuts_it(open_page: Open) -> None:
    page = open_page("about.html", width=375)
    links = page.locator("#kb-nav :is(a, button)")
    assert not any(link.is_visible() for link in links.all()), "a shut drawer can be walked into"
    button = page.get_by_role("button", name="打开目录")
    button.press("Enter")
    assert button.get_attribute("aria-expanded") == "true"
    page.wait_for_function("document.activeElement.closest('#kb-nav') !== null")
    page.keyboard.press("Escape")
    assert button.get_attribute("aria-expanded") == "false"
    assert button.evaluate("element => element === document.activeElement")
    button.click()
    shown = page.locator("#kb-nav :is(a, button):visible").all_inner_texts()
    assert shown[: 2 + len(FIND)] == ["首页", "找案例", *FIND]
    lowest = page.locator("#kb-nav a").last.evaluate("(link) => link.getBoundingClientRect().bottom")
    assert lowest <= 667, "the last part is below the first screen"
    page.get_by_role("link", name="按地区").click()
    page.wait_for_url(re.compile(r"regions/index\.html$"))


def test_without_scripts_a_drawer_opens_and_a_group_under_the_pointer_and_the_focus(
    open_page: Open, file_url: str
) -> None:
    page = open_page(f"{file_url}about.html", width=375, java_script_enabled=False)
    page.locator("label", has_text="打开目录").click()
    page.get_by_role("link", name="按地区").click()
    page.wait_for_url(re.compile(r"regions/index\.html$"))
    page.set_viewport_size({"width": 1280, "height": 800})
    page.get_by_role("button", name="备培训").hover()
    expect(page.get_by_role("link", name="做讲义")).to_be_visible()
    page.mouse.move(600, 600)
    expect(page.get_by_role("link", name="做讲义")).to_be_hidden()
    page.get_by_role("button", name="找案例").focus()
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("按问题")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"problems/index\.html$"))
