"""Cases chosen anywhere come together on the workshop page, in an order and under an address of their own."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, Page, expect

from kb.publish.view.catalogue import Catalogue
from tests.browser.ready import Open
from tests.browser.workshop_page import FIVE, SITE, choose, opened


def test_a_passage_is_chosen_on_the_case_page_and_quoted_to_the_letter(page: Page, workshop_url: str) -> None:
    page.goto(f"{workshop_url}cases/{FIVE[0]}.html")
    paragraph = page.locator("#practice-p1")
    paragraph.hover()
    paragraph.get_by_role("button", name="选这一段").click()
    expect(page.locator(".kb-tray li span")).to_have_text(re.compile("^段落："))
    page.get_by_role("link", name="做讲义").click()
    quoted = page.locator(".kp-passage blockquote")
    expect(quoted).to_contain_text("出钱和施工由企业承担，学校不建网，而是购买服务")
    expect(page.locator(".kp-passage .kp-self")).to_contain_text(f"{SITE}cases/{FIVE[0]}.html#practice-p1")


def test_items_are_put_in_order_with_buttons_and_keys_and_the_choice_is_kept(page: Page, workshop_url: str) -> None:
    choose(page, workshop_url, *FIVE[:3])
    page.goto(f"{workshop_url}cases/index.html")
    page.get_by_role("link", name="做讲义").click()
    names = page.locator("#kb-workshop-items a")
    expect(names).to_contain_text(["焦作", "绵竹", "南山"])
    page.get_by_role("button", name=re.compile("^下移 焦作")).click()
    expect(names).to_contain_text(["绵竹", "焦作", "南山"])
    expect(page.get_by_role("button", name=re.compile("^下移 焦作"))).to_be_focused()
    page.keyboard.press("Alt+ArrowDown")
    expect(names).to_contain_text(["绵竹", "南山", "焦作"])
    page.get_by_role("button", name=re.compile("^移除 深圳南山")).click()
    expect(page.locator(".kp-contents li")).to_contain_text(["绵竹", "焦作"])
    page.get_by_label("名称").fill("周五的培训")
    page.goto(f"{workshop_url}workshop.html")
    expect(page.get_by_label("名称")).to_have_value("周五的培训")
    expect(names).to_contain_text(["绵竹", "焦作"])


def test_a_shared_address_is_short_shows_the_same_and_leaves_ones_own_choice_alone(
    open_context: Callable[..., BrowserContext], workshop_url: str
) -> None:
    first = open_context().new_page()
    opened(first, workshop_url, *FIVE)
    first.get_by_label("名称").fill("县域教育网络怎么建")
    # The address follows once the page shows the name.
    expect(first).to_have_url(re.compile("&n="))
    address = first.url
    assert len(address) - len(workshop_url) < 230
    other = open_context().new_page()
    choose(other, workshop_url, FIVE[0])
    other.goto(address)
    expect(other.locator(".kp-cover h1")).to_have_text("县域教育网络怎么建")
    expect(other.locator("#kb-workshop-items li")).to_have_count(5)
    other.get_by_role("button", name=re.compile("^移除 绵竹")).click()
    other.goto(f"{workshop_url}workshop.html")
    expect(other.locator("#kb-workshop-items li")).to_have_count(1)
    other.goto(address)
    other.get_by_role("button", name="换成这一份").click()
    other.goto(f"{workshop_url}workshop.html")
    expect(other.locator("#kb-workshop-items li")).to_have_count(5)


def test_old_addresses_show_the_cases_as_they_are_now(open_page: Open, workshop_url: str) -> None:
    page = open_page(f"{workshop_url}workshop.html?cases=old-name-of-wuhu.p1")
    items = page.locator("#kb-workshop-items a")
    expect(items).to_contain_text(["芜湖"])
    page.wait_for_url(lambda url: url.endswith(f"?cases={FIVE[4]}.p1"))
    # With codes, as in the first months.
    page.goto(f"{workshop_url}workshop.html?w=1-1vv7tcj-0w2q9br.p1-18a19bg-0vc0zye-0000000&n=5ZGo5LqU&v=worksheet")
    expect(items).to_contain_text(["焦作", "芜湖", "芜湖"])
    expect(page.get_by_label("名称")).to_have_value("周五")
    expect(page.locator(".kb-paper")).to_have_attribute("data-view", "worksheet")
    page.wait_for_url(lambda url: f"?cases={FIVE[0]},{FIVE[4]}.p1,{FIVE[4]}&" in url)
    expect(page.get_by_role("alert")).to_have_text([re.compile("《某案例》已经撤下"), re.compile("在这个网站里找不到")])
    page.goto(f"{workshop_url}workshop.html?w=2-1vv7tcj")
    expect(page.get_by_role("alert")).to_contain_text("更新的版本")


def test_what_cannot_be_shown_is_said(open_page: Open, workshop_url: str) -> None:
    page = open_page(
        f"{workshop_url}workshop.html?cases=withdrawn-case,nowhere,{FIVE[0]}.p77,{FIVE[1]},<script>",
        tolerate=("net::ERR_FILE_NOT_FOUND",),
    )
    expect(page.get_by_role("alert")).to_have_text(
        [re.compile("《某案例》已经撤下"), re.compile("在这个网站里找不到"), re.compile("找不到原来的一段")]
    )
    expect(page.locator("#kb-workshop-items li")).to_have_count(1)


def test_what_does_not_arrive_costs_nobody_what_was_chosen(
    open_context: Callable[..., BrowserContext], http_url: str
) -> None:
    page: Any = open_context(tolerate=("Failed to load resource",)).new_page()
    choose(page, http_url, FIVE[0])
    page.route("**/kb/citations.js?*", lambda route: route.abort())
    page.goto(f"{http_url}workshop.html")
    expect(page.get_by_role("alert")).to_contain_text("请刷新页面")
    page.unroute("**/kb/citations.js?*")
    page.reload()
    expect(page.locator("#kb-workshop-items a")).to_contain_text(["焦作"])


def test_the_comparison_is_saved_as_a_table_spreadsheets_can_read(page: Page, workshop_url: str) -> None:
    opened(page, workshop_url, *FIVE[:2])
    with page.expect_download() as saved:
        page.get_by_role("button", name="下载比较表").click()
    text = saved.value.path().read_bytes()
    assert text.startswith(b"\xef\xbb\xbf,")
    lines = text.decode("utf-8-sig").split("\r\n")
    assert lines[-1] == ""
    assert any(line == "谁投资,企业,未知" for line in lines)


def test_a_formula_in_a_case_is_no_formula_in_the_table(call: Callable[..., str]) -> None:
    facts = {"title": '=1+1,"x"', "summary": "-2", "unit.name": "@某校", "region": ""}
    facts |= {"evidence": {"level": 0, "label": ""}}
    case = {"id": "a", "facts": facts | {"cost": {"note": "+SUM(A1)"}}, "known": 1, "total": 2}
    lines = call("workshop/csv.mjs", "csvText", [case], "./").split("\r\n")
    assert lines[:2] == ['\ufeff,"\'=1+1,""x"""', "摘要,'-2"]
    assert "单位,'@某校" in lines
    assert "费用,'+SUM(A1)" in lines


