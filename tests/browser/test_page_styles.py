"""What a page shows is there at once, in its place and whole, on phones of 2020 as on those of today."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, Route

from tests.browser.ready import Open, open_ready

CASE = "cases/wuhu-online-classroom.html"
JIAOZUO = "cases/jiaozuo-purchase-of-service.html"
PHONE = {"width": 375, "height": 812}
DESK = {"width": 1280, "height": 800}

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

#: What stands between two pauses of a title and yet is broken, though a line is long enough for it.
BROKEN_TITLES = """(titles) => titles.flatMap((title) => {
  const text = title.firstChild;
  const size = parseFloat(getComputedStyle(title).fontSize);
  const room = title.closest("h1, h3, th").clientWidth / size - 1;
  return [...text.data.matchAll(/“?[^，：、；？！“”]+[，：、；？！”]*/g)].filter(({ 0: words, index }) => {
    const range = document.createRange();
    range.setStart(text, index);
    range.setEnd(text, index + words.trimEnd().length);
    return words.length < room && new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1;
  }).map(([words]) => words);
})"""

#: The last words of what ends in a line of one character and its full stop.
ORPHANS = """(texts) => texts.flatMap((text) => {
  const range = document.createRange();
  range.selectNodeContents(text);
  const lines = new Map();
  for (const { bottom, width } of range.getClientRects()) {
    const line = Math.round(bottom / 8);
    lines.set(line, (lines.get(line) || 0) + width);
  }
  const last = lines.get(Math.max(...lines.keys()));
  const isShort = lines.size > 1 && last < parseFloat(getComputedStyle(text).fontSize) * 2.5;
  return isShort ? [text.textContent.trim().slice(-12)] : [];
})"""


def test_names_titles_and_paragraphs_break_where_they_may(page: Page, http_url: str) -> None:
    for window, name in (
        (DESK, "regions/410000.html"),
        (PHONE, "index.html"),
        (PHONE, "cases/index.html?evidence=0"),
    ):
        page.set_viewport_size(window)
        open_ready(page, http_url, name)
        assert page.locator(".kb-row-meta").count() >= 2
        assert page.locator(".kb-row-meta").evaluate_all(BROKEN) == [], name
        assert page.locator(".kb-row-title a").evaluate_all(BROKEN_TITLES) == [], name
    for name, texts, amiss in ((JIAOZUO, "h1", BROKEN_TITLES), ("about.html", ".kb :is(p, li)", ORPHANS)):
        page.goto(http_url + name)
        for window in (DESK, PHONE):
            page.set_viewport_size(window)
            assert page.locator(texts).evaluate_all(amiss) == [], (name, window)


def test_on_a_phone_everything_to_press_is_as_large_as_a_finger(page: Page, http_url: str) -> None:
    page.set_viewport_size(PHONE)
    for name in (CASE, "regions/index.html", "index.html"):
        page.goto(http_url + name)
        assert page.evaluate(SMALL_TARGETS) == [], name
    chip = page.locator(".kb-chip").first
    chip.evaluate("(chip) => chip.scrollIntoView({ block: 'center' })")
    pressed = chip.evaluate(
        """(chip) => [-1, 1].map((side) => {
          const { left, top, width, height } = chip.getBoundingClientRect();
          return document.elementFromPoint(left + width / 2, top + height / 2 + side * 21.5) === chip;
        })"""
    )
    assert pressed == [True, True], "a chip is pressed as far as a finger reaches"


def test_on_the_smallest_phones_the_name_and_both_buttons_share_a_line_and_tables_are_cards(open_page: Open) -> None:
    page = open_page("notice.html", width=375)
    for width in (375, 320):
        page.set_viewport_size({"width": width, "height": 640})
        places = [page.locator(name).bounding_box() for name in ("#kb-menu", ".kb-brand", "#kb-reading")]
        middles = [place["y"] + place["height"] / 2 for place in places if place]
        assert len(middles) == 3
        assert max(middles) - min(middles) < 4
        name = page.locator(".kb-brand")
        assert name.evaluate("element => element.scrollWidth <= element.clientWidth"), "the name is cut off"
    cell = page.locator(".kb-fold tbody td").first
    assert cell.evaluate("element => getComputedStyle(element, '::before').content") == '"工作安排"'
    assert cell.evaluate("element => getComputedStyle(element).display") == "flex"


def test_a_reader_who_prefers_dark_gets_dark_and_can_choose(open_page: Open, http_url: str) -> None:
    page = open_page("about.html", media={"color_scheme": "dark"})
    ground = "() => getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == "rgb(20, 25, 27)"
    page.get_by_role("button", name="阅读").click()
    page.get_by_label("浅色").check()
    assert page.evaluate(ground) == "rgb(255, 254, 251)"
    page.goto(http_url + "notice.html")
    assert page.evaluate(ground) == "rgb(255, 254, 251)", "the choice is forgotten on the next page"


@pytest.mark.parametrize("window", [PHONE, DESK], ids=str)
def test_the_first_screen_says_where_the_cases_come_from(open_page: Open, window: dict[str, int]) -> None:
    box = open_page("", **window).locator(".kb-origin").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= window["height"]


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
    page = open_page("cases/index.html", width=360, height=640)
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
    page = open_context().new_page()
    page.set_viewport_size({"width": 360, "height": 640})
    page.route(re.compile(r"\.(?:html|css)(?:\?|$)"), as_in_2020)
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
