"""Whoever goes by the keyboard sees where they are; whoever reads in the system's own colours, what is chosen."""

from playwright.sync_api import Page, expect

from tests.browser.ready import Open, open_ready
from tests.browser.workshop_page import choose

CHOSEN = ("wuhu-online-classroom", "jiaozuo-purchase-of-service")
COMPARED = "compare.html?cases=wuhu-online-classroom,jiaozuo-purchase-of-service,changsha-social-work-learning-spaces"

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


def test_whatever_has_the_focus_has_a_ring_and_is_never_covered(page: Page, http_url: str) -> None:
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


def test_one_key_and_a_press_lead_to_the_search_of_the_first_page_whose_header_scrolls_away_when_low(
    open_page: Open,
) -> None:
    page = open_page("index.html", width=900, height=420)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("跳到搜索")
    page.keyboard.press("Enter")
    expect(page.get_by_role("searchbox", name="搜索案例")).to_be_focused()
    page.mouse.wheel(0, 400)
    page.wait_for_function("document.querySelector('.md-header').getBoundingClientRect().bottom < 0")


def test_in_the_systems_own_colours_what_is_chosen_and_drawn_still_stands_out(page: Page, http_url: str) -> None:
    page.emulate_media(forced_colors="active")
    ground = "(element) => getComputedStyle(element).backgroundColor"
    for name, chosen in (
        ("workshop.html?w=1-1vv7tcj", ".kb-workshop-views {} + span"),
        ("regions/index.html", ".kb-map-choice{} + label"),
    ):
        open_ready(page, http_url, name)
        on, off = (page.locator(chosen.format(state)).first for state in (":checked", ":not(:checked)"))
        assert on.evaluate(ground) not in {off.evaluate(ground), page.locator("body").evaluate(ground)}, name
    counted = page.locator(".kb-tiles .on-cases a").first
    assert counted.evaluate(ground) != page.locator(".kb-tiles li:not(.on-cases) a").first.evaluate(ground)
    picture, words = page.locator(".md-header .kb-search button").evaluate(
        "(element) => [getComputedStyle(element, '::before').backgroundColor, getComputedStyle(element).color]"
    )
    assert picture == words, "the picture on the button has a colour of its own"
