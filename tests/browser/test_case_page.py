"""A case page tells a head teacher at once, on a phone, what was done, and can be pointed at to the paragraph."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.ready import Open

PHONE = {"width": 375, "height": 667}
CASE = "cases/changsha-social-work-learning-spaces.html"


@pytest.mark.parametrize("base", ["http", "file"])
def test_the_contents_stay_in_sight_beside_the_text(base: str, open_page: Open, request: Any) -> None:
    page = open_page(request.getfixturevalue(f"{base}_url") + CASE, width=1280)
    page.locator("#gaps").scroll_into_view_if_needed()
    contents = page.locator(".kb-contents-beside")
    expect(contents.get_by_text("还想知道")).to_be_in_viewport()
    contents.get_by_text("来源怎么说").click()
    expect(page.locator("#claims")).to_be_in_viewport()
    expect(page.locator(".kb-contents-phone")).to_be_hidden()


def test_a_phone_without_scripts_unfolds_the_contents(open_page: Open, file_url: str) -> None:
    page = open_page(file_url + CASE, viewport=PHONE, java_script_enabled=False)
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


MARK = ".kb-body > section > p .kb-mark a"


def test_a_mark_opens_its_source_in_place_by_finger_and_leads_back(open_page: Open) -> None:
    page = open_page("cases/wuhu-online-classroom.html", viewport=PHONE, has_touch=True, is_mobile=True)
    mark = page.locator(MARK).first
    box = mark.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 24, "a finger finds it"
    mark.tap()
    opened = page.get_by_role("dialog", name="来源 1：教育部办公厅关于教育信息化试点单位工作进展情况的通报，二·2")
    expect(opened).to_be_in_viewport(ratio=1)
    title = "教育部办公厅关于教育信息化试点单位工作进展情况的通报"
    for words in (title, "位置：二·2", "市教育局探索“在线课堂”，由县、镇学校帮助教学点。"):
        expect(opened).to_contain_text(words)
    opened.get_by_role("button", name="回到正文").tap()
    expect(opened).to_be_hidden()
    assert mark.evaluate("one => one === document.activeElement")
    assert "#" not in page.url
    mark.tap()
    opened.get_by_text("这一段说到的案例").tap()
    page.wait_for_url("**/notice.html#at-*")
    expect(page.locator(":target")).to_contain_text("芜湖“在线课堂”")


def test_a_mark_opens_and_shuts_by_keyboard(open_page: Open) -> None:
    page = open_page("cases/wuhu-online-classroom.html", width=1280)
    mark = page.locator(MARK).first
    mark.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert mark.evaluate("one => one === document.activeElement")


def test_without_scripts_a_mark_leads_to_its_source_in_sight_and_back(open_page: Open, file_url: str) -> None:
    address = file_url + "cases/wuhu-online-classroom.html"
    page = open_page(address, java_script_enabled=False, viewport={"width": 1280, "height": 800})
    page.locator(MARK).first.click()
    expect(page.locator(":target")).to_contain_text("二·2")
    entry = page.locator("#source-moe-2014-13").bounding_box()
    header = page.locator(".md-header").bounding_box()
    assert entry
    assert header
    assert entry["y"] >= header["y"] + header["height"], "the title is under the header"
    page.locator(":target .kb-back").click()
    expect(page.locator("#mark-1")).to_be_in_viewport()


def test_a_browser_without_popovers_goes_to_the_source_and_back_to_the_mark_that_was_pressed(
    open_context: Callable[..., BrowserContext], http_url: str
) -> None:
    context = open_context(viewport=PHONE, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.add_init_script("delete HTMLElement.prototype.showPopover")
    page.goto(http_url + "cases/wuhu-online-classroom.html")
    mark = page.locator(MARK).nth(1)
    mark.tap()
    title = page.locator("#source-moe-2014-13")
    expect(page.locator(":target")).to_contain_text("二·2")
    box = title.bounding_box()
    assert box
    assert box["y"] >= 0, "the title is in sight"
    page.locator(":target .kb-back").tap()
    expect(mark).to_be_in_viewport()
    expect(mark).to_be_focused()
    page.locator("a.kb-term", has_text="教学点").tap()
    page.wait_for_url("**/glossary.html#teaching-point")
    word = page.locator(":target")
    expect(word).to_be_in_viewport()
    assert word.evaluate("(one) => getComputedStyle(one).outlineStyle") == "solid", "it is told from the others"


def test_a_word_opens_what_it_means_once_a_page_and_leads_there_without_scripts(open_page: Open, file_url: str) -> None:
    page = open_page("cases/wuhu-online-classroom.html", viewport=PHONE, has_touch=True, is_mobile=True)
    word = page.locator("a.kb-term", has_text="教学点")
    expect(word).to_have_count(1)
    word.tap()
    expect(page.get_by_role("dialog", name="教学点")).to_contain_text("乡村里规模很小、不单独设校的办学点")
    plain = open_page(file_url + "cases/wuhu-online-classroom.html", java_script_enabled=False)
    plain.locator("a.kb-term", has_text="教学点").click()
    plain.wait_for_url("**/glossary.html#teaching-point")
    expect(plain.locator(":target")).to_contain_text("乡村里规模很小")
