"""The list of all cases: every facet, order and view can be chosen, shared by its address, and taken back."""

import pytest
from playwright.sync_api import Page, expect

from kb.model import Corpus
from kb.search.case_document import facet_facts
from tests.browser.ready import Open
from tests.browser.results import Results

#: So many steps of the keyboard lead from the top of the page to the first result at most.
MOST_TABS = 12


def everything(results: Results) -> list[str]:
    """Show all there is, and return the ids in order."""
    more = results.page.get_by_role("button", name="更多", exact=True)
    while more.is_visible():
        before = results.rows.count()
        more.click()
        expect(results.rows).not_to_have_count(before)
    return results.ids


@pytest.fixture
def results(page: Page, base_url: str) -> Results:
    return Results(page, base_url)


def test_the_panel_offers_every_facet_in_the_order_of_the_field_table(results: Results) -> None:
    results.open()
    chips = results.page.locator("#kb-facets .kb-chip-group > b").all_text_contents()
    assert chips == ["问题", "学段", "地区"]
    groups = results.page.locator(".kb-filter .kb-facet > summary").all_text_contents()
    assert groups == [fact.label for fact in facet_facts().values() if fact.label not in chips]


def test_who_invests_and_who_pays_can_be_chosen_and_unknown_too(results: Results, corpus: Corpus) -> None:
    results.open()
    results.choose("invest", "enterprise")
    results.settle("invest=enterprise")
    assert results.ids == ["jiaozuo-purchase-of-service"]
    results.open(invest="unknown", pay="unknown")
    untold = {case.id for case in corpus.cases if not (case.mechanism.invest or case.mechanism.pay)}
    assert set(everything(results)) == untold
    expect(results.page.locator(".kb-active-chip")).to_have_text(["谁投资：未知 ×", "谁付费：未知 ×"])


def test_cases_that_do_not_say_for_which_stage_can_be_chosen(results: Results, corpus: Corpus) -> None:
    results.open()
    results.choose("stage", "unknown")
    results.settle("stage=unknown")
    assert set(results.ids) == {case.id for case in corpus.cases if not case.stage}
    expect(results.page.locator(".kb-active-chip")).to_have_text(["学段：未知 ×"])


def test_a_city_shows_below_its_province_once_that_is_chosen(results: Results) -> None:
    results.open()
    city = results.page.locator("#kb-facets input[name=region][value='410800']")
    expect(city).to_have_count(0)
    results.choose("region", "410000")
    results.settle("region=410000")
    expect(city).to_be_visible()
    henan = set(everything(results))
    results.choose("region", "410800")
    results.settle("region=410800")
    assert results.ids == ["jiaozuo-purchase-of-service"]
    expect(results.page.locator(".kb-active-chip")).to_have_text(["地区：焦作市 ×"])
    results.choose("region", "410100")
    results.settle("region=410100")
    assert len(everything(results)) > 1
    results.choose("region", "410000")
    results.settle("?region=410000")
    assert set(everything(results)) == henan


@pytest.mark.parametrize("facet", ["stage", "unit_type", "status", "review", "build", "operate", "own"])
def test_every_value_with_cases_gives_as_many_as_it_promises(page: Page, http_url: str, facet: str) -> None:
    results = Results(page, http_url)
    results.open()
    rows = page.locator(f"#kb-facets li:has(input[name={facet}])")
    promised = rows.evaluate_all(
        "(rows) => rows.map((row) => [row.querySelector('input').value, Number(row.querySelector('b').textContent)])"
    )
    assert promised
    for value, count in promised:
        results.open(**{facet: value})
        expect(results.status).to_have_text(f"{count} 个案例")


def test_an_order_changes_neither_what_is_found_nor_its_count(results: Results) -> None:
    results.open("课堂")
    found, status = everything(results), results.status.inner_text()
    for sort in ("evidence", "newest", "name"):
        results.open("课堂", sort=sort)
        assert sorted(everything(results)) == sorted(found), sort
        assert results.status.inner_text() == status


def test_the_compact_view_stands_in_the_address_and_can_be_taken_back(results: Results) -> None:
    results.open("课堂")
    text = results.rows.first.locator(".kb-row-text")
    expect(text).to_be_visible()
    tall = results.rows.first.bounding_box()
    results.page.get_by_role("button", name="只看标题").click()
    results.settle("view=compact")
    expect(text).to_be_hidden()
    short = results.rows.first.bounding_box()
    assert tall is not None
    assert short is not None
    assert short["height"] < tall["height"] / 2
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


