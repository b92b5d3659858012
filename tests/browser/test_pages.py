"""Every kind of page opens cleanly, over http and from a disk, on a desk and in a hand, by day and by night."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.ready import Open, open_ready

PAGES = (
    "index.html",
    "cases/index.html",
    "cases/wuhu-online-classroom.html",
    "cases/zhengzhou-no2-mobile-self-learning.html",
    "themes/index.html",
    "problems/scarce-good-teaching.html",
    "regions/index.html",
    "regions/410000.html",
    "notice.html",
    "about.html",
    "models/flipped-classroom.html",
    "research/index.html",
    "known.html",
    "glossary.html",
    "compare.html",
    "fit.html",
    "offline.html",
)

#: Pages of which scripts make the most.
MADE_BY_SCRIPTS = (
    "cases/index.html?q=课堂",
    "cases/index.html?region=410000&invest=unknown&view=compact",
    "compare.html?cases=wuhu-online-classroom,jiaozuo-purchase-of-service,changsha-social-work-learning-spaces",
    "fit.html?region=520000&stage=primary&kind=teaching-point&problem=teaching-point-courses&help=school",
    "workshop.html?w=1-1vv7tcj-22mrdpx&n=5Y6_",
    "submit.html",
)

#: What a reader may ask of the space in text (WCAG 2.2, 1.4.12).
SPACED = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }
"""

#: Compare the colours of text with those it stands on, through see-through layers, as WCAG 2.2 counts.
POOR_CONTRAST = """
() => {
  const parse = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
  const channel = (v) => ((v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const ground = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const [r, g, b, a = 1] = parse(getComputedStyle(one).backgroundColor);
      if (a === 1) return [r, g, b];
    }
    return [255, 255, 255];
  };
  const poor = [];
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!own || !element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })) continue;
    if (element.closest("svg, script, style, .kb-sr, .md-skip, .md-dialog")) continue;
    const [one, two] = [light(parse(getComputedStyle(element).color)), light(ground(element))].sort((a, b) => b - a);
    const ratio = (one + 0.05) / (two + 0.05);
    const name = element.className || element.tagName;
    if (ratio < 4.5) poor.push(`${ratio.toFixed(2)} ${name}: ${element.textContent.trim().slice(0, 20)}`);
  }
  return [...new Set(poor)];
}
"""

#: Controls that stand alone (links in running text are exempt) and are smaller than a finger.
SMALL_TARGETS = """
() => {
  const header = ["a", "button", "label", "input"].map((tag) => `.md-header ${tag}`);
  const page = [".kb-counted a", ".kb-tiles a", ".kb-search button", ".kb-try a", "summary"];
  return [...document.querySelectorAll([...header, ...page].join())]
    .filter((element) => element.checkVisibility() && !element.matches(".kb-skip, [type=radio]"))
    .map((element) => [element.ariaLabel || element.textContent.trim(), element.getBoundingClientRect()])
    .filter(([, box]) => box.width > 0 && box.height < (box.width < 60 ? 40 : 44) - 0.5)
    .map(([name, box]) => `${name}: ${box.width.toFixed(0)} × ${box.height.toFixed(0)}`);
}
"""


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    return page


def test_every_page_opens_over_http_without_error_or_foreign_request(page: Page, http_url: str) -> None:
    for name in PAGES:
        open_ready(page, http_url, name)
        assert page.locator("h1").count() == 1, name
        assert page.locator("html").get_attribute("lang") == "zh-CN"


def test_every_page_opens_from_a_disk_without_error_or_foreign_request(page: Page, file_url: str) -> None:
    for name in PAGES:
        open_ready(page, file_url, name)
        colour = page.locator(".kb").first.evaluate("element => getComputedStyle(element).color")
        assert colour == "rgb(27, 35, 38)", f"{name}: our style sheet is not applied"


def test_no_page_scrolls_sideways_at_any_width_or_spacing(page: Page, http_url: str) -> None:
    too_wide = {}
    for name in (*PAGES, "404.html", *MADE_BY_SCRIPTS):
        open_ready(page, http_url, name)
        for spaced in (False, True):
            if spaced:
                page.add_style_tag(content=SPACED)
            # 640 is a window of 1280 at 200 %, 320 one at 400 %.
            for width in (1280, 768, 640, 375, 320):
                page.set_viewport_size({"width": width, "height": 800})
                needed = page.evaluate("document.documentElement.scrollWidth")
                if needed > width:
                    too_wide[name, width, spaced] = needed
    assert too_wide == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground_by_day_and_by_night(
    open_context: Callable[..., BrowserContext], http_url: str, scheme: Any
) -> None:
    page = open_context(color_scheme=scheme).new_page()
    names = (*PAGES, "404.html", *MADE_BY_SCRIPTS)
    poor = {name: open_ready(page, http_url, name).evaluate(POOR_CONTRAST) for name in names}
    assert {name: found for name, found in poor.items() if found} == {}


