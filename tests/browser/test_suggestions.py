"""While somebody types, the box offers places, problems, practices and titles: to the mouse, the keyboard, the ear."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.ready import Open


def typed(page: Page, text: str) -> Locator:
    """Type into the page's box; return what is offered."""
    page.locator("form.kb-search input").focus()
    page.keyboard.type(text)
    return page.get_by_role("option")


def test_what_is_typed_is_offered_counted_and_leads_there(open_page: Open, http_url: str) -> None:
    page = open_page("index.html", width=1280)
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.locator("form.kb-search input").focus()
    with page.expect_request("**/kb/search_more.js*"):
        assert not [url for url in loaded if "search_more" in url or "/facets" in url or "/words" in url]
        page.keyboard.type("课")
    expect(page.get_by_role("option").first).to_be_visible()
    for text, words, kind, leads_to in (
        ("河南", "河南省", "地区", r"regions/410000\.html$"),
        ("贵州", "贵州省", "地区", r"regions/520000\.html$"),
        ("开不齐", "教学点开不齐课", "问题", r"problems/teaching-point-courses\.html$"),
        ("平板", "移动学习", "做法", r"models/mobile-learning\.html$"),
        ("wuhu", "芜湖“在线课堂”", "案例", r"cases/wuhu-online-classroom\.html$"),
    ):
        page.goto(f"{http_url}index.html")
        options = typed(page, text)
        offered = options.filter(has_text=words).first
        expect(offered).to_contain_text(kind)
        status = page.locator("form.kb-search [role=status]")
        expect(status).to_have_text(f"{options.count()} 条建议，用上下键选")
        offered.click()
        page.wait_for_url(re.compile(leads_to))


def test_the_keyboard_walks_through_what_is_offered_and_leaves_it(open_page: Open) -> None:
    page = open_page("about.html", width=375)
    options = typed(page, "河南")
    box = page.get_by_role("combobox")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    first = options.first
    expect(first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", str(first.get_attribute("id")))
    expect(box).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(box).not_to_have_attribute("aria-activedescendant", re.compile("."))
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    expect(box).to_have_value("河南")
    page.keyboard.type("省")
    expect(options.first).to_contain_text("河南省")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"regions/410000\.html$"))


def test_enter_without_a_choice_searches_as_ever(open_page: Open) -> None:
    page = open_page("index.html", width=1280)
    options = typed(page, "河南")
    expect(options.first).to_be_visible()
    page.get_by_role("combobox").fill("")
    expect(options).to_have_count(0)
    page.keyboard.type("河南")
    expect(options.first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"cases/index\.html\?q="))
