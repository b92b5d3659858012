"""What a page shows is there at once, in its place, on phones of 2020 as on those of today."""

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Route

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


def test_a_long_picture_of_a_list_has_every_case_in_it(open_page: Open) -> None:
    page = open_page("cases/index.html", viewport={"width": 360, "height": 640})
    # What a browser puts off until the reader is near is blank in a picture of the whole page.
    put_off = "(all) => all.filter((one) => getComputedStyle(one).contentVisibility !== 'visible').length"
    assert page.locator("#kb-results li").count() == 10
    assert page.eval_on_selector_all("body *", put_off) == 0


def as_in_2020(route: Route) -> None:
    """Serve a style sheet as a browser reads it that knows neither aspect-ratio nor gaps in a row."""
    answer = route.fetch()
    text = re.sub(r"@supports not \(aspect-ratio: ?1\)", "@supports (color: red)", answer.text())
    text = re.sub(r"(?<![\w-])(?:aspect-ratio|gap|column-gap|row-gap):[^;}]+;?", "", text)
    route.fulfill(response=answer, body=text)


def test_a_phone_of_2020_keeps_things_in_a_row_apart(
    open_context: Callable[..., BrowserContext], http_url: str
) -> None:
    context = open_context(viewport={"width": 360, "height": 640})
    context.route(re.compile(r"\.(?:html|css)(?:\?|$)"), as_in_2020)
    page = context.new_page()
    page.goto(http_url + "index.html")
    tile = page.locator(".kb-tiles a").first.bounding_box()
    assert tile
    assert tile["height"] > 30
    apart = """(all) => all.slice(1).map((one, at) => [all[at].getBoundingClientRect(), one.getBoundingClientRect()])
      .filter(([left, right]) => left.top === right.top).map(([left, right]) => right.left - left.right)"""
    for name, things in (
        (CASE, ".kb-actions > *"),
        ("cases/index.html", ".kb-row-foot > *"),
        ("cases/index.html", ".kb-chip-group:first-child li"),
        ("fit.html", ".kb-choices:first-of-type > *"),
    ):
        open_ready(page, http_url, name)
        gaps = page.eval_on_selector_all(things, apart)
        assert gaps, name
        assert min(gaps) >= 6, name
