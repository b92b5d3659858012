"""The results page is used by keyboard, filters, shared links and the back button."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

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
    results.choose("region", "410000")
    results.settle("region=410000")
    narrowed = results.ids
    assert narrowed
    assert set(narrowed) < set(before)
    results.page.reload()
    expect(results.page.locator(".kb-active-chip")).to_have_text(["地区：河南省 ×"])
    assert results.ids == narrowed
    results.page.go_back()
    expect(results.page.locator(".kb-active-chip")).to_have_count(0)
    assert results.ids == before


def test_the_title_of_the_window_says_what_is_asked(results: Results) -> None:
    results.open("课堂")
    expect(results.page).to_have_title("课堂 · 案例 · 教育信息化典型案例库")
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


def test_a_count_says_what_choosing_its_value_gives(results: Results) -> None:
    results.open("课堂")
    count = results.page.locator("#kb-facets input[name=region][value='510000']").locator("xpath=..").locator("b")
    promised = int(count.text_content() or "")
    results.choose("region", "510000")
    results.settle("region=510000")
    assert len(results.ids) == promised


def test_a_link_may_narrow_by_what_the_panel_does_not_list(results: Results) -> None:
    results.open(year="2011")
    expect(results.page.locator(".kb-active-chip")).to_have_text(["年份：2011 年 ×"])
    assert "changsha-social-work-learning-spaces" in results.ids
    assert len(results.ids) < results_of_everything(results)


@pytest.mark.parametrize(
    ("asked", "chip", "canonical"),
    [
        ("region=河南省", "地区：河南省 ×", "?region=410000"),
        ("province=河南&utm_source=x", "地区：河南省 ×", "?region=410000"),
        ("city=焦作&q=网络", "地区：焦作市 ×", "?q=网络&region=410800"),
        ("做法=翻转教室", "做法：翻转课堂 ×", "?model=flipped-classroom"),
        ("invest=企业", "谁投资：企业 ×", "?invest=enterprise"),
        ("pay=未知", "谁付费：未知 ×", "?pay=unknown"),
    ],
)
def test_a_link_whose_filter_is_in_words_narrows_as_one_with_its_id(
    results: Results, asked: str, chip: str, canonical: str
) -> None:
    results.page.goto(f"{results.address}?{canonical.removeprefix('?')}")
    results.settle("")
    meant = results.ids
    results.page.goto(f"{results.address}?{asked}")
    results.settle("")
    expect(results.page.locator(".kb-active-chip")).to_have_text([chip])
    assert results.asked == canonical
    assert results.ids == meant


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


def test_what_narrows_is_named_in_words_even_where_no_case_lies(results: Results) -> None:
    results.open("地区:海淀区")
    expect(results.page.locator(".kb-active-chip")).to_have_text(["地区：海淀区 ×"])
    # 地区 is the field's name, not what was looked for: nothing in the vocabulary is near it.
    expect(results.page.locator(".kb-empty")).not_to_contain_text("词表里相近的词")
    results.type("来源:教技厅函[2014]13号")
    expect(results.page.locator(".kb-active-chip")).to_contain_text(["来源：教育部办公厅关于教育信息化试点单位"])


@pytest.mark.parametrize("start", ["index.html", "cases/index.html"])
def test_ten_thousand_characters_are_cut_and_the_reader_is_told(results: Results, http_url: str, start: str) -> None:
    results.page.goto(http_url + start)
    box = results.page.locator("main .kb-search input[name=q]")
    box.focus()
    results.page.keyboard.insert_text("教学点开不齐课" * 1500)
    box.press("Enter")
    results.settle("q=教学点开不齐课")
    expect(results.page.locator(".kb-note").first).to_have_text("查询太长，只用了前 300 个字。")
    assert results.ids[0] == "wuhu-online-classroom"


def results_of_everything(results: Results) -> int:
    """How many cases an empty query shows."""
    results.open()
    return results.rows.count()


def test_what_is_typed_after_a_field_is_shown_as_chosen_and_can_be_taken_away(results: Results) -> None:
    results.open("地区:河南 课堂")
    box = results.page.locator("#kb-facets input[name=region][value='410000']")
    expect(box).to_be_checked()
    chip = results.page.locator(".kb-active-chip")
    expect(chip).to_have_text(["地区：河南省 ×"])
    chip.click()
    results.settle("?q=课堂")
    assert results.asked == "?q=课堂"
    expect(box).not_to_be_checked()
    expect(chip).to_have_count(0)


def test_a_chip_takes_its_filter_away_and_the_focus_stays_near(results: Results) -> None:
    results.open("课堂", region="410000")
    chip = results.page.get_by_role("button", name="移除条件 地区：河南省")
    chip.focus()
    chip.press("Enter")
    results.settle("?q=课堂")
    expect(results.page.locator(".kb-active-chip")).to_have_count(0)
    expect(results.box).to_be_focused()


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
    results.page.keyboard.press("ArrowDown")
    target = links.nth(0).get_attribute("href") or "nowhere"
    results.page.keyboard.press("Enter")
    results.page.wait_for_url(target)


def test_a_slash_typed_into_the_box_is_a_slash(results: Results) -> None:
    results.open()
    results.box.focus()
    results.page.keyboard.type("1/2")
    expect(results.box).to_have_value("1/2")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_a_link_stays_text(results: Results, text: str) -> None:
    results.open(text, theme="<b>x</b>")
    expect(results.box).to_have_value(text)
    assert results.page.title() != "owned"
    assert results.page.locator("#kb-results img, #kb-results script, #kb-results b").count() == 0


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


def test_what_no_case_says_has_no_hits_and_what_only_touches_it_stands_apart(results: Results) -> None:
    results.open("人工智能")
    expect(results.status).to_have_text("没有找到案例")
    expect(results.page.locator(".kb-note").first).to_have_text("没有写到“人工智能”的案例。")
    expect(results.rows).to_have_count(0)
    expect(results.page.locator(".kb-touching a")).not_to_have_count(0)


def test_a_place_without_cases_offers_near_ones_and_the_way_to_contribute(results: Results) -> None:
    results.open("贵州")
    expect(results.status).to_have_text("没有找到案例")
    expect(results.page.locator(".kb-note").first).to_contain_text("贵州省还没有案例。附近有案例的地方：")
    expect(results.page.locator(".kb-offers").get_by_role("link", name="投稿")).to_be_visible()
    results.page.locator(".kb-offers").get_by_role("link", name="四川省（2 个）").click()
    results.settle("region=510000")
    expect(results.rows).to_have_count(2)


def test_an_empty_result_names_the_nearest_vocabulary_terms(results: Results) -> None:
    results.open("宽带", evidence="5")
    links = results.page.locator(".kb-empty li a").all_text_contents()
    assert links[0] == "学校和教室缺少宽带"


def test_what_was_perhaps_meant_is_offered_and_searched_only_when_chosen(results: Results) -> None:
    results.open("同步课唐")
    offer = results.page.locator(".kb-suggestion")
    expect(offer).to_have_text("您是不是要找同步课堂？")
    assert results.asked == "?q=同步课唐"
    offer.locator("a").click()
    results.settle("q=同步课堂")
    assert results.ids[0] == "chengdu-yucai-synchronous-classroom"
    expect(offer).to_have_count(0)


def test_an_empty_result_offers_what_was_perhaps_meant(results: Results) -> None:
    results.open("outsorcing")
    expect(results.page.locator(".kb-suggestion a")).to_have_text("outsourcing")
    assert results.ids == []


def test_the_count_is_announced_in_a_live_region(results: Results) -> None:
    results.open("课堂")
    expect(results.page.get_by_role("status")).to_have_text(f"{results.rows.count()} 个案例")


def test_on_a_phone_further_filters_are_folded_and_nothing_overflows(
    open_context: Callable[..., BrowserContext], http_url: str
) -> None:
    page = open_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True).new_page()
    results = Results(page, http_url)
    results.open("课堂")
    drawer = page.locator(".kb-filter")
    assert drawer.get_attribute("open") is None
    results.choose("theme", "resource-sharing")
    results.settle("theme=resource-sharing")
    expect(drawer.locator("> summary")).to_have_text("更多条件（已选 1 项）")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for target in page.locator(
        ".kb-filter label:visible, .kb-filter summary:visible, .kb-chip-group li:visible, .kb-active-chip"
    ).all():
        box = target.bounding_box()
        assert box is not None
        assert box["height"] >= 43.5, target.text_content()
