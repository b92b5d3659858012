"""A school says what it is like: each answer changes what it is shown, and every case says why it fits."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from kb.model import Corpus
from tests.browser.ready import Open

WUHU = "region=340000&stage=primary&kind=teaching-point&problem=teaching-point-courses&help=school"


def opened(page: Page, base: str, asked: str = "") -> Page:
    page.goto(f"{base}fit.html{asked and '?'}{asked}")
    expect(page.locator("#kb-fit-status")).not_to_be_empty()
    return page


def status(page: Page) -> Any:
    return page.locator("#kb-fit-status")


def shown(page: Page) -> str:
    """Return all that the page answers, once it does."""
    page.wait_for_function("document.querySelector('.kb-fit, .kb-empty') !== null")
    return "\n".join(page.locator(f"#kb-fit-{name}").inner_text() for name in ("status", "notes", "cases"))


def answers(page: Page) -> list[tuple[str, str]]:
    """Return every answer that the page offers, but for saying nothing."""
    offered = page.locator("#kb-fit :is(input, option)").evaluate_all(
        "(all) => all.map((one) => [one.name || one.parentNode.name, one.value])"
    )
    return [(name, value) for name, value in offered if value]


def test_there_are_four_questions_and_nothing_is_shown_before_one_is_answered(page: Page, base_url: str) -> None:
    opened(page, base_url)
    assert page.locator("#kb-fit legend").all_inner_texts() == [
        "1. 在哪里？",
        "2. 什么样的学校？",
        "3. 最头疼的一件事？",
        "4. 谁能帮忙？可以多选",
    ]
    expect(status(page)).to_have_text("答一个问题，这里就有结果。")
    expect(page.locator(".kb-fit")).to_have_count(0)


def test_a_case_says_why_it_fits_what_to_settle_and_what_is_not_known(page: Page, base_url: str) -> None:
    opened(page, base_url)
    page.get_by_label("省份").select_option("安徽省")
    page.get_by_label("教学点", exact=True).check()
    page.get_by_label("教学点开不齐课").check()
    page.get_by_label("有别的学校愿意带我们").check()
    expect(status(page)).to_have_text("1 个案例合适，最合适的在前")
    card = page.locator(".kb-fit")
    expect(card.locator("h3")).to_contain_text("芜湖")
    expect(card.locator(".kb-row-meta")).to_contain_text("安徽省 芜湖市 · 2014 年")
    said = dict(zip(card.locator("dt").all_inner_texts(), card.locator("dd").all_inner_texts(), strict=True))
    assert said["为什么合适"] == "要解决的也是“教学点开不齐课”；写的就是教学点；就在您这个省。"
    assert said["先定下来"].startswith("要有教育局牵头，先去问。先定哪几门课。")
    assert "参加的县、镇学校和教学点各有多少" in said["还不知道"]
    assert "region=340000" in page.url
    assert "help=school" in page.url


def test_every_answer_changes_what_is_shown(page: Page, http_url: str) -> None:
    offered = answers(opened(page, http_url))
    assert {name for name, _ in offered} >= {"region", "stage", "kind", "problem", "help"}
    # On its own each gives another result; with a case in view, it changes that.
    seen: dict[str, tuple[str, str]] = {}
    for name, value in offered:
        said = shown(opened(page, http_url, f"stage=primary&{name}={value}" if name != "stage" else f"stage={value}"))
        assert said not in seen, f"{name}={value} says the same as {seen.get(said)}"
        seen[said] = (name, value)
    assert shown(opened(page, http_url, "stage=primary")) in seen


def test_only_answers_that_some_case_has_are_offered(page: Page, http_url: str, corpus: Corpus) -> None:
    offered = answers(opened(page, http_url))
    kinds = {label for case in corpus.cases for label in case.setting.kind}
    assert len([1 for name, _ in offered if name == "kind"]) == len(kinds)
    assert ("kind", "village-school") not in offered
    assert not [1 for name, _ in offered if name == "pupils"], "no case says how many pupils there are"
    assert ("stage", "compulsory") not in offered


def test_a_province_without_cases_is_told_so_and_shown_what_lies_near(page: Page, http_url: str) -> None:
    opened(page, http_url, "region=520000")
    expect(page.locator("#kb-fit-notes")).to_contain_text("贵州省还没有案例")
    expect(page.locator(".kb-fit").first).to_contain_text("就在邻省")


def test_answers_live_in_the_address_and_an_old_address_leads_here(page: Page, http_url: str) -> None:
    opened(page, http_url, WUHU)
    for name, value in (pair.split("=") for pair in WUHU.split("&")):
        chosen = page.locator(f"#kb-fit :is(input[name={name}]:checked, select[name={name}])")
        expect(chosen).to_have_value(value)
    page.goto(f"{http_url}self-check.html?problem=teaching-point-courses&stage=primary&net=school&budget=0")
    page.wait_for_url("**/fit.html?*")
    expect(page.locator(".kb-fit h3").first).to_contain_text("芜湖")
    expect(page.locator("#kb-fit input[name=stage]:checked")).to_have_value("primary")


def test_a_case_of_another_stage_says_so(page: Page, http_url: str) -> None:
    opened(page, http_url, "problem=teaching-mode-renewal&stage=primary")
    text = page.locator(".kb-fit", has_text="郑州二中")
    expect(text).to_contain_text("不同的是学段（高中）")
    order = page.locator(".kb-fit").evaluate_all("(cards) => cards.map((card) => card.dataset.case)")
    assert order.index("zhengzhou-no2-mobile-self-learning") >= 2, "a case of one's own stage comes first"


def test_without_scripts_the_page_says_what_to_do(open_page: Open) -> None:
    page = open_page("fit.html", java_script_enabled=False)
    expect(page.get_by_text("这一页要用脚本。")).to_be_visible()
    expect(page.get_by_role("link", name="从问题找")).to_be_visible()


@pytest.mark.parametrize("width", [375, 1280])
def test_every_answer_is_as_large_as_a_finger_and_the_result_stays_within_reach(open_page: Open, width: int) -> None:
    page = open_page(f"fit.html?{WUHU}", width=width, height=667)
    expect(page.locator(".kb-fit")).to_have_count(1)
    for label in page.locator(".kb-choices label").all():
        box = label.bounding_box()
        assert box is not None
        assert box["height"] >= 43.5
    if width == 375:
        bar = page.locator(".kb-fit-go").bounding_box()
        assert bar is not None
        assert bar["y"] + bar["height"] <= 667
    page.get_by_role("link", name="看结果（1 个案例）").click()
    expect(page.locator(".kb-fit h3")).to_be_in_viewport()
