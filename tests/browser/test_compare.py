"""Cases are chosen anywhere and read side by side: over http and from a disk, on a desk and in a hand."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.chosen_cases import FOUR, button
from tests.browser.printed_pages import Printed
from tests.browser.ready import REFUSE_STORAGE, Open
from tests.browser.workshop_page import choose


def opened(page: Page, base: str, *cases: str) -> Page:
    page.goto(f"{base}compare.html?cases={','.join(cases)}")
    expect(page.locator("#kb-compare-status")).to_have_text(re.compile("个案例|还没有"))
    return page


def row(page: Page, name: str) -> Any:
    return page.locator(".kb-compare-table tbody tr").filter(has=page.locator("th[scope=row]", has_text=name)).first


def test_cases_chosen_in_a_list_and_on_a_page_are_compared(page: Page, file_url: str) -> None:
    page.goto(f"{file_url}cases/index.html?q=芜湖")
    expect(page.locator(".kb-filter")).to_be_attached()
    button(page, FOUR[0]).click()
    expect(page.locator(".kb-tray-status")).to_have_text("已选 1 个案例，再选一个案例就能对比")
    page.goto(f"{file_url}cases/{FOUR[1]}.html")
    expect(page.locator(".kb-tray li")).to_have_count(1)
    button(page, FOUR[1]).click()
    expect(button(page, FOUR[1])).to_have_attribute("aria-pressed", "true")
    page.get_by_role("link", name="对比", exact=True).click()
    page.wait_for_url(f"**/compare.html?cases={FOUR[0]},{FOUR[1]}")
    expect(page.locator("#kb-compare-status")).to_have_text("2 个案例")
    assert page.locator(".kb-compare-table thead th").count() == 2


def test_the_table_says_what_differs_what_agrees_and_what_nobody_told(page: Page, http_url: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    opened(page, http_url, *FOUR)
    names = sorted(url.rsplit("/", 1)[1] for url in asked if "/cases/" in url)
    assert names == sorted(f"{one}.js" for one in FOUR), "only the compared cases are loaded"
    expect(page.locator(".kb-compare-group")).to_have_text(
        ["他们怎么做", "谁出钱，谁来办", "想学，先想好什么", "证据与成效", "要什么条件", "还想知道", "情况"]
    )
    state = ".kb-compare-state"
    expect(row(page, "谁投资").locator(state)).to_have_text("不同")
    expect(row(page, "谁运营").locator(state)).to_have_text("部分未知")
    expect(page.locator(".kb-compare-untold").first).to_have_text(re.compile("^来源都没有写：.*合作期限、费用$"))
    expect(row(page, "费用")).to_have_count(0)
    opened(page, http_url, FOUR[0], FOUR[1])
    expect(row(page, "证据").locator(state)).to_have_text("相同")
    assert row(page, "摘要").locator(state).count() == 0, "free text always differs and is not labelled"
    assert row(page, "问题").locator(f"{state}, .kb-compare-own").count() == 0, "tags sort cases; they are not marked"
    assert row(page, "前提条件").locator(".kb-analysis-tag").count() > 0, "without a source it is marked as analysis"
    assert row(page, "有利条件").locator("td").first.locator(".kb-analysis-tag").count() == 0
    mark = row(page, "来源说").locator(".kb-mark a").first
    expect(mark).to_have_attribute("aria-label", re.compile("^来源 1：.*通报，二·2$"))
    mark.click()
    page.wait_for_url(f"**/cases/{FOUR[0]}.html#source-moe-2014-13")
    assert page.locator("#source-moe-2014-13").count() == 1


def test_it_is_as_wide_as_the_window_and_folds_on_a_phone(page: Page, http_url: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 700})
    opened(page, http_url, *FOUR[:3])
    height = "document.documentElement.scrollHeight"
    assert page.evaluate(height) < 2900, "it was 2,900 once"
    label = "element => getComputedStyle(element, '::before').content"
    cell = row(page, "谁投资").locator("td").first
    assert cell.evaluate(label) == "none"
    page.mouse.wheel(0, 1200)
    head = page.locator(".kb-compare-table thead th").first
    expect(head).to_be_in_viewport(ratio=1)
    assert head.evaluate("(one) => getComputedStyle(one).boxShadow").endswith("0px -2px 0px 0px inset")
    page.set_viewport_size({"width": 1920, "height": 1080})
    assert page.locator(".kb-compare-table").evaluate("(table) => table.offsetWidth") > 1800

    page.set_viewport_size({"width": 375, "height": 667})
    opened(page, http_url, *FOUR)
    assert page.evaluate(height) < 6000, "it was 8,386 once"
    assert cell.evaluate(label) == '"芜湖"', "each cell names its case"
    place = row(page, "地区")
    expect(place).to_be_hidden()
    page.get_by_role("button", name="情况").click()
    expect(place).to_be_visible()
    expect(page.get_by_role("button", name="情况")).to_have_attribute("aria-expanded", "true")


def test_of_a_long_list_the_rest_opens_on_a_press_and_all_is_on_paper(
    page: Page, http_url: str, printed: Callable[..., Printed]
) -> None:
    opened(page, http_url, *FOUR)
    settle = row(page, "编者的话").locator("td").first
    last = settle.locator("li").last
    expect(settle.locator("li:visible")).to_have_count(4)
    settle.get_by_role("button", name=re.compile("^全部")).click()
    expect(last).to_be_visible()
    settle.get_by_role("button", name="收起").click()
    expect(last).to_be_hidden()
    page.emulate_media(media="print")
    expect(last).to_be_visible()
    expect(settle.get_by_role("button", name=re.compile("^全部"))).to_be_hidden()
    assert printed(page).sizes() == {(297, 210)}
    page.set_viewport_size({"width": 1032, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for hidden in ("#kb-compare-tools", ".kb-compare-remove", "header.md-header"):
        assert not page.locator(hidden).first.is_visible(), hidden
    assert page.locator(".kb-print").inner_text().endswith(f"compare.html?cases={','.join(FOUR)}")


def test_what_is_compared_becomes_a_handout_an_address_or_citations_by_one_press(
    open_page: Open, http_url: str
) -> None:
    page = open_page(f"compare.html?cases={FOUR[0]},{FOUR[1]}", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="复制网址").click()
    expect(page.locator("#kb-compare-status")).to_contain_text("网址已复制")
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    page.get_by_role("button", name="引用", exact=True).click()
    cited = page.locator("#kb-compare-citation .kb-citation")
    for one in FOUR[:2]:
        expect(cited).to_contain_text(f"{http_url}cases/{one}.html")
    page.get_by_role("button", name="复制引用").click()
    expect(page.get_by_text("已复制", exact=True)).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == cited.inner_text()
    page.get_by_role("link", name="做讲义").click()
    expect(page.locator("#kb-workshop-items a")).to_contain_text(["芜湖", "焦作"])


def test_rows_that_agree_can_be_put_away_and_the_address_says_so(page: Page, file_url: str) -> None:
    opened(page, file_url, *FOUR[2:])
    expect(row(page, "问题")).to_be_visible()
    page.get_by_label("只看不同和未知的").check()
    expect(row(page, "问题")).to_be_hidden()
    expect(row(page, "地区")).to_be_visible()
    expect(page.locator(".kb-compare-untold").first).to_be_visible()
    page.wait_for_url("**&only=different")
    page.reload()
    expect(page.get_by_label("只看不同和未知的")).to_be_checked()
    expect(row(page, "问题")).to_be_hidden()


def test_a_fifth_case_is_refused_in_words_and_taking_one_away_can_be_taken_back(page: Page, http_url: str) -> None:
    opened(page, http_url, *FOUR, "shouguang-online-teaching-research")
    expect(page.locator("#kb-compare-status")).to_have_text("4 个案例")
    expect(page.get_by_role("alert")).to_have_text("网址里有 5 个案例，并排最多 4 个，只放了前 4 个。")
    page.get_by_role("button", name="移除 芜湖").click()
    expect(page.locator("#kb-compare-status")).to_have_text("3 个案例")
    expect(page.get_by_role("alert")).to_have_count(0)
    page.wait_for_url(lambda url: FOUR[0] not in url)
    page.go_back()
    expect(page.locator("#kb-compare-status")).to_have_text("4 个案例")


def test_one_case_or_none_leads_back_to_the_list(page: Page, http_url: str) -> None:
    opened(page, http_url)
    expect(page.locator("#kb-compare-status")).to_have_text("还没有选案例。")
    opened(page, http_url, FOUR[2])
    page.get_by_role("link", name="去选案例").click()
    expect(page.locator(".kb-filter").first).to_be_attached()
    expect(button(page, FOUR[2])).to_have_attribute("aria-pressed", "false")


@pytest.mark.parametrize("base", ["http_url", "file_url"])
def test_a_case_that_does_not_exist_is_named_and_the_others_are_shown(
    open_context: Callable[..., BrowserContext], base: str, request: pytest.FixtureRequest
) -> None:
    page = open_context(tolerate=("404", "net::ERR_FILE_NOT_FOUND")).new_page()
    opened(page, request.getfixturevalue(base), FOUR[0], "no-such-case")
    expect(page.get_by_role("alert")).to_have_text("没有找到编号为“no-such-case”的案例。")
    expect(page.locator("#kb-compare-status")).to_have_text("1 个案例")


def test_an_old_name_leads_to_the_case_as_it_is_now_and_a_withdrawn_case_says_so(page: Page, workshop_url: str) -> None:
    choose(page, workshop_url, FOUR[1])
    opened(page, workshop_url, "old-name-of-wuhu", FOUR[1], FOUR[0], "withdrawn-case")
    expect(page.locator("#kb-compare-status")).to_have_text("2 个案例")
    # Each case once, by its name of today.
    page.wait_for_url(lambda url: url.endswith(f"?cases={FOUR[0]},{FOUR[1]},withdrawn-case"))
    expect(page.get_by_role("alert")).to_have_text("《某案例》已经撤下，不再推荐，没有放进来。")
    page.get_by_role("button", name="也选上这 1 个").click()
    expect(page.get_by_role("button", name=re.compile("也选上"))).to_have_count(0)
    page.get_by_role("link", name="去选案例").click()
    expect(page.locator(".kb-tray li span")).to_contain_text(["焦作", "芜湖"])


def test_an_address_that_hands_or_messengers_changed_is_still_read(page: Page, http_url: str) -> None:
    for between in (", ", "，", "、", "%20", ",,", "&cases=", f",{FOUR[0]},"):
        page.goto(f"{http_url}compare.html?cases={FOUR[0]}{between}{FOUR[1]}")
        expect(page.locator("#kb-compare-status"), between).to_have_text("2 个案例")
        expect(page.get_by_role("alert"), between).to_have_count(0)
        page.wait_for_url(lambda url: url.endswith(f"?cases={FOUR[0]},{FOUR[1]}"))


def test_what_is_no_case_id_is_never_loaded(page: Page, http_url: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for name in ("<img src=x onerror=alert(1)>", "../../evil", "a" * 200, "%00"):
        opened(page, http_url, name)
        expect(page.locator("#kb-compare-status"), name).to_have_text("还没有选案例。")
        expect(page.get_by_role("alert").first, name).to_contain_text("不是案例编号，没有放进来。")
        assert page.locator("#kb-compare-fault img").count() == 0, name
    assert not [url for url in asked if "/cases/" in url]


def test_a_browser_that_remembers_nothing_still_compares(page: Page, http_url: str) -> None:
    page.add_init_script(REFUSE_STORAGE)
    page.goto(f"{http_url}cases/index.html")
    button(page, FOUR[2]).click()
    button(page, FOUR[3]).click()
    page.get_by_role("link", name="对比", exact=True).click()
    expect(page.locator("#kb-compare-status")).to_have_text("2 个案例")
