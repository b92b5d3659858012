"""The results page is used by keyboard, filters, shared links and the back button."""

import re

from playwright.sync_api import expect

from tests.browser.ready import PHONE, Open
from tests.browser.results import Results

HOSTILE = [
    "<img src=x onerror=\"document.title='owned'\">",
    "\"><script>document.title='owned'</script>",
    "javascript:document.title='owned'",
    "${document.title='owned'}",
    "</title><b>&lt;b&gt;",
]


def test_filters_stand_in_the_address_and_survive_reload_and_back(results: Results) -> None:
    results.open("课堂")
    before = results.ids
    promised = results.page.locator("#kb-facets label:has(input[name=region][value='410000']) b").inner_text()
    results.choose("region", "410000")
    results.settle("region=410000")
    narrowed = results.ids
    assert len(narrowed) == int(promised), "a count says what choosing its value gives"
    assert set(narrowed) < set(before)
    results.page.reload()
    expect(results.chips).to_have_text(["地区：河南省 ×"])
    assert results.ids == narrowed
    results.page.go_back()
    expect(results.chips).to_have_count(0)
    assert results.ids == before


def test_the_title_of_the_window_says_what_is_asked_and_a_live_region_how_many_there_are(results: Results) -> None:
    results.open("课堂")
    expect(results.page).to_have_title("课堂 · 案例 · 教育信息化典型案例库")
    expect(results.page.get_by_role("status")).to_have_text(f"{results.rows.count()} 个案例")
    results.type("")
    expect(results.page).to_have_title("案例 · 教育信息化典型案例库")


def test_values_of_one_facet_are_alternatives_and_facets_must_all_hold(results: Results) -> None:
    results.open()
    results.choose("region", "410000")
    results.settle("region=410000")
    henan = set(results.ids)
    results.choose("region", "330000")
    results.settle("region=330000")
    both = set(results.ids)
    assert henan < both
    results.choose("evidence", "0")
    results.settle("evidence=0")
    assert set(results.ids) < both


def test_a_link_whose_filter_is_in_words_narrows_as_one_with_its_id(results: Results) -> None:
    for asked, chip, canonical in (
        ("region=河南省", "地区：河南省 ×", "?region=410000"),
        ("province=河南&utm_source=x", "地区：河南省 ×", "?region=410000"),
        ("city=焦作&q=网络", "地区：焦作市 ×", "?q=网络&region=410800"),
        ("做法=翻转教室", "做法：翻转课堂 ×", "?model=flipped-classroom"),
        ("invest=企业", "谁投资：企业 ×", "?invest=enterprise"),
        ("pay=未知", "谁付费：未知 ×", "?pay=unknown"),
        ("year=2011", "年份：2011 年 ×", "?year=2011"),
    ):
        results.page.goto(f"{results.address}?{asked}")
        results.settle("")
        expect(results.chips, asked).to_have_text([chip])
        assert results.asked == canonical, asked
        narrowed = results.ids
        assert narrowed, asked
        results.page.goto(f"{results.address}{canonical}")
        results.settle("")
        assert results.ids == narrowed, asked


def test_a_link_whose_filter_means_nothing_says_so_and_one_of_others_is_let_be(results: Results) -> None:
    results.page.goto(f"{results.address}?theme=资源&from=singlemessage&q=课堂")
    results.settle("")
    expect(results.page.locator(".kb-note")).to_have_text(
        re.compile("^链接里的条件没有用上：主题里没有“资源”。您是不是要找“.+”？$")
    )
    assert results.ids
    results.page.goto(f"{results.address}?from=singlemessage&utm_source=课堂&constructor=x&region=%20")
    results.settle("")
    expect(results.page.locator(".kb-note, .kb-active-chip")).to_have_count(0)


def test_ten_thousand_characters_are_cut_and_the_reader_is_told(results: Results, http_url: str) -> None:
    for start in ("index.html", "cases/index.html"):
        results.page.goto(http_url + start)
        box = results.page.locator("main .kb-search input[name=q]")
        box.focus()
        results.page.keyboard.insert_text("教学点开不齐课" * 1500)
        box.press("Enter")
        results.settle("q=教学点开不齐课")
        expect(results.page.locator(".kb-note").first, start).to_have_text("查询太长，只用了前 300 个字。")
        assert results.ids[0] == "wuhu-online-classroom"


def test_what_is_typed_after_a_field_is_shown_as_chosen_and_can_be_taken_away(results: Results) -> None:
    results.open("地区:河南 课堂")
    box = results.page.locator("#kb-facets input[name=region][value='410000']")
    expect(box).to_be_checked()
    chip = results.page.get_by_role("button", name="移除条件 地区：河南省")
    chip.press("Enter")
    results.settle("?q=课堂")
    assert results.asked == "?q=课堂"
    expect(box).not_to_be_checked()
    expect(results.chips).to_have_count(0)
    expect(results.box).to_be_focused()
    # What narrows is named in words even where no case lies.
    results.type("地区:海淀区")
    expect(results.chips).to_have_text(["地区：海淀区 ×"])
    # 地区 is the field's name, not what was looked for: nothing in the vocabulary is near it.
    expect(results.page.locator(".kb-empty")).not_to_contain_text("词表里相近的词")
    results.type("来源:教技厅函[2014]13号")
    expect(results.chips).to_contain_text(["来源：教育部办公厅关于教育信息化试点单位"])


