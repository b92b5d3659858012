"""A first visit stays light: everything a page loads, as a server would send it."""

import gzip
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Response

KILOBYTE = 1000


@pytest.mark.parametrize(
    ("name", "limit"),
    [
        ("cases/jiaozuo-purchase-of-service.html", 90),
        ("cases/changsha-social-work-learning-spaces.html", 90),
        ("index.html", 110),
    ],
)
def test_a_first_visit_weighs_no_more_than_it_may(
    name: str, limit: int, open_context: Callable[..., BrowserContext], http_url: str
) -> None:
    page = open_context().new_page()
    weights: dict[str, int] = {}

    def weigh(response: Response) -> None:
        weights[response.url.removeprefix(http_url)] = len(gzip.compress(response.body(), 6))

    page.on("response", weigh)
    page.goto(http_url + name, wait_until="networkidle")
    total = sum(weights.values())
    assert len(weights) > 3
    assert total <= limit * KILOBYTE, weights


def test_nothing_that_a_page_loads_holds_up_its_first_picture(
    open_context: Callable[..., BrowserContext], http_url: str
) -> None:
    page = open_context().new_page()
    page.goto(http_url + "cases/jiaozuo-purchase-of-service.html")
    blocking = page.evaluate(
        "() => [...document.querySelectorAll('script[src]:not([defer]):not([async])')]"
        ".filter(one => one.compareDocumentPosition(document.querySelector('footer')) & 4).map(one => one.src)"
    )
    assert blocking == []
