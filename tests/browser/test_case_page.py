"""A case page answers a head teacher on the first screen of a phone, and can be pointed at to the paragraph."""

import pytest

from tests.browser.ready import Open
from tests.cases import CORPUS

PHONE = {"width": 375, "height": 667}
CASE_IDS = sorted(path.stem for path in CORPUS.glob("*.md"))

#: What must be in sight before anything is scrolled.
FIRST_SCREEN = [
    ".kb-level .kb-ladder",
    ".kb-level",
    *(f".kb-facts >> text=/^{name}$/" for name in ("问题", "做法", "单位")),
]
FIRST_SCREEN += [
    *(f".kb-facts >> text=/^{name}$/" for name in ("时间", "费用")),
    "text=谁付费：",
    ".kb-complete summary",
]


@pytest.mark.parametrize("case_id", CASE_IDS)
def test_the_first_screen_of_a_phone_holds_the_whole_answer(case_id: str, open_page: Open) -> None:
    page = open_page(f"cases/{case_id}.html", viewport=PHONE)
    below = {}
    for selector in FIRST_SCREEN:
        box = page.locator(selector).first.bounding_box()
        assert box, selector
        if box["y"] + box["height"] > PHONE["height"]:
            below[selector] = box["y"] + box["height"]
    assert below == {}


def test_a_paragraph_link_shows_itself_to_mouse_and_keyboard_and_leads_to_its_paragraph(
    open_page: Open, base_url: str
) -> None:
    page = open_page(base_url + "cases/jiaozuo-purchase-of-service.html")
    paragraph = page.locator("#background-p2")
    link = paragraph.locator("a.kb-anchor")
    opacity = "element => getComputedStyle(element).opacity"
    assert link.evaluate(opacity) == "0"
    paragraph.hover()
    assert link.evaluate(opacity) == "1"
    link.click()
    page.wait_for_url("**#background-p2")
    page.mouse.move(0, 0)
    page.keyboard.press("Tab")
    assert page.locator("a.kb-anchor:focus").evaluate(opacity) == "1"


def test_the_meter_opens_to_the_gaps_without_scripts(open_page: Open, file_url: str) -> None:
    page = open_page(file_url + "cases/jiaozuo-purchase-of-service.html", java_script_enabled=False)
    gaps = page.get_by_text("来源没有说清的：")
    assert not gaps.is_visible()
    page.locator(".kb-complete summary").click()
    assert gaps.is_visible()


LINES = """(heading) => {
  const [text, range] = [heading.firstChild, document.createRange()];
  return [...text.data].reduce((lines, sign, place) => {
    range.setStart(text, place);
    range.setEnd(text, place + 1);
    const { top } = range.getBoundingClientRect();
    if (!lines.length || top - lines[lines.length - 1].top > 8) lines.push({ top, words: "" });
    lines[lines.length - 1].words += sign;
    return lines;
  }, []).map(({ words }) => words);
}"""


def test_a_long_title_breaks_where_it_pauses(open_page: Open) -> None:
    page = open_page("cases/jiaozuo-purchase-of-service.html", width=1280)
    assert page.locator("h1").evaluate(LINES) == ["焦作“企业投资建设，学校购买服务”：", "教育城域网谁来建、怎样付费"]
