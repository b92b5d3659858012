"""Every kind of page suits every reader: no error, nothing for axe to find, nothing too wide, and clean on paper."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import COLOURS, violations
from tests.browser.printed_pages import Printed
from tests.browser.ready import Open, open_ready
from tests.office_forms import SELF, filled_word

COMPARED = "compare.html?cases=wuhu-online-classroom,jiaozuo-purchase-of-service,changsha-social-work-learning-spaces"

#: Pages that are printed as they stand, beside being read.
PRINTED = (
    "index.html",
    "cases/index.html",
    "cases/jiaozuo-purchase-of-service.html",
    "themes/index.html",
    "problems/scarce-good-teaching.html",
    "regions/index.html",
    "regions/410000.html",
    "collections/index.html",
    "collections/who-invests-who-operates.html",
    "notice.html",
    "about.html",
    "data.html",
    "known.html",
    "fit.html",
    "submit.html",
    "workshop.html",
    COMPARED,
)
PAGES = (
    *PRINTED,
    "cases/index.html?q=同步课堂",
    "cases/index.html?q=xqzzv",
    "cases/index.html?region=410000&invest=unknown&sort=name&view=compact",
    "cases/changsha-social-work-learning-spaces.html",
    "cases/wuhu-online-classroom.html",
    "models/flipped-classroom.html",
    "research/index.html",
    "glossary.html",
    "regions/710000.html",
    "regions/410800.html",
    "compare.html",
    "workshop.html?w=1-1vv7tcj-22mrdpx-1vv7tcj.p1&n=5Y6_",
    "workshop.html?w=1-1vv7tcj-22mrdpx&v=slides",
    "workshop.html?w=1-1vv7tcj-22mrdpx&v=worksheet",
    "fit.html?region=520000&stage=primary&kind=teaching-point&problem=teaching-point-courses&help=school",
    "offline.html",
    "rules.html",
    "404.html",
)

#: What a reader may ask of the space in text (WCAG 2.2, 1.4.12).
SPACED = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }
"""

#: What is only there to be pressed or to lead on; the form of the submit page may be filled in by hand.
TO_PRESS = """() => [...document.querySelectorAll("button, body > header, nav, .kb-more, .kb-anchor, .kb-cite-go")]
  .filter((one) => one.checkVisibility({ opacityProperty: true }))
  .map((one) => one.outerHTML.slice(0, 80))"""

#: A form in which two answers are missing.
LACKING = {key: value for key, value in SELF.items() if key not in ("title", "body.做法")}

OPEN_ALL = "() => document.querySelectorAll('details').forEach((one) => (one.open = true))"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_suits_every_reader(name: str, page: Page, http_url: str, printed: Callable[..., Printed]) -> None:
    open_ready(page, http_url, name)
    faults = violations(page, "by day on a desk")
    page.set_viewport_size({"width": 375, "height": 800})
    change_scheme(page, "dark")
    faults += violations(page, "by night on a phone")
    if name in PRINTED:
        faults += on_paper(page, name, printed)
    faults += too_wide(page)
    assert not faults, "\n".join(faults)


def change_scheme(page: Page, scheme: Literal["dark", "light"]) -> None:
    page.emulate_media(color_scheme=scheme)
    page.locator(f"[data-md-color-scheme={'slate' if scheme == 'dark' else 'default'}]").wait_for()


def on_paper(page: Page, name: str, printed: Callable[..., Printed]) -> list[str]:
    """Return what is wrong with a page on paper, for a reader who prefers dark and prints backgrounds, too."""
    page.emulate_media(media="print")
    faults = [f"to press: {one}" for one in page.evaluate(TO_PRESS)]
    paper = printed(page, print_background=True)
    page.emulate_media(media="screen")
    sheets = paper.pages()
    last = re.search(r"教育信息化典型案例库：《[^》]+》，(\d{4}-\d\d-\d\d)更新，(\S+)", sheets[-1])
    if not last or not last[2].startswith(name):
        return [*faults, f"address and date do not end the last sheet: {sheets[-1]}"]
    # The running foot of the workshop's paper stands below everything.
    said = [len(sheet.replace(last[0], "")) for sheet in sheets]
    if min(said) <= 20:
        faults.append(f"characters on each sheet beside the last line: {said}")
    if not (paper.is_grey() and paper.is_mostly_white()):
        faults.append("not black on white")
    if paper.sizes() != {(297, 210) if name.startswith("compare") else (210, 297)}:
        faults.append(f"sizes: {paper.sizes()}")
    return faults


def too_wide(page: Page) -> list[str]:
    """Return where the page scrolls sideways, with and without wide spacing."""
    faults = []
    for spaced in (False, True):
        if spaced:
            page.add_style_tag(content=SPACED)
        # 640 is a window of 1280 at 200 %, 320 one at 400 %.
        for width in (1280, 768, 640, 375, 320):
            page.set_viewport_size({"width": width, "height": 800})
            needed = page.evaluate("document.documentElement.scrollWidth")
            if needed > width:
                faults.append(f"at {width}, {spaced=}, it needs {needed}")
    return faults


