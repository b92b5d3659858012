"""A case page tells a head teacher at once, on a phone, what was done, and can be pointed at to the paragraph."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.ready import PHONE, Open

CASE = "cases/changsha-social-work-learning-spaces.html"
JIAOZUO = "cases/jiaozuo-purchase-of-service.html"
WUHU = "cases/wuhu-online-classroom.html"


def test_the_contents_stay_in_sight_beside_the_text(open_page: Open, file_url: str) -> None:
    page = open_page(file_url + CASE)
    page.locator("#gaps").scroll_into_view_if_needed()
    contents = page.locator(".kb-contents-beside")
    expect(contents.get_by_text("还想知道")).to_be_in_viewport()
    contents.get_by_text("来源怎么说").click()
    expect(page.locator("#claims")).to_be_in_viewport()
    expect(page.locator(".kb-contents-phone")).to_be_hidden()


def test_a_phone_without_scripts_unfolds_the_contents(open_page: Open, file_url: str) -> None:
    page = open_page(file_url + CASE, width=375, height=667, java_script_enabled=False)
    link = page.locator(".kb-contents-phone").get_by_text("想学，先想好这几件事")
    expect(link).to_be_hidden()
    page.get_by_text("本页内容").click()
    link.click()
    expect(page.locator("#replication")).to_be_in_viewport()


def test_a_paragraph_link_shows_itself_to_mouse_and_keyboard_and_leads_to_its_paragraph(
    page: Page, http_url: str
) -> None:
    page.goto(http_url + JIAOZUO)
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
    claims = page.locator(".kb-claims > li")
    assert claims.count() == 4
    heights = set(claims.evaluate_all("(items) => items.map((item) => item.offsetHeight)"))
    assert len(heights) == 1, "signs that nobody sees take no line of their own"


MARK = ".kb-body > section > p .kb-mark a"


def test_a_mark_and_a_word_open_in_place_by_finger_and_lead_back(open_page: Open) -> None:
    page = open_page(WUHU, **PHONE)
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
    word = page.locator("a.kb-term", has_text="教学点")
    expect(word).to_have_count(1)
    word.tap()
    expect(page.get_by_role("dialog", name="教学点")).to_contain_text("乡村里规模很小、不单独设校的办学点")
    page.keyboard.press("Escape")
    mark.tap()
    opened.get_by_text("这一段说到的案例").tap()
    page.wait_for_url("**/notice.html#at-*")
    expect(page.locator(":target")).to_contain_text("芜湖“在线课堂”")


def test_a_mark_opens_and_shuts_by_keyboard_and_is_seen_whole_in_a_small_window(open_page: Open) -> None:
    page = open_page(WUHU, width=360, height=640)
    mark = page.locator(MARK).first
    mark.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert mark.evaluate("one => one === document.activeElement")
    marks = page.locator(".kb-body .kb-mark a")
    for at in range(0, marks.count(), 7):
        marks.nth(at).click()
        box = page.locator(".kb-pop").bounding_box()
        assert box
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 640
        page.keyboard.press("Escape")


def test_without_scripts_a_mark_and_a_word_lead_to_what_they_mean(open_page: Open, file_url: str) -> None:
    page = open_page(file_url + WUHU, java_script_enabled=False)
    page.locator(MARK).first.click()
    expect(page.locator(":target")).to_contain_text("二·2")
    entry = page.locator("#source-moe-2014-13").bounding_box()
    header = page.locator(".md-header").bounding_box()
    assert entry
    assert header
    assert entry["y"] >= header["y"] + header["height"], "the title is under the header"
    page.locator(":target .kb-back").click()
    expect(page.locator("#mark-1")).to_be_in_viewport()
    page.locator("a.kb-term", has_text="教学点").click()
    page.wait_for_url("**/glossary.html#teaching-point")
    expect(page.locator(":target")).to_contain_text("乡村里规模很小")


def test_a_browser_without_popovers_goes_to_the_source_and_back_to_the_mark_that_was_pressed(
    open_context: Callable[..., BrowserContext], http_url: str
) -> None:
    page = open_context(**PHONE).new_page()
    page.add_init_script("delete HTMLElement.prototype.showPopover")
    page.goto(http_url + WUHU)
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
