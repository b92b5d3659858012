"""Leaving out most of the theme's styles changes the look of no page, and what is laid out late is there in time."""

import re
from collections.abc import Callable
from itertools import chain
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from kb.publish.core.stylesheet import ADDRESS, page_styles
from kb.publish.core.theme_styles import CLASSES, theme_sheets, theme_styles

#: Pages and what stands on each once it has done its work.
PAGES = {
    "index.html": ".kb-tiles",
    "cases/index.html?q=在线课堂": ".kb-row mark",
    "cases/wuhu-online-classroom.html": ".kb-cite-part",
    "regions/index.html": ".kb-tiles",
    "compare.html?cases=wuhu-online-classroom,jiaozuo-purchase-of-service": "table th:nth-child(3)",
    "submit.html": "#kb-submit-summary li",
}

CASE = "cases/wuhu-online-classroom.html"

#: What every element and its two made-up children look like, as the browser has worked it out.
LOOK = """() => [...document.querySelectorAll("html, body, body *")].flatMap((element) =>
  [null, "::before", "::after"].flatMap((part) => {
    const style = getComputedStyle(element, part);
    if (part && ["none", "normal"].includes(style.content)) return [];
    const names = [...style].filter((name) => !name.startsWith("--"));
    return [[element.tagName, element.className, part, ...names.map((name) => name + ":" + style[name])].join(";")];
  }))"""


def whole_styles() -> str:
    return page_styles().replace(theme_styles(), "".join(theme_sheets()))


def looks_of(page: Page, address: str, done: str) -> list[list[str]]:
    looks = []
    for width, scheme, medium in ((1280, "light", "screen"), (375, "dark", "screen"), (1280, "light", "print")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme, media=medium)  # type: ignore[arg-type]
        page.goto(address)
        page.locator(done).first.wait_for(state="attached")
        # What is laid out late is as high as guessed until then.
        page.add_style_tag(content="* { content-visibility: visible !important; }")
        page.wait_for_timeout(300)
        looks.append(page.evaluate(LOOK))
    return looks


@pytest.mark.parametrize("path", PAGES)
def test_a_page_looks_as_it_does_with_all_styles_of_the_theme(
    open_context: Callable[..., BrowserContext], http_url: str, path: str
) -> None:
    trimmed = looks_of(open_context().new_page(), http_url + path, PAGES[path])
    context = open_context()
    context.route(f"**/{ADDRESS}*", lambda route: route.fulfill(body=whole_styles(), content_type="text/css"))
    whole = looks_of(context.new_page(), http_url + path, PAGES[path])
    differing = [
        [(one, other) for one, other in zip(first.split(";"), second.split(";"), strict=False) if one != other]
        for first, second in zip(chain(*trimmed), chain(*whole), strict=True)
        if first != second
    ]
    assert differing == []


def test_no_page_carries_a_class_whose_styles_were_left_out(built_site: Path) -> None:
    themes = {name for sheet in theme_sheets() for name in re.findall(r"\.([A-Za-z][\w-]*)", sheet)} - CLASSES
    for path in built_site.rglob("*.html"):
        carried = {
            name
            for names in re.findall(r'class="?([^">]*)', path.read_text(encoding="utf-8"))
            for name in names.split()
        }
        assert not carried & themes, path


def test_a_link_to_a_paragraph_far_below_leads_to_it(
    open_context: Callable[..., BrowserContext], http_url: str
) -> None:
    page = open_context().new_page()
    page.goto(http_url + CASE)
    last = page.eval_on_selector_all(".kb-body [id]", "(all) => all.at(-1).id")
    page.goto(f"{http_url}{CASE}#{last}")
    page.wait_for_timeout(300)
    top, height = page.eval_on_selector(f"[id='{last}']", "(one) => [one.getBoundingClientRect().top, innerHeight]")
    assert 0 <= top < height


@pytest.mark.parametrize(
    ("path", "part", "link"),
    [
        ("cases/index.html", "#kb-results li", ".kb-row-title a"),
        ("index.html", ".kb-home > section", "a"),
        (CASE, ".kb-body > section", "h2 ~ * a:not(.kb-anchor)"),
    ],
)
def test_a_ring_of_focus_shows_beside_a_part_that_is_laid_out_late(
    open_context: Callable[..., BrowserContext], http_url: str, path: str, part: str, link: str
) -> None:
    page = open_context(viewport={"width": 1280, "height": 800}).new_page()
    page.goto(http_url + path)
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
