"""A school checks itself: the answers stay in its browser, the rules are the cases' own fields, unknown is said."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.ready import Open

WUHU = "problem=teaching-point-courses&stage=primary"

#: Whether nothing in a card reaches over its edge.
INSIDE = """(card) => {
  const edge = card.getBoundingClientRect().right + 1;
  return [...card.querySelectorAll("*")].every((one) => one.getBoundingClientRect().right <= edge);
}"""


def opened(page: Page, base: str, asked: str = "") -> Page:
    page.goto(f"{base}self-check.html{asked and '?'}{asked}")
    expect(page.locator("#kb-self-check-status")).not_to_be_empty()
    return page


def status(page: Page) -> Any:
    return page.locator("#kb-self-check-status")


def cards(page: Page) -> Any:
    return page.locator(".kb-fit")


def test_nothing_is_said_before_anything_is_asked(page: Page, base_url: str) -> None:
    opened(page, base_url)
    expect(status(page)).to_have_text("请先选一个问题，或者学段。")
    assert cards(page).count() == 0


def test_a_problem_and_a_stage_lead_to_the_cases_that_have_them(page: Page, base_url: str) -> None:
    opened(page, base_url)
    page.get_by_label("教学点开不齐课").check()
    page.get_by_label("小学", exact=True).check()
    expect(status(page)).to_have_text("1 个案例对得上")
    card = cards(page).first
    expect(card.locator("h3")).to_contain_text("芜湖")
    expect(card).to_contain_text("和您一样：教学点开不齐课")
    expect(card).to_contain_text("相近：案例在义务教育")
    expect(page.locator("#kb-self-check-summary")).to_contain_text("在线课堂 1 个案例")


def test_what_the_cases_do_not_tell_is_said_to_be_unknown(page: Page, http_url: str) -> None:
    opened(page, http_url, f"{WUHU}&speed=50&budget=100000")
    card = cards(page).first
    expect(card).to_contain_text("要多少带宽：未知。您的 50 兆够不够，判断不了。")
    expect(card).to_contain_text("花多少钱：未知；谁投资：未知；谁付费：未知")
    expect(page.locator(".kb-told")).to_contain_text("写明带宽的 0 个")


def test_an_answer_counts_as_a_problem_only_by_the_vocabularys_definition(page: Page, http_url: str) -> None:
    opened(page, http_url, "stage=junior-secondary")
    page.get_by_label("宽带只到学校，教室里没有").check()
    expect(page.locator("#kb-self-check-summary")).to_contain_text("按您的回答，也算上了：学校和教室缺少宽带。")
    shared = cards(page).locator("dd strong").all_text_contents()
    assert shared
    assert set(shared) <= {"学校和教室缺少宽带", "不同"}
    page.get_by_label("宽带通到教室").check()
    expect(page.locator("#kb-self-check-summary")).not_to_contain_text("也算上了")


def test_every_condition_of_a_case_is_asked_and_the_answers_are_counted(page: Page, base_url: str) -> None:
    opened(page, base_url, WUHU)
    card = cards(page).first
    verdict = card.locator(".kb-verdict")
    expect(verdict).to_have_text("3 项前提还不清楚")
    conditions = card.get_by_role("group")
    conditions.nth(0).get_by_label("有", exact=True).check()
    expect(verdict).to_have_text("2 项前提还不清楚")
    conditions.nth(1).get_by_label("没有", exact=True).check()
    expect(verdict).to_have_text("缺 1 项前提，1 项还不清楚")
    conditions.nth(1).get_by_label("有", exact=True).check()
    conditions.nth(2).get_by_label("有", exact=True).check()
    expect(verdict).to_have_text("列出的前提都有")


def test_the_list_to_take_along_names_what_is_missing_and_what_to_find_out(page: Page, http_url: str) -> None:
    opened(page, http_url, WUHU)
    cards(page).first.get_by_role("group").nth(2).get_by_label("没有", exact=True).check()
    section = page.locator("#kb-self-check-list")
    expect(section.locator("h3")).to_have_text(["还缺的前提（1 项）", "要先弄清楚的前提（2 项）"])
    expect(section.locator("li").first).to_contain_text("教学点每节课都有一位成年人在教室里")
    expect(section.locator("li").first).to_contain_text("见芜湖“在线课堂”")


def test_the_address_alone_gives_a_colleague_the_same_result(
    open_context: Callable[..., BrowserContext], base_url: str
) -> None:
    page = opened(open_context().new_page(), base_url, WUHU)
    page.get_by_label("老师不会或不习惯用信息技术").check()
    page.get_by_label("10 万元以内").check()
    page.locator("input[name=speed]").fill("20")
    cards(page).first.get_by_role("group").nth(1).get_by_label("没有", exact=True).check()
    verdict = cards(page).first.locator(".kb-verdict").inner_text()
    colleague = open_context().new_page()
    colleague.goto(page.url)
    expect(cards(colleague).first.locator(".kb-verdict")).to_have_text(verdict)
    for label in ("教学点开不齐课", "小学", "老师不会或不习惯用信息技术", "10 万元以内"):
        expect(colleague.get_by_label(label, exact=label == "小学")).to_be_checked()
    expect(colleague.locator("input[name=speed]")).to_have_value("20")
    assert colleague.url == page.url


def test_nothing_the_school_answers_is_sent_anywhere(page: Page, http_url: str) -> None:
    opened(page, http_url, WUHU)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.method} {request.url}"))
    page.get_by_label("没有专门的钱").check()
    page.locator("input[name=speed]").fill("3")
    cards(page).first.get_by_role("group").nth(0).get_by_label("没有", exact=True).check()
    page.get_by_label("建网资金压力大").check()
    expect(status(page)).not_to_have_text("1 个案例对得上")
    assert all(
        re.fullmatch(r"GET \S+/(?:(?:kb/search|cases)/\S+\.js(\?[0-9a-f]{12})?|kb/favicon\.svg)", one) for one in asked
    ), asked
    assert not page.context.cookies()
    assert not page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('kb-'))")


def test_a_case_whose_content_did_not_come_is_counted_instead_of_left_out_in_silence(
    open_context: Callable[..., BrowserContext], http_url: str
) -> None:
    page = open_context(tolerate=("net::ERR_FAILED",)).new_page()
    page.route("**/cases/wuhu-online-classroom.js", lambda route: route.abort())
    opened(page, http_url, WUHU)
    expect(status(page)).to_have_text("1 个案例对得上")
    expect(page.get_by_role("alert")).to_have_text("有 1 个案例的内容没有取到，请刷新页面。")


def test_answering_a_condition_moves_nothing(page: Page, http_url: str) -> None:
    opened(page, http_url, "problem=scarce-good-teaching&problem=teaching-mode-renewal")
    order = cards(page).evaluate_all("(all) => all.map((one) => one.dataset.case)")
    box = cards(page).nth(1).get_by_role("group").first.get_by_label("没有", exact=True)
    place = "(box) => box.getBoundingClientRect().top + scrollY"
    before = box.evaluate(place)
    box.check()
    assert box.evaluate(place) == before
    assert cards(page).evaluate_all("(all) => all.map((one) => one.dataset.case)") == order


def test_cases_are_shown_a_few_at_a_time_and_can_be_chosen_for_comparison(page: Page, http_url: str) -> None:
    everything = "&".join(
        f"problem={one}" for one in ("scarce-good-teaching", "teaching-mode-renewal", "network-funding")
    )
    opened(page, http_url, everything)
    expect(cards(page)).to_have_count(6)
    page.get_by_role("button", name="更多").click()
    expect(cards(page).nth(6).locator("h3 a")).to_be_focused()
    cards(page).nth(0).locator("[data-compare]").click()
    cards(page).nth(6).locator("[data-compare]").click()
    page.get_by_role("link", name="对比这 2 个").click()
    expect(page.locator("#kb-compare-status")).to_have_text("2 个案例")


@pytest.mark.parametrize(
    "asked", ["has=<b>,zz&lacks=../..&problem=<x>&speed=-1&budget=%00&stage=nowhere", "speed=1e999"]
)
def test_answers_that_make_no_sense_are_not_read(page: Page, http_url: str, asked: str) -> None:
    opened(page, http_url, asked)
    expect(page.locator("input[name=speed]")).to_have_value("")
    assert page.locator("#kb-self-check input[type=checkbox]:checked").count() == 0


def test_every_answer_fits_its_card_and_can_be_pressed(page: Page, http_url: str) -> None:
    opened(page, http_url, f"{WUHU}&problem=network-funding&net=school&teachers=skills&speed=3&budget=0")
    for width in (1280, 375, 320):
        page.set_viewport_size({"width": width, "height": 800})
        for card in cards(page).all():
            inner = card.evaluate(INSIDE)
            assert inner, card.inner_text()[:20]
        for target in page.locator("#kb-self-check label, .kb-condition label, .kb-self-check button").all():
            box = target.bounding_box()
            assert box is None or box["height"] >= 43.5, target.inner_text()


def test_without_scripts_the_page_points_to_the_lists(open_page: Open, file_url: str) -> None:
    page = open_page(f"{file_url}self-check.html", java_script_enabled=False)
    expect(page.get_by_text("自查要用脚本")).to_be_visible()


def test_a_printed_result_keeps_the_answers_and_its_address(page: Page, http_url: str) -> None:
    opened(page, http_url, WUHU)
    page.emulate_media(media="print")
    assert page.get_by_text("教学点开不齐课", exact=False).first.is_visible()
    for unanswered in ("老师的情况？", "上课时在教室里测得"):
        assert not page.get_by_text(unanswered).is_visible()
    assert not page.locator("#kb-self-check label", has_text="建网资金压力大").is_visible()
    assert page.locator(".kb-print").inner_text().endswith(f"self-check.html?{WUHU}")
    opened(page, http_url, f"{WUHU}&speed=20")
    assert page.locator("input[name=speed]").is_visible()


def test_on_a_phone_the_way_to_the_results_stays_in_sight_and_says_how_many(
    open_context: Callable[..., BrowserContext], http_url: str
) -> None:
    page = opened(open_context(viewport={"width": 375, "height": 667}).new_page(), http_url)
    way = page.get_by_role("link", name="看结果")
    page.get_by_label("教学点开不齐课").check()
    expect(way).to_have_text("看结果（1 个案例）")
    expect(way).to_be_in_viewport(ratio=1)
    for box in page.locator("#kb-self-check input").all():
        box.focus()
        reached = box.bounding_box()
        bar = way.locator("..").bounding_box()
        assert reached
        assert bar
        assert reached["y"] + reached["height"] <= bar["y"], "what has the focus is never under it"
    way.click()
    expect(page.locator("#kb-self-check-heading")).to_be_in_viewport()
    expect(way).not_to_be_in_viewport()
