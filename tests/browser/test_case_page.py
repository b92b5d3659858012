"""A case page tells a head teacher at once, on a phone, what was done, and can be pointed at to the paragraph."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.ready import Open
from tests.cases import CORPUS

PHONE = {"width": 375, "height": 667}
CASE_IDS = sorted(path.stem for path in CORPUS.glob("*.md"))


@pytest.mark.parametrize("case_id", CASE_IDS)
def test_a_phone_shows_what_they_did_at_once_and_what_to_settle_within_three_screens(
    case_id: str, open_page: Open
) -> None:
    page = open_page(f"cases/{case_id}.html", viewport=PHONE)
    ends = {}
    for name, screens in (("h1", 1), (".kb-summary", 1), ("#practice", 1), ("#replication", 3)):
        box = page.locator(name).bounding_box()
        assert box, name
        ends[name] = (box["y"] + box["height"]) / PHONE["height"] <= screens
    assert all(ends.values()), ends


@pytest.mark.parametrize("base", ["http", "file"])
def test_the_contents_stay_in_sight_beside_the_text(base: str, open_page: Open, request: Any) -> None:
    page = open_page(request.getfixturevalue(f"{base}_url") + f"cases/{CASE_IDS[0]}.html", width=1280)
    page.locator("#gaps").scroll_into_view_if_needed()
    contents = page.locator(".kb-contents-beside")
    expect(contents.get_by_text("还想知道")).to_be_in_viewport()
    contents.get_by_text("来源怎么说").click()
    expect(page.locator("#claims")).to_be_in_viewport()
    expect(page.locator(".kb-contents-phone")).to_be_hidden()


def test_a_phone_without_scripts_unfolds_the_contents(open_page: Open, file_url: str) -> None:
    page = open_page(file_url + f"cases/{CASE_IDS[0]}.html", viewport=PHONE, java_script_enabled=False)
    link = page.locator(".kb-contents-phone").get_by_text("想学，先想好这几件事")
    expect(link).to_be_hidden()
    page.get_by_text("本页内容").click()
    link.click()
    expect(page.locator("#replication")).to_be_in_viewport()


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
    page.locator("#background-p1 .kb-passage-add").focus()
    page.keyboard.press("ArrowLeft")
    assert page.locator("#background-p1 > a.kb-anchor:focus").evaluate(opacity) == "1"


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
