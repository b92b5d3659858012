"""Names stay whole, nothing unseen takes room, and the first screen says how far the evidence goes."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext

#: Every word between spaces that stands on more than one line.
BROKEN = """(nodes) => nodes.flatMap((node) => {
  const text = node.firstChild;
  return [...text.data.matchAll(/[^\\s\\u00a0·、]+/g)].filter(({ 0: word, index }) => {
    const range = document.createRange();
    range.setStart(text, index);
    range.setEnd(text, index + word.length);
    return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1;
  }).map(([word]) => word);
})"""


@pytest.mark.parametrize(
    ("width", "path", "selector"),
    [
        (1280, "regions/410000.html", ".kb-cases td:nth-child(3)"),
        (375, "index.html", ".kb-row-meta"),
        (375, "cases/index.html?evidence=0", ".kb-row-meta"),
    ],
)
def test_the_name_of_a_place_never_breaks_inside(
    open_context: Callable[..., BrowserContext], http_url: str, width: int, path: str, selector: str
) -> None:
    page = open_context(viewport={"width": width, "height": 800}).new_page()
    page.goto(http_url + path)
    page.wait_for_function("!document.querySelector('.kb-status') || /个案例/.test(document.body.innerText)")
    names = page.locator(selector)
    assert names.count() >= 3
    assert names.evaluate_all(BROKEN) == []


def test_signs_that_nobody_sees_take_no_line_of_their_own(
    open_context: Callable[..., BrowserContext], http_url: str
) -> None:
    page = open_context(viewport={"width": 1280, "height": 800}).new_page()
    page.goto(f"{http_url}cases/jiaozuo-purchase-of-service.html")
    page.locator("#claim-1 > .kb-cite-part").wait_for(state="attached")
    claims = page.locator(".kb-claims > li")
    assert claims.count() == 4
    assert len(set(claims.evaluate_all("(items) => items.map((item) => item.offsetHeight)"))) == 1


@pytest.mark.parametrize(("width", "height"), [(375, 812), (1280, 800)])
def test_the_first_screen_says_how_far_the_evidence_goes(
    open_context: Callable[..., BrowserContext], http_url: str, width: int, height: int
) -> None:
    page = open_context(viewport={"width": width, "height": height}).new_page()
    page.goto(http_url)
    box = page.locator(".kb-honesty").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= height
