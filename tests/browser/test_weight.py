"""A first visit stays light: all that a page loads and that the web app then keeps, as a server would send it."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Response

from kb.publish.build.service_worker import shell_files
from tests.browser.ready import Open

KILOBYTE = 1000


def weight(content: bytes) -> int:
    return len(gzip.compress(content, 6))


@pytest.mark.parametrize(
    ("name", "limit"),
    [
        ("cases/jiaozuo-purchase-of-service.html", 92),
        ("cases/changsha-social-work-learning-spaces.html", 92),
        ("index.html", 85),
    ],
)
def test_a_first_visit_weighs_no_more_than_it_may(
    name: str, limit: int, open_context: Callable[..., BrowserContext], http_url: str, built_site: Path
) -> None:
    page = open_context().new_page()
    of_app = {*shell_files(built_site), "sw.js", "kb/worker.js", "manifest.webmanifest"}
    responses: list[Response] = []
    page.on("response", lambda response: responses.append(response))
    page.goto(http_url + name, wait_until="networkidle")
    loaded = {response.url.removeprefix(http_url): weight(response.body()) for response in responses}
    assert len(loaded) > 3
    weights = {one: weight((built_site / one.partition("?")[0]).read_bytes()) for one in of_app} | loaded
    total = sum(weights.values())
    assert total <= limit * KILOBYTE, weights


def test_nothing_that_a_page_loads_holds_up_its_first_picture(open_page: Open) -> None:
    page = open_page("cases/jiaozuo-purchase-of-service.html")
    blocking = page.evaluate(
        "() => [...document.querySelectorAll('script[src]:not([defer]):not([async])')]"
        ".filter(one => one.compareDocumentPosition(document.querySelector('footer')) & 4).map(one => one.src)"
    )
    assert blocking == []