def test_the_keyboard_goes_from_the_box_through_the_hits_and_back(results: Results) -> None:
    results.open("课堂")
    results.page.keyboard.press("/")
    expect(results.box).to_be_focused()
    results.page.keyboard.press("ArrowDown")
    links = results.page.locator("#kb-results h3 a")
    expect(links.nth(0)).to_be_focused()
    results.page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    results.page.keyboard.press("ArrowUp")
    results.page.keyboard.press("ArrowUp")
    expect(results.box).to_be_focused()
    results.page.keyboard.press("ArrowDown")
    results.page.keyboard.press("Escape")
    expect(results.box).to_be_focused()
    results.page.keyboard.press("End")
    results.page.keyboard.type("1/2")
    expect(results.box).to_have_value("课堂1/2")
    results.type("课堂")
    results.page.keyboard.press("ArrowDown")
    target = links.nth(0).get_attribute("href") or "nowhere"
    results.page.keyboard.press("Enter")
    results.page.wait_for_url(target)


def test_hostile_text_in_a_link_stays_text(results: Results) -> None:
    for text in HOSTILE:
        results.open(text, theme="<b>x</b>")
        expect(results.box).to_have_value(text)
        assert results.page.title() != "owned", text
        assert results.page.locator("#kb-results img, #kb-results script, #kb-results b").count() == 0, text


def test_an_empty_result_offers_a_way_on(results: Results) -> None:
    results.open("qqqqq", region="410000")
    expect(results.status).to_have_text("没有找到案例")
    empty = results.page.locator(".kb-empty")
    expect(results.page.locator(".kb-note")).to_have_text(["没有写到“qqqqq”的案例。"])
    assert empty.get_by_role("listitem").count() > 2
    empty.get_by_role("button", name="清除筛选条件再找").click()
    results.settle("?q=qqqqq")
    empty.get_by_role("link", name="看全部").click()
    expect(results.rows).not_to_have_count(0)

    results.again("宽带", evidence="5")
    assert empty.locator("li a").all_text_contents()[0] == "学校和教室缺少宽带", "the nearest of the vocabulary"
    results.again("outsorcing")
    expect(results.page.locator(".kb-suggestion a")).to_have_text("outsourcing")
    assert results.ids == []
    results.again("人工智能")
    expect(results.status).to_have_text("没有找到案例")
    expect(results.page.locator(".kb-note").first).to_have_text("没有写到“人工智能”的案例。")
    expect(results.rows).to_have_count(0)
    expect(results.page.locator(".kb-touching a")).not_to_have_count(0)
    results.again("贵州")
    expect(results.page.locator(".kb-note").first).to_contain_text("贵州省还没有案例。附近有案例的地方：")
    expect(results.page.locator(".kb-offers").get_by_role("link", name="投稿")).to_be_visible()
    results.page.locator(".kb-offers").get_by_role("link", name="四川省（2 个）").click()
    results.settle("region=510000")
    expect(results.rows).to_have_count(2)


def test_what_was_perhaps_meant_is_offered_and_searched_only_when_chosen(results: Results) -> None:
    results.open("同步课唐")
    offer = results.page.locator(".kb-suggestion")
    expect(offer).to_have_text("您是不是要找同步课堂？")
    assert results.asked == "?q=同步课唐"
    offer.locator("a").click()
    results.settle("q=同步课堂")
    assert results.ids[0] == "chengdu-yucai-synchronous-classroom"
    expect(offer).to_have_count(0)


def test_on_a_phone_filters_are_folded_and_a_finger_finds_every_tool(open_page: Open, http_url: str) -> None:
    page = open_page("cases/index.html?q=课堂", **PHONE)
    results = Results(page, http_url)
    drawer = page.locator(".kb-filter")
    assert drawer.get_attribute("open") is None
    results.choose("theme", "resource-sharing")
    expect(drawer.locator("> summary")).to_have_text("更多条件（已选 1 项）")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    tools = ".kb-result-tools :is(select, button), .kb-filter :is(label, summary), .kb-chip-group li, .kb-active-chip"
    for view in ("theme=resource-sharing", "view=compact"):
        results.settle(view)
        heights = page.locator(f"{tools}, .kb-compare-add").evaluate_all(
            "(all) => all.filter((one) => one.checkVisibility()).map((one) => one.getBoundingClientRect().height)"
        )
        assert min(heights) >= 43.5, view
        page.get_by_role("button", name="只看标题").tap()