def test_every_page_opens_from_a_disk_without_error_or_foreign_request(page: Page, file_url: str) -> None:
    for name in PAGES:
        if name.startswith(("404", "workshop")):
            continue
        open_ready(page, file_url, name)
        assert page.locator("h1").count() == 1, name
        assert page.locator("html").get_attribute("lang") == "zh-CN", name
        colour = page.locator(".kb").first.evaluate("element => getComputedStyle(element).color")
        assert colour == "rgb(27, 35, 38)", f"{name}: our style sheet is not applied"


def test_without_scripts_a_page_made_by_them_says_what_to_do(open_page: Open, file_url: str) -> None:
    page = open_page(f"{file_url}compare.html", java_script_enabled=False)
    for name, words in (
        ("compare.html", "并排对比要用脚本"),
        ("workshop.html", "做讲义要用脚本"),
        ("fit.html", "这一页要用脚本。"),
    ):
        page.goto(file_url + name)
        expect(page.get_by_text(words)).to_be_visible()
    expect(page.get_by_role("link", name="从问题找")).to_be_visible()


def test_every_page_has_a_title_of_its_own(built_site: Path) -> None:
    pages = [path for path in built_site.rglob("*.html") if "http-equiv=" not in path.read_text(encoding="utf-8")]
    titles = [re.search("<title>(.*?)</title>", path.read_text(encoding="utf-8"))[1] for path in pages]  # type: ignore[index]
    assert len(titles) > 50
    assert [title for title in set(titles) if titles.count(title) > 1] == []


def test_axe_finds_nothing_in_what_a_reader_opens_and_fills_in(open_page: Open, http_url: str) -> None:
    page = open_page("about.html", width=375)
    found: list[str] = []

    def look(what: str) -> None:
        found.extend(violations(page, what))
        change_scheme(page, "dark")
        found.extend(violations(page, f"{what}, by night", COLOURS))
        change_scheme(page, "light")
        page.emulate_media(forced_colors="active")
        found.extend(violations(page, f"{what}, in the system's own colours", COLOURS))
        page.emulate_media(forced_colors="none")

    page.get_by_role("button", name="打开目录").click()
    look("drawer")
    page.goto(http_url + "index.html")
    page.locator("form.kb-search input").focus()
    page.keyboard.type("教学点")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    look("suggestions")
    page.goto(http_url + "cases/index.html")
    page.locator(".kb-facet").first.wait_for(state="attached")
    page.evaluate(OPEN_ALL)
    page.locator("[data-kb-search=answered]").wait_for(state="attached")
    look("every filter")
    page.locator("main [data-compare]").first.click()
    page.locator(".kb-tray-make").wait_for()
    look("what was chosen")
    page.goto(http_url + "cases/jiaozuo-purchase-of-service.html")
    page.evaluate(OPEN_ALL)
    page.locator(".kb-cite-tools").wait_for()
    look("every gap, and the citation under the text")
    page.locator(".kb-cite-part").first.click()
    page.locator("dialog .kb-cite-tools").wait_for()
    look("citation in a dialog")
    page.keyboard.press("Escape")
    page.goto(http_url + "cases/wuhu-online-classroom.html")
    for name, opens in (("source", ".kb-body .kb-mark a"), ("word", "a.kb-term")):
        page.locator(opens).first.click()
        page.locator(".kb-pop:popover-open").wait_for()
        look(f"{name} in its place")
        page.keyboard.press("Escape")
    page.get_by_role("button", name="海报").click()
    page.locator("dialog[open] img, dialog[open] canvas").first.wait_for()
    look("poster")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="阅读").click()
    page.locator(".kb-reading").wait_for()
    look("ways of reading")
    page.goto(http_url + "submit.html")
    page.locator("#f-road-material").check()
    page.locator("#f-summary").fill("太短。")
    page.locator("#f-summary").press("Tab")
    page.locator("#f-summary-problems li").first.wait_for()
    page.evaluate(OPEN_ALL)
    look("a form with faults")
    page.once("dialog", lambda asked: asked.accept())
    page.get_by_label("已经填好了").set_input_files(
        {"name": "申报表.docx", "mimeType": "application/octet-stream", "buffer": filled_word(LACKING)}
    )
    page.locator("#kb-form-file-said .kb-form-left li").first.wait_for()
    look("what is wrong in a filled-in form")
    assert not found, "\n".join(found)


def test_axe_does_find_a_fault_where_there_is_one(page: Page) -> None:
    page.set_content("<html><title>x</title><body><img src='data:,'><input><p style='color: #999'>words</body></html>")
    found = {one.split()[1] for one in violations(page, "now")}
    assert {"image-alt", "html-has-lang", "label", "color-contrast"} <= found
