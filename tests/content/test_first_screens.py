"""On the smallest phone in use every case of the library says at once what was done, and soon what to settle first."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import Page, ViewportSize

from benchmarks.built_site import browser_on_site
from kb.checks import load_valid_corpus
from tests.cases import ROOT

PHONE: ViewportSize = {"width": 360, "height": 640}
#: In how many screens each of these has begun and its heading is read.
WITHIN = {"h1": 1, ".kb-summary": 1, "#practice": 1, "#replication": 3}


def screens_to(page: Page, name: str) -> float:
    box = page.locator(name).bounding_box()
    assert box, name
    return (box["y"] + box["height"]) / PHONE["height"]


def late_cases() -> dict[str, dict[str, float]]:
    """Return what comes too late on which case's page."""
    late = {}
    with browser_on_site() as (browser, base):
        page = browser.new_page(viewport=PHONE, locale="zh-CN")
        for case in load_valid_corpus(ROOT / "cases").cases:
            page.goto(f"{base}cases/{case.id}.html")
            reached = {name: round(screens_to(page, name), 2) for name in WITHIN}
            if any(reached[name] > most for name, most in WITHIN.items()):
                late[case.id] = reached
    return late


@pytest.mark.browser
@pytest.mark.slow
def test_every_case_shows_what_they_did_at_once_and_what_to_settle_within_three_screens() -> None:
    # In a thread of its own: one thread runs one Playwright, and other browser tests may have started theirs.
    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(late_cases).result() == {}
