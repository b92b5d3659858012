"""What is laid out late is there in time."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.ready import Open, open_ready

CASE = "cases/wuhu-online-classroom.html"


def test_a_link_to_a_paragraph_far_below_leads_to_it(open_page: Open, http_url: str) -> None:
    page = open_page(CASE)
    last = page.eval_on_selector_all(".kb-body [id]", "(all) => all.at(-1).id")
    page.goto(f"{http_url}{CASE}#{last}")
    # What is laid out late must not push it away again: it stays for ten frames where it is.
    top, height = page.locator(f"[id='{last}']").evaluate(
        """async (one) => {
          let [top, frames] = [NaN, 0];
          while (frames < 10) {
            await new Promise(requestAnimationFrame);
            const now = one.getBoundingClientRect().top;
            frames = now === top ? frames + 1 : 0;
            top = now;
          }
          return [top, innerHeight];
        }"""
    )
    assert 0 <= top < height


@pytest.mark.parametrize(
    ("path", "part", "link"),
    [
        ("cases/index.html", "#kb-results li", ".kb-row-title a"),
    ],
)
def test_a_ring_of_focus_shows_beside_a_part_that_is_laid_out_late(
    open_context: Callable[..., BrowserContext], http_url: str, path: str, part: str, link: str
) -> None:
    page = open_context(viewport={"width": 1280, "height": 800}).new_page()
    open_ready(page, http_url, path)
    late = page.locator(part).filter(has=page.locator(link)).first
    assert late.evaluate("(one) => getComputedStyle(one).contentVisibility") == "auto"
    late.scroll_into_view_if_needed()
    # Stands where the part begins, so that its ring would lie outside.
    page.keyboard.press("Tab")
    late.locator(link).first.evaluate(
        "(one) => Object.assign(one.style, { position: 'absolute', insetInlineStart: 0 })"
    )
    late.evaluate("(one) => one.style.position = 'relative'")
    box = late.bounding_box()
    assert box is not None
    beside = {"x": box["x"] - 8, "y": box["y"], "width": 7, "height": box["height"]}
    before = page.screenshot(clip=beside)
    late.locator(link).first.evaluate("(one) => one.focus({ preventScroll: true, focusVisible: true })")
    assert page.screenshot(clip=beside) != before
