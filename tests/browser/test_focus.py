"""Whoever goes by the keyboard sees where they are; whoever reads in the system's own colours, what is chosen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.ready import Open
from tests.browser.workshop_page import choose

CHOSEN = ("wuhu-online-classroom", "jiaozuo-purchase-of-service")
COMPARED = "compare.html?cases=wuhu-online-classroom,jiaozuo-purchase-of-service,changsha-social-work-learning-spaces"
FORCED = "regions/index.html", "workshop.html?w=1-1vv7tcj"

#: Go backwards, from the end of the page, to everything that takes the focus: what comes into sight at the upper edge
#: could be under the header. A choice drawn as a button shows its ring on what stands beside it.
BADLY_SEEN = """
() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
  .reverse()
  .flatMap((element) => {
  element.focus();
  if (document.activeElement !== element || element.matches(".kb-skip")) return [];
  const isDrawn = getComputedStyle(element).opacity === "0";
  const shown = isDrawn ? element.nextElementSibling : element;
  const box = shown.getClientRects()[0];
  const places = [0.1, 0.5, 0.9].map((part) => [box.left + box.width * part, box.top + box.height * part]);
  const isSeen = places.some(([x, y]) => {
    const there = document.elementFromPoint(x, y);
    return there && (shown.contains(there) || (there.contains(shown) && there !== document.documentElement));
  });
  const { outlineStyle, outlineWidth } = getComputedStyle(shown);
  const hasRing = outlineStyle === "solid" && parseFloat(outlineWidth) >= 2;
  const name = `${element.tagName} ${(element.ariaLabel || element.textContent || element.name).trim().slice(0, 20)}`;
  return [!isSeen && `covered: ${name}`, !hasRing && `no ring: ${name}`].filter(Boolean);
})
"""


def test_whatever_has_the_focus_has_a_ring_and_is_never_covered(
    open_context: Callable[..., BrowserContext], http_url: str
) -> None:
    page = open_context(viewport={"width": 1280, "height": 800}).new_page()
    choose(page, http_url, *CHOSEN)  # from here on the tray stands at the foot of every list
    found = {}
    for name, ready in (
        ("cases/index.html", "[data-kb-search=answered] .kb-tray"),
        ("index.html", ".kb-tray li"),
        ("cases/jiaozuo-purchase-of-service.html", ".kb-cite-part"),
        ("regions/410000.html", ".kb-compare-add"),
        (COMPARED, ".kb-compare-table"),
        ("workshop.html?w=1-1vv7tcj", ".kb-workshop-moves"),
        ("fit.html?problem=teaching-point-courses", ".kb-fit"),
        ("submit.html", ".kb-form textarea"),
    ):
        page.goto(http_url + name)
        page.locator(ready).first.wait_for(state="attached")
        page.keyboard.press("Tab")
        assert page.locator(":focus").inner_text() in ("跳到正文", "跳到结果", "跳到搜索")
        if bad := page.evaluate(BADLY_SEEN):
            found[name] = bad
    assert found == {}


def test_one_key_and_a_press_lead_to_the_search_of_the_first_page(open_page: Open) -> None:
    page = open_page("index.html", width=1280)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("跳到搜索")
    page.keyboard.press("Enter")
    expect(page.get_by_role("searchbox", name="搜索案例")).to_be_focused()


def test_in_a_low_window_the_header_scrolls_away(open_page: Open) -> None:
    page = open_page("about.html", width=900, height=420)
    page.mouse.wheel(0, 400)
    page.wait_for_function("document.querySelector('.md-header').getBoundingClientRect().bottom < 0")


@pytest.mark.parametrize("place", FORCED)
def test_in_the_systems_own_colours_what_is_chosen_and_drawn_still_stands_out(open_page: Open, place: str) -> None:
    page = open_page(place, forced_colors="active", viewport={"width": 1280, "height": 800})
    ground = "(element) => getComputedStyle(element).backgroundColor"
    if place == FORCED[0]:
        on, off = ".kb-map-choice:checked + label", ".kb-map-choice:not(:checked) + label"
        counted = page.locator(".kb-tiles .on-cases a").first
        assert counted.evaluate(ground) != page.locator(".kb-tiles li:not(.on-cases) a").first.evaluate(ground)
    else:
        on, off = ".kb-workshop-views :checked + span", ".kb-workshop-views :not(:checked) + span"
    assert page.locator(on).first.evaluate(ground) not in {
        page.locator(off).first.evaluate(ground),
        page.locator("body").evaluate(ground),
    }
    picture, words = page.locator(".md-header .kb-search button").evaluate(
        "(element) => [getComputedStyle(element, '::before').backgroundColor, getComputedStyle(element).color]"
    )
    assert picture == words, "the picture on the button has a colour of its own"
