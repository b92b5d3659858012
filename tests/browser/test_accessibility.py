"""axe finds nothing on any kind of page, by day and by night, on a desk and in a hand."""

from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.ready import Open, open_ready
from tests.office_forms import SELF, filled_word

PAGES = (
    "index.html",
    "cases/index.html",
    "cases/index.html?q=同步课堂",
    "cases/index.html?q=xqzzv",
    "cases/changsha-social-work-learning-spaces.html",
    "cases/jiaozuo-purchase-of-service.html",
    "themes/index.html",
    "models/purchase-of-service.html",
    "models/flipped-classroom.html",
    "research/index.html",
    "known.html",
    "glossary.html",
    "regions/index.html",
    "regions/410000.html",
    "regions/710000.html",
    "regions/410800.html",
    "notice.html",
    "about.html",
    "data.html",
    "cases/index.html?invest=unknown&sort=name&view=compact",
    "compare.html",
    "compare.html?cases=wuhu-online-classroom,jiaozuo-purchase-of-service,changsha-social-work-learning-spaces",
    "collections/index.html",
    "collections/who-invests-who-operates.html",
    "workshop.html",
    "workshop.html?w=1-1vv7tcj-22mrdpx-1vv7tcj.p1&n=5Y6_",
    "workshop.html?w=1-1vv7tcj-22mrdpx&v=slides",
    "workshop.html?w=1-1vv7tcj-22mrdpx&v=worksheet",
    "fit.html",
    "fit.html?region=520000&stage=primary&kind=teaching-point&problem=teaching-point-courses&help=school",
    "offline.html",
    "submit.html",
    "rules.html",
    "404.html",
)

#: WCAG 2.2 A and AA, and what axe holds to be good practice.
OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


#: A form in which two answers are missing.
LACKING = {key: value for key, value in SELF.items() if key not in ("title", "body.做法")}

#: What colours can change, which by night is all that differs.
COLOURS = OPTIONS | {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}

OPEN_ALL = "() => document.querySelectorAll('details').forEach((one) => (one.open = true))"


def violations(page: Page, axe: str, name: str, options: Any = OPTIONS) -> list[str]:
    """Return what axe finds on the page as it stands."""
    page.evaluate(axe)
    return [
        f"{name}: {one['id']} ({one['impact']}): {[(at['target'], at['failureSummary']) for at in one['nodes'][:3]]}"
        for one in page.evaluate("options => axe.run(document, options)", options)["violations"]
    ]


@pytest.fixture(scope="module")
def axe() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(name: str, axe: str, page: Page, http_url: str) -> None:
    found = []
    for width in (1280, 375):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme="light")
        found += violations(open_ready(page, http_url, name), axe, f"light {width}")
        page.emulate_media(color_scheme="dark")
        page.locator("[data-md-color-scheme=slate]").wait_for()
        found += violations(page, axe, f"dark {width}", COLOURS)
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "media", [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"forced_colors": "active"}], ids=str
)
def test_axe_finds_nothing_in_what_a_reader_opens_and_fills_in(
    media: Any, axe: str, open_page: Open, http_url: str
) -> None:
    page = open_page("about.html", **media, viewport={"width": 375, "height": 800})
    page.get_by_role("button", name="打开目录").click()
    found = violations(page, axe, "drawer")
    page.goto(http_url + "index.html")
    page.locator("form.kb-search input").focus()
    page.keyboard.type("教学点")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    found += violations(page, axe, "suggestions")
    page.goto(http_url + "cases/index.html")
    page.locator(".kb-facet").first.wait_for(state="attached")
    page.evaluate(OPEN_ALL)
    page.locator("[data-kb-search=answered]").wait_for(state="attached")
    found += violations(page, axe, "every filter")
    page.locator("main [data-compare]").first.click()
    page.locator(".kb-tray-make").wait_for()
    found += violations(page, axe, "what was chosen")
    page.goto(http_url + "cases/jiaozuo-purchase-of-service.html")
    page.evaluate(OPEN_ALL)
    page.locator(".kb-cite-tools").wait_for()
    found += violations(page, axe, "every gap, and the citation under the text")
    page.locator(".kb-cite-part").first.click()
    page.locator("dialog .kb-cite-tools").wait_for()
    found += violations(page, axe, "citation in a dialog")
    page.keyboard.press("Escape")
    for name, opens in (("source", ".kb-body .kb-mark a"), ("word", "a.kb-term")):
        page.goto(http_url + "cases/wuhu-online-classroom.html")
        page.locator(opens).first.click()
        page.locator(".kb-pop:popover-open").wait_for()
        found += violations(page, axe, f"{name} in its place")
        page.keyboard.press("Escape")
    page.get_by_role("button", name="海报").click()
    page.locator("dialog[open] img, dialog[open] canvas").first.wait_for()
    found += violations(page, axe, "poster")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="阅读").click()
    page.locator(".kb-reading").wait_for()
    found += violations(page, axe, "ways of reading")
    page.goto(http_url + "submit.html")
    page.locator("#f-road-material").check()
    page.locator("#f-summary").fill("太短。")
    page.locator("#f-summary").press("Tab")
    page.locator("#f-summary-problems li").first.wait_for()
    page.evaluate(OPEN_ALL)
    found += violations(page, axe, "a form with faults")
    page.once("dialog", lambda asked: asked.accept())
    page.get_by_label("已经填好了").set_input_files(
        {"name": "申报表.docx", "mimeType": "application/octet-stream", "buffer": filled_word(LACKING)}
    )
    page.locator("#kb-form-file-said .kb-form-left li").first.wait_for()
    found += violations(page, axe, "what is wrong in a filled-in form")
    assert not found, "\n".join(found)


def test_axe_does_find_a_fault_where_there_is_one(axe: str, open_context: Callable[..., BrowserContext]) -> None:
    page = open_context().new_page()
    page.set_content("<html><title>x</title><body><img src='data:,'><input></body></html>")
    page.evaluate(axe)
    found = {one["id"] for one in page.evaluate("options => axe.run(document, options)", OPTIONS)["violations"]}
    assert {"image-alt", "html-has-lang", "label"} <= found
