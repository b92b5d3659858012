"""The list of all cases: every facet, order and view can be chosen, shared by its address, and taken back."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from kb.model import Corpus
from kb.search import Collection
from kb.search.case_document import collection_of, facet_facts
from tests.browser.ready import Open
from tests.browser.results import Results

#: So many steps of the keyboard lead from the top of the page to the first result at most.
MOST_TABS = 12

#: The first characters of the titles as they sound: chang, cheng, ha, hang, jiao, mian, ren, shen, shou, wu, zheng.
SOUND = "长成哈杭焦绵人深寿芜郑"


@pytest.fixture
def results(page: Page, file_url: str) -> Results:
    return Results(page, file_url)


def test_the_panel_offers_every_facet_in_the_order_of_the_field_table(results: Results) -> None:
    results.open()
    chips = results.page.locator("#kb-facets .kb-chip-group > b").all_text_contents()
    assert chips == ["问题", "学段", "地区"]
    groups = results.page.locator(".kb-filter .kb-facet > summary").all_text_contents()
    assert groups == [fact.label for fact in facet_facts().values() if fact.label not in chips]


def test_what_is_unknown_can_be_chosen_too(results: Results, corpus: Corpus) -> None:
    results.open()
    results.choose("invest", "enterprise")
    results.settle("invest=enterprise")
    assert results.ids == ["jiaozuo-purchase-of-service"]
    results.again()
    results.choose("stage", "unknown")
    results.settle("stage=unknown")
    assert set(results.ids) == {case.id for case in corpus.cases if not case.stage}
    expect(results.chips).to_have_text(["学段：未知 ×"])
    results.again(invest="unknown", pay="unknown")
    untold = {case.id for case in corpus.cases if not (case.mechanism.invest or case.mechanism.pay)}
    assert set(results.all_ids) == untold
    expect(results.chips).to_have_text(["谁投资：未知 ×", "谁付费：未知 ×"])


def test_a_city_shows_below_its_province_once_that_is_chosen(results: Results) -> None:
    results.open()
    city = results.page.locator("#kb-facets input[name=region][value='410800']")
    expect(city).to_have_count(0)
    results.choose("region", "410000")
    results.settle("region=410000")
    expect(city).to_be_visible()
    henan = set(results.all_ids)
    results.choose("region", "410800")
    results.settle("region=410800")
    assert results.ids == ["jiaozuo-purchase-of-service"]
    expect(results.chips).to_have_text(["地区：焦作市 ×"])
    results.choose("region", "410100")
    results.settle("region=410100")
    assert len(results.all_ids) > 1
    results.choose("region", "410000")
    results.settle("?region=410000")
    assert set(results.all_ids) == henan


def test_the_compact_view_stands_in_the_address_and_can_be_taken_back(results: Results) -> None:
    results.open("课堂")
    text = results.rows.first.locator(".kb-row-text")
    expect(text).to_be_visible()
    height = "(row) => row.offsetHeight"
    tall = results.rows.first.evaluate(height)
    results.page.get_by_role("button", name="只看标题").click()
    results.settle("view=compact")
    expect(text).to_be_hidden()
    assert results.rows.first.evaluate(height) < tall / 2
    results.page.reload()
    expect(text).to_be_hidden()
    expect(results.page.get_by_role("button", name="只看标题")).to_have_attribute("aria-pressed", "true")
    results.page.go_back()
    expect(text).to_be_visible()


def test_order_view_filters_and_query_live_together_in_one_address(results: Results) -> None:
    results.open("课堂", region="410000", invest="unknown", sort="name", view="compact")
    asked = results.asked
    results.page.get_by_role("button", name="移除条件 谁投资：未知").click()
    results.settle("?q=课堂&region=410000&sort=name&view=compact")
    results.page.go_back()
    results.settle("invest=unknown")
    assert results.asked == asked
    expect(results.page.get_by_label("排序")).to_have_value("name")


def test_each_order_is_what_it_is_called(page: Page, corpus: Corpus, serve_index: Callable[[Collection], str]) -> None:
    # The review of each case is dated differently, so that no two orders are the same.
    reviewed = {case.id: f"2026-10-{number:02}" for number, case in enumerate(corpus.cases[::-1], 1)}
    cases = tuple(
        case.model_copy(update={"review": case.review.model_copy(update={"date": reviewed[case.id]})})
        for case in corpus.cases
    )
    results = Results(page, serve_index(collection_of(corpus.model_copy(update={"cases": cases}))))
    results.open("教学")
    relevant = results.all_ids
    found = {"": relevant}
    for label, sort in (("证据多的在前", "evidence"), ("最近核对的在前", "newest"), ("按名称", "name")):
        page.get_by_label("排序").select_option(label=label)
        results.settle(f"sort={sort}")
        found[sort] = results.all_ids
        assert sorted(found[sort]) == sorted(relevant), label
    by_id = {case.id: case for case in cases}
    levels = [by_id[one].evidence for one in relevant]
    assert levels != sorted(levels, reverse=True), "relevance must differ, or nothing is tried"
    assert [by_id[one].evidence for one in found["evidence"]] == sorted(levels, reverse=True)
    assert found["newest"] == sorted(relevant, key=reviewed.__getitem__, reverse=True)
    # By sound: Changsha, Chengdu, Harbin, Gongshu's and Xihu's Hangzhou … Zhengzhou.
    titles = [by_id[one].title[:1] for one in found["name"]]
    assert titles == sorted(titles, key=SOUND.index)
    assert len({tuple(order) for order in found.values()}) == 4


def test_an_order_is_offered_only_where_there_is_something_to_sort(results: Results) -> None:
    order = results.page.get_by_label("排序")
    options = order.locator("option:not([hidden])")
    results.open()
    expect(options).to_have_text(["证据多的在前", "最近核对的在前", "按名称"])
    expect(order.locator(":checked")).to_have_text("证据多的在前")
    results.type("课堂")
    expect(options).to_have_text(["最相关", "证据多的在前", "最近核对的在前", "按名称"])
    expect(order.locator(":checked")).to_have_text("最相关")
    for few in ("希沃", "芜湖"):
        results.type(few)
        expect(order).to_be_hidden()
    for value in ("sideways", "<b>", "constructor"):
        results.again("课堂", sort=value, view=value)
        expect(order.locator(":checked"), value).to_have_text("最相关")
        expect(results.rows.first.locator(".kb-row-text"), value).to_be_visible()


def test_who_comes_back_from_a_case_finds_as_many_as_were_shown(page: Page, http_url: str) -> None:
    results = Results(page, http_url)
    results.open()
    expect(results.rows).to_have_count(10)
    page.get_by_role("button", name="更多", exact=True).click()
    expect(results.rows).to_have_count(13)
    last = results.rows.nth(12).locator("h3 a")
    expect(results.rows.nth(10).locator("h3 a")).to_be_focused()
    last.click()
    page.wait_for_url("**/cases/*-*.html")
    page.go_back()
    results.settle("")
    expect(results.rows).to_have_count(13)
    page.reload()
    results.settle("")
    expect(results.rows).to_have_count(13)


def test_nothing_jumps_when_the_script_takes_the_list_over(page: Page, http_url: str) -> None:
    page.add_init_script(
        """window.shift = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
        }).observe({ type: "layout-shift", buffered: true });"""
    )
    Results(page, http_url).open()
    # A shift is told once its frame is drawn.
    page.evaluate("async () => { for (let at = 0; at < 3; at += 1) await new Promise(requestAnimationFrame); }")
    assert page.evaluate("window.shift") < 0.1


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (375, 667)])
def test_after_a_choice_the_first_result_is_in_sight(open_page: Open, http_url: str, width: int, height: int) -> None:
    page = open_page("cases/index.html", width=width, height=height)
    results = Results(page, http_url)
    for facet, value in (("stage", "primary"), ("unit_type", "school")):
        results.choose(facet, value)
        results.settle(f"{facet}={value}")
        title = results.rows.first.locator("h3").element_handle()
        page.wait_for_function(
            "(title) => title.getBoundingClientRect().bottom <= innerHeight && title.getBoundingClientRect().top >= 0",
            arg=title,
        )
        results.again()


def test_on_a_phone_a_bar_says_how_many_there_are_and_clears_all(
    open_page: Open, http_url: str, corpus: Corpus
) -> None:
    page = open_page("cases/index.html", width=375, height=667)
    results = Results(page, http_url)
    bar = page.locator(".kb-go")
    expect(bar).to_be_hidden()
    results.choose("stage", "primary")
    results.settle("stage=primary")
    # Back at a long panel the bar stays at the foot of the window.
    page.locator(".kb-filter > summary").click()
    page.locator(".kb-filter summary").nth(1).click()
    page.evaluate("scrollTo(0, 0)")
    box = bar.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 667
    bar.get_by_role("link", name=f"看 {results.status.inner_text()}").click()
    expect(results.rows.first.locator("h3")).to_be_in_viewport()
    bar.get_by_role("button", name="清除").click()
    expect(results.status).to_have_text(f"{len(corpus.cases)} 个案例")
    expect(bar).to_be_hidden()


def test_the_keyboard_reaches_the_first_result_in_a_dozen_steps(open_page: Open) -> None:
    page = open_page("cases/index.html", width=1280)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("跳到结果")
    page.keyboard.press("Enter")
    steps = 1
    while page.evaluate("document.activeElement.closest('#kb-results h3') === null"):
        page.keyboard.press("Tab")
        steps += 1
        assert steps <= MOST_TABS


def test_groups_that_do_not_divide_and_stages_in_sum_are_left_out(results: Results) -> None:
    results.open()
    facet = {
        name: results.page.locator(".kb-facet", has=results.page.locator(f"input[name={name}]"))
        for name in ("review", "invest")
    }
    expect(facet["review"]).to_have_attribute("hidden", "")
    expect(facet["invest"]).not_to_have_attribute("hidden", "")
    # Each stage that is offered finds the whole to which it belongs.
    values = results.page.locator("#kb-facets input[name=stage]").evaluate_all("(all) => all.map((one) => one.value)")
    assert {"primary", "junior-secondary"} <= set(values)
    assert "compulsory" not in values
    results.choose("stage", "junior-secondary")
    results.settle("stage=junior-secondary")
    assert "wuhu-online-classroom" in results.ids
    results.again(stage="compulsory")
    expect(results.chips).to_have_text(["学段：义务教育 ×"])
    # Of one place there is but one stage; what is chosen stays, so that it can be taken back.
    results.again(region="340000")
    stages = results.page.locator(".kb-chip-group", has=results.page.locator("input[name=stage]"))
    expect(stages).to_be_hidden()
    expect(results.page.locator("#kb-facets input[name=region]:checked")).to_have_count(1)
