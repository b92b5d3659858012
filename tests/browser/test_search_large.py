"""A library of more than five hundred cases loads little: counts come where they can be seen, and totals say «约»."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from benchmarks.corpus import generated_collection
from kb.publish.search_index.postings import EXACT_SIZE
from kb.search import Collection
from tests.browser.results import Results


@pytest.fixture(scope="module")
def large_url(serve_index: Callable[[Collection], str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """Serve the built pages with the index of many generated cases."""
    return serve_index(generated_collection(tmp_path_factory.mktemp("large") / "cases", EXACT_SIZE + 20))


def columns_loaded(page: Page) -> set[str]:
    names = page.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)")
    return {name.split("/f/")[1].split(".")[0] for name in names if "/kb/search/f/" in name}


def test_a_closed_group_is_counted_when_it_is_opened(page: Page, large_url: str) -> None:
    results = Results(page, large_url)
    results.open("平板")
    assert columns_loaded(page) == {"problem", "stage", "region"}
    page.locator(".kb-filter > summary").click()
    theme = page.locator(".kb-facet", has=page.locator("input[name=theme]"))
    theme.locator("summary").click()
    counts = theme.locator(".kb-facet-count")
    expect(counts.first).not_to_have_text("")
    assert columns_loaded(page) == {"problem", "stage", "region", "theme"}
    promised = int(counts.first.inner_text())
    value = str(theme.locator("input").first.get_attribute("value"))
    results.choose("theme", value)
    results.settle(f"theme={value}")
    expect(results.status).to_have_text(f"约 {promised} 个案例" if promised > 10 else f"{promised} 个案例")


def test_what_the_address_narrows_by_is_counted_and_shown_open(page: Page, large_url: str) -> None:
    results = Results(page, large_url)
    results.open(region="330000", unit_type="education-authority")
    boxes = page.locator("#kb-facets input:checked")
    assert {box.get_attribute("name") for box in boxes.all()} == {"region", "unit_type"}
    # A city is offered below its province.
    expect(page.locator("#kb-facets .kb-facet-within input").first).to_be_visible()


def test_a_rounded_total_says_so_and_one_that_can_be_seen_does_not(page: Page, large_url: str) -> None:
    results = Results(page, large_url)
    results.open("平板")
    expect(results.status).to_have_text(f"约 {results.status.inner_text().split()[1]} 个案例")
    results.open()
    expect(results.status).to_have_text(f"{EXACT_SIZE + 20} 个案例")
    results.open("iiiiii")
    expect(results.status).to_have_text("没有找到案例")


def test_what_fits_loads_only_what_a_school_is_matched_by(page: Page, large_url: str) -> None:
    # Only the index is that of the generated cases; they have no pages on this site.
    page.route("**/cases/*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto(f"{large_url}fit.html")
    page.locator("input[name=problem]").first.check(force=True)
    expect(page.locator("#kb-fit-status")).to_contain_text("案例")
    assert columns_loaded(page) == {"problem", "stage", "school_kind", "region", "unit_type", "model"}