def test_a_reader_who_prefers_dark_gets_dark_and_can_choose(open_page: Open, http_url: str) -> None:
    page = open_page("about.html", color_scheme="dark")
    ground = "() => getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == "rgb(20, 25, 27)"
    page.get_by_role("button", name="阅读").click()
    page.get_by_label("浅色").check()
    assert page.evaluate(ground) == "rgb(255, 254, 251)"
    opened(page, http_url + "notice.html")
    assert page.evaluate(ground) == "rgb(255, 254, 251)", "the choice is forgotten on the next page"


@pytest.mark.parametrize("width", [320, 375])
def test_on_the_smallest_phone_the_name_and_both_buttons_share_a_line(width: int, open_page: Open) -> None:
    page = open_page("about.html", width=width, height=640)
    places = [page.locator(name).bounding_box() for name in ("#kb-menu", ".kb-brand", "#kb-reading")]
    middles = [place["y"] + place["height"] / 2 for place in places if place]
    assert len(middles) == 3
    assert max(middles) - min(middles) < 4
    name = page.locator(".kb-brand")
    assert name.evaluate("element => element.scrollWidth <= element.clientWidth"), "the name is cut off"


def test_on_paper_the_provinces_can_be_read_whether_or_not_backgrounds_are_printed(page: Page, http_url: str) -> None:
    for name in ("index.html", "regions/index.html"):
        opened(page, http_url + name).emulate_media(media="print")
        tile = page.locator(".kb-tiles .kb-shade-3 a").first
        assert tile.evaluate("element => getComputedStyle(element).backgroundColor") == "rgba(0, 0, 0, 0)"
        assert tile.evaluate("element => getComputedStyle(element).color") == "rgb(0, 0, 0)"
        frame = "element => parseFloat(getComputedStyle(element).borderWidth)"
        blank = page.locator(".kb-tiles li:not([class*=kb-shade]) a").first
        assert tile.evaluate(frame) > blank.evaluate(frame) + 3, "paper does not show where the cases are"


@pytest.mark.parametrize("name", ["index.html", "cases/wuhu-online-classroom.html", "regions/index.html"])
def test_on_a_phone_everything_to_press_is_as_large_as_a_finger(open_page: Open, name: str) -> None:
    page = open_page(name, width=375)
    assert page.evaluate(SMALL_TARGETS) == []


def test_on_a_phone_a_chip_is_pressed_as_far_as_a_finger_reaches(open_page: Open) -> None:
    page = open_page("index.html", width=375)
    chip = page.locator(".kb-chip").first
    chip.evaluate("(chip) => chip.scrollIntoView({ block: 'center' })")
    for side in (-1, 1):
        pressed = chip.evaluate(
            """(chip, side) => {
              const { left, top, width, height } = chip.getBoundingClientRect();
              return document.elementFromPoint(left + width / 2, top + height / 2 + side * 21.5) === chip;
            }""",
            side,
        )
        assert pressed


def test_every_page_has_a_title_of_its_own(built_site: Path) -> None:
    pages = [path for path in built_site.rglob("*.html") if "http-equiv=" not in path.read_text(encoding="utf-8")]
    titles = [re.search("<title>(.*?)</title>", path.read_text(encoding="utf-8"))[1] for path in pages]  # type: ignore[index]
    assert len(titles) > 50
    assert [title for title in set(titles) if titles.count(title) > 1] == []


def test_on_a_phone_a_table_folds_into_cards_that_keep_their_labels(open_page: Open) -> None:
    page = open_page("notice.html", width=375)
    cell = page.locator(".kb-fold tbody td").first
    assert cell.evaluate("element => getComputedStyle(element, '::before').content") == '"工作安排"'
    assert cell.evaluate("element => getComputedStyle(element).display") == "flex"


def test_the_first_thing_the_keyboard_reaches_skips_to_the_text(page: Page, http_url: str) -> None:
    opened(page, http_url + "about.html")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "跳到正文"
    page.keyboard.press("Enter")
    assert page.locator(":focus").get_attribute("id") == "kb-main"


def test_a_printed_page_is_black_on_white_without_chrome_and_with_its_address(open_page: Open) -> None:
    page = open_page("cases/wuhu-online-classroom.html", color_scheme="dark")
    page.emulate_media(media="print")
    for hidden in ("header.md-header", "footer", ".kb-contents-beside", ".kb-contents-phone", ".kb-crumbs"):
        assert not page.locator(hidden).first.is_visible(), hidden
    assert page.locator(".kb-print").inner_text().endswith("cases/wuhu-online-classroom.html")
    assert page.evaluate("() => getComputedStyle(document.querySelector('.kb')).color") == "rgb(0, 0, 0)"
    mark = page.locator(".kb-body > section > p .kb-mark a").first
    printed = mark.evaluate("element => getComputedStyle(element, '::after').content")
    assert printed == '"，" attr(data-locator) "]"' or "二·2" in printed


def test_without_scripts_every_case_is_still_one_click_away(open_page: Open, file_url: str) -> None:
    page = open_page(file_url + "cases/index.html", java_script_enabled=False)
    assert page.locator(".kb-row").count() == 13
    page.locator(".kb-row-title a").first.click()
    page.wait_for_url("**/cases/*-*.html")
    assert page.locator("h1").count() == 1
