"""The zip that `kb pack` makes opens from a disk with the network off, and everything in it works."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.results import Results
from tests.cases import CORPUS
from tests.commands import must_run_kb
from tests.once import once


@pytest.fixture(scope="session")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Pack the site, unpack it in a folder such as people have, and return that folder's address."""

    def pack(place: Path) -> None:
        archive = place / "案例库.zip"
        must_run_kb("pack", "--cases", CORPUS, "--site", place / "site", "-o", archive)
        with zipfile.ZipFile(archive) as packed:
            packed.extractall(place / "U 盘 #1 100%25" / "案例库 (1)")

    return (once(tmp_path_factory, "packed", pack) / "U 盘 #1 100%25" / "案例库 (1)").as_uri() + "/"


@pytest.fixture
def offline(open_context: Callable[..., BrowserContext]) -> Page:
    """Open a page with the network off; a request to anywhere fails the test, as in every browser test."""
    context = open_context()
    context.set_offline(True)
    return context.new_page()


def test_the_first_page_leads_to_a_case_and_nothing_is_installed(offline: Page, unpacked: str) -> None:
    count = "window.tried = 0; ServiceWorkerContainer.prototype.register = () => { window.tried += 1; };"
    offline.add_init_script(count)
    # Where a site is installed, that begins when the page has loaded, which is waited for here.
    offline.goto(f"{unpacked}index.html")
    assert offline.evaluate("window.tried") == 0
    assert offline.locator("link[rel=manifest]").count() == 0, "a browser would complain of it on a disk"
    assert offline.locator(".kb").first.evaluate("(one) => getComputedStyle(one).color") == "rgb(27, 35, 38)"
    offline.locator(".kb-row-title a").first.click()
    expect(offline.locator("#glance")).to_be_visible()
    offline.goto(f"{unpacked}about.html")
    expect(offline.locator("#kb-save")).to_be_hidden()


def test_search_filters_and_comparison_answer(offline: Page, unpacked: str) -> None:
    offline.goto(f"{unpacked}index.html")
    box = offline.locator("main .kb-search input[name=q]").first
    box.fill("教学点开不齐课")
    box.press("Enter")
    results = Results(offline, unpacked)
    expect(results.rows.first).to_have_attribute("data-case", "wuhu-online-classroom")
    results.open("课堂")
    before = results.ids
    results.choose("region", "410000")
    results.settle("region=410000")
    assert set(results.ids) < set(before)
    buttons = offline.locator("#kb-results [data-compare]")
    buttons.nth(0).click()
    buttons.nth(1).click()
    offline.get_by_role("link", name="对比").click()
    expect(offline.locator("#kb-compare-status")).to_have_text("2 个案例")
    expect(offline.locator(".kb-compare-table thead th")).to_have_count(2)


def test_a_school_finds_what_fits(offline: Page, unpacked: str) -> None:
    offline.goto(f"{unpacked}fit.html")
    offline.get_by_label("教学点开不齐课").check()
    expect(offline.locator("#kb-fit-status")).to_have_text("1 个案例合适，最合适的在前")
    expect(offline.locator(".kb-fit")).to_contain_text("要解决的也是“教学点开不齐课”")