@pytest.mark.parametrize("value", ["sideways", "<b>", "constructor"])
def test_an_order_that_does_not_exist_is_relevance(page: Page, http_url: str, value: str) -> None:
    results = Results(page, http_url)
    results.open("芜湖", sort=value, view=value)
    assert results.ids[0] == "wuhu-online-classroom"
    expect(page.get_by_label("排序").locator(":checked")).to_have_text("最相关")


@pytest.mark.parametrize("width", [375, 1280])
def test_every_tool_of_the_list_is_as_large_as_a_finger_in_both_views(page: Page, http_url: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    results = Results(page, http_url)
    for view in ("", "compact"):
        results.open(region="410000", **({"view": view} if view else {}))
        expect(page.locator("#kb-results [data-compare]").first).to_be_visible()
        for tool in page.locator(".kb-result-tools :is(select, button), .kb-compare-add:visible").all():
            box = tool.bounding_box()
            assert box is not None
            assert box["height"] >= 43.5


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
@pytest.mark.parametrize(("facet", "value"), [("stage", "primary"), ("unit_type", "school")])
def test_after_a_choice_the_first_result_is_in_sight(
    open_page: Open, base_url: str, width: int, height: int, facet: str, value: str
) -> None:
    page = open_page("cases/index.html", width=width, height=height)
    results = Results(page, base_url)
    results.settle("")
    results.choose(facet, value)
    results.settle(f"{facet}={value}")
    title = results.rows.first.locator("h3")
    page.wait_for_function("(title) => title.getBoundingClientRect().bottom <= innerHeight", arg=title.element_handle())
    box = title.bounding_box()
    assert box is not None
    assert box["y"] >= 0


def test_on_a_phone_a_bar_says_how_many_there_are_and_clears_all(
    open_page: Open, base_url: str, corpus: Corpus
) -> None:
    page = open_page("cases/index.html", width=375, height=667)
    results = Results(page, base_url)
    results.settle("")
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


def test_the_keyboard_reaches_the_first_result_in_a_dozen_steps(open_page: Open, base_url: str) -> None:
    page = open_page("cases/index.html", width=1280)
    Results(page, base_url).settle("")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("跳到结果")
    page.keyboard.press("Enter")
    steps = 1
    while page.evaluate("document.activeElement.closest('#kb-results h3') === null"):
        page.keyboard.press("Tab")
        steps += 1
        assert steps <= MOST_TABS


def test_a_group_that_does_not_divide_what_is_shown_is_left_out(results: Results) -> None:
    results.open()
    review = results.page.locator(".kb-facet", has=results.page.locator("input[name=review]"))
    expect(review).to_have_attribute("hidden", "")
    expect(results.page.locator(".kb-facet", has=results.page.locator("input[name=invest]"))).not_to_have_attribute(
        "hidden", ""
    )
    # Of one place there is but one stage; what is chosen stays, so that it can be taken back.
    results.open(region="340000")
    stages = results.page.locator(".kb-chip-group", has=results.page.locator("input[name=stage]"))
    expect(stages).to_be_hidden()
    expect(results.page.locator("#kb-facets input[name=region]:checked")).to_have_count(1)


def test_readers_are_offered_stages_in_parts_and_each_part_finds_the_whole(results: Results) -> None:
    results.open()
    offered = results.page.locator("#kb-facets input[name=stage]")
    values = offered.evaluate_all("(boxes) => boxes.map((box) => box.value)")
    assert {"primary", "junior-secondary"} <= set(values)
    assert "compulsory" not in values
    results.choose("stage", "junior-secondary")
    results.settle("stage=junior-secondary")
    assert "wuhu-online-classroom" in results.ids
    results.open(stage="compulsory")
    expect(results.page.locator(".kb-active-chip")).to_have_text(["学段：义务教育 ×"])


def test_an_order_by_relevance_is_offered_only_where_something_was_searched(results: Results) -> None:
    order = results.page.get_by_label("排序").locator("option:not([hidden])")
    results.open()
    expect(order).to_have_text(["证据多的在前", "最近核对的在前", "按名称"])
    expect(results.page.get_by_label("排序").locator(":checked")).to_have_text("证据多的在前")
    results.type("课堂")
    expect(order).to_have_text(["最相关", "证据多的在前", "最近核对的在前", "按名称"])
    expect(results.page.get_by_label("排序").locator(":checked")).to_have_text("最相关")


def test_where_there_is_nothing_to_sort_no_order_is_offered(results: Results) -> None:
    order = results.page.get_by_label("排序")
    results.open("希沃")
    expect(results.status).to_have_text("没有找到案例")
    expect(order).to_be_hidden()
    results.open("芜湖")
    expect(order).to_be_hidden()
    results.open("课堂")
    expect(order).to_be_visible()
