"""Cases are chosen in lists and on pages; the tray holds them, by keyboard and by finger, and is nobody else's."""

import re

from playwright.sync_api import Page, expect

from tests.browser.chosen_cases import FOUR, button
from tests.browser.ready import open_ready
from tests.browser.workshop_page import choose


def test_a_search_that_is_shared_never_touches_what_its_reader_chose_here_or_in_a_table(
    page: Page, http_url: str
) -> None:
    choose(page, http_url, FOUR[1])
    for address in ("cases/index.html?q=芜湖", f"cases/index.html?q=芜湖&compare={FOUR[2]}"):
        page.goto(http_url + address)
        expect(page.locator(".kb-tray li span")).to_contain_text(["焦作"])
    button(page, FOUR[0]).click()
    expect(page.locator(".kb-tray li")).to_have_count(2)
    assert FOUR[0] not in page.url
    page.goto(f"{http_url}problems/teaching-point-courses.html")
    expect(page.locator(".kb-tray li span")).to_contain_text(["焦作", "芜湖"])
    button(page, FOUR[0]).click()
    expect(page.locator(".kb-tray li span")).to_contain_text(["焦作"])


def test_a_fifth_case_can_be_chosen_for_a_handout_but_not_compared(page: Page, http_url: str) -> None:
    choose(page, http_url, *FOUR)
    open_ready(page, http_url, "cases/index.html")
    page.locator("#kb-results [data-compare][aria-pressed=false]").first.click()
    expect(page.locator(".kb-tray-status")).to_have_text("已选 5 个案例，对比最多 4 个")
    expect(page.locator(".kb-tray-go")).to_be_hidden()
    expect(page.locator(".kb-tray-make")).to_be_visible()


def test_a_button_says_what_it_does_and_the_keyboard_gets_from_it_to_the_tray(page: Page, http_url: str) -> None:
    page.goto(f"{http_url}cases/{FOUR[0]}.html")
    choose_it = page.get_by_role("button", name=re.compile("^选它 芜湖"))
    expect(choose_it).to_have_text("选它")
    choose_it.press("Enter")
    expect(page.get_by_role("button", name=re.compile("^已选 芜湖"))).to_have_text("已选")
    expect(page.locator(".kb-tray").get_by_role("link", name="做讲义")).to_be_visible()
    steps = 0
    while not page.evaluate("document.activeElement.closest('.kb-tray') !== null"):
        page.keyboard.press("Shift+Tab")
        steps += 1
        assert steps <= 12, "it was 127 once"
    page.reload()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "到已选案例"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.kb-tray') !== null")
    page.get_by_role("button", name="全部移除").click()
    expect(choose_it).to_be_visible()
    expect(page.locator(".kb-tray")).to_be_hidden()


def test_the_tray_works_by_keyboard_and_never_hides_what_has_the_focus(page: Page, http_url: str) -> None:
    choose(page, http_url, FOUR[0])
    open_ready(page, http_url, "cases/index.html")
    expect(page.locator(".kb-tray")).to_be_visible()
    hidden = page.locator("#kb-results .kb-row-title a").evaluate_all(
        """(links) => links.filter((link) => {
          link.focus();
          const tray = document.querySelector(".kb-tray").getBoundingClientRect();
          return link.getBoundingClientRect().bottom > tray.top + 0.5;
        }).map((link) => link.textContent)"""
    )
    assert hidden == []
    page.get_by_role("button", name=re.compile("^移除 ")).press("Enter")
    expect(page.locator(".kb-tray")).to_be_hidden()
