"""Names stay whole, nothing unseen takes room, and the first screen says how far the evidence goes."""

import pytest

from tests.browser.ready import Open

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
        (1280, "regions/410000.html", ".kb-row-meta"),
        (375, "index.html", ".kb-row-meta"),
        (375, "cases/index.html?evidence=0", ".kb-row-meta"),
    ],
)
def test_the_name_of_a_place_never_breaks_inside(open_page: Open, width: int, path: str, selector: str) -> None:
    page = open_page(path, width=width)
    page.wait_for_function("!document.querySelector('.kb-status') || /个案例/.test(document.body.innerText)")
    names = page.locator(selector)
    assert names.count() >= 2
    assert names.evaluate_all(BROKEN) == []


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


@pytest.mark.parametrize(
    ("width", "path", "selector"),
    [
        (375, "cases/jiaozuo-purchase-of-service.html", "h1"),
        (375, "index.html", ".kb-row-title a"),
        (375, "cases/index.html?evidence=0", ".kb-row-title a"),
        (1280, "regions/410000.html", ".kb-row-title a"),
    ],
)
def test_a_title_breaks_where_it_pauses(open_page: Open, width: int, path: str, selector: str) -> None:
    page = open_page(path, width=width)
    page.wait_for_function("!document.querySelector('.kb-status') || /个案例/.test(document.body.innerText)")
    assert page.locator(selector).evaluate_all(BROKEN_TITLES) == []


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


@pytest.mark.parametrize("width", [1280, 375])
def test_no_paragraph_ends_in_a_line_of_one_character(open_page: Open, width: int) -> None:
    page = open_page("about.html", width=width)
    assert page.locator(".kb :is(p, li)").evaluate_all(ORPHANS) == []


def test_signs_that_nobody_sees_take_no_line_of_their_own(open_page: Open) -> None:
    page = open_page("cases/jiaozuo-purchase-of-service.html", width=1280)
    page.locator("#claim-1 > .kb-cite-part").wait_for(state="attached")
    claims = page.locator(".kb-claims > li")
    assert claims.count() == 4
    assert len(set(claims.evaluate_all("(items) => items.map((item) => item.offsetHeight)"))) == 1


@pytest.mark.parametrize(("width", "height"), [(375, 812), (1280, 800)])
def test_the_first_screen_says_where_the_cases_come_from(open_page: Open, width: int, height: int) -> None:
    page = open_page("", width=width, height=height)
    box = page.locator(".kb-origin").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= height