def test_a_collection_opens_as_a_named_handout_that_nobody_is_said_to_have_shared(
    page: Page, workshop_url: str, catalogue: Catalogue
) -> None:
    choose(page, workshop_url, FIVE[4])
    page.goto(f"{workshop_url}collections/who-invests-who-operates.html")
    page.get_by_role("link", name="做成培训讲义").click()
    expect(page.locator("#kb-workshop-items a")).to_contain_text(["焦作", "绵竹", "南山"])
    expect(page.get_by_label("名称")).to_have_value("谁来投资、谁来运营")
    ways = page.locator("#kb-workshop-ways")
    expect(ways).to_contain_text("来自合集“谁来投资、谁来运营”，改动不影响您自己选的。")
    expect(ways).not_to_contain_text("别人分享")
    listed = catalogue.corpus.collections["who-invests-who-operates"]
    start = f"{workshop_url}workshop.html?cases={','.join(one.case for one in listed.cases)}&n="
    page.wait_for_url(lambda url: url.startswith(start) and url.endswith("&from=who-invests-who-operates"))
    page.goto(f"{workshop_url}workshop.html?cases={FIVE[0]}")
    expect(ways).to_contain_text("这是别人分享的讲义")


def test_a_collection_and_what_was_chosen_are_printed_by_one_press(page: Page, workshop_url: str) -> None:
    # What is on the paper is noted when the browser is asked to print it.
    page.add_init_script("window.print = () => { window.printed = document.querySelectorAll('.kp-case').length; };")
    page.goto(f"{workshop_url}collections/who-invests-who-operates.html")
    page.get_by_role("link", name="打印讲义").click()
    page.wait_for_function("window.printed === 3")
    assert not page.url.endswith("#kb-workshop-print"), "who comes again is not asked again"
    choose(page, workshop_url, *FIVE[:2])
    page.goto(f"{workshop_url}cases/index.html")
    page.get_by_role("link", name="打印讲义").click()
    page.wait_for_function("window.printed === 2")


def test_on_a_phone_the_facts_of_a_case_are_as_wide_as_its_paper(page: Page, workshop_url: str) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    opened(page, workshop_url, FIVE[4])
    paper, fact = (page.locator(one).first.bounding_box() for one in (".kp-case", ".kp-facts dd"))
    assert paper
    assert fact
    assert fact["width"] > paper["width"] / 2
