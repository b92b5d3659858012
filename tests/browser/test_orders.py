"""What was found can be put in each order, and stays as the reader left it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kb.checks import load_valid_corpus
from kb.model import Case
from tests.browser.results import Results
from tests.cases import copy_cases
from tests.commands import must_run_kb

REVIEWED = re.compile(r"^(review: \{.*date: )[0-9-]+", re.MULTILINE)

#: The first characters of the titles as they sound: chang, cheng, ha, hang, jiao, mian, ren, shen, shou, wu, zheng.
SOUND = "长成哈杭焦绵人深寿芜郑"


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the real cases and date the review of each differently, so that no two orders are the same."""
    cases = copy_cases(tmp_path_factory.mktemp("dated") / "cases")
    for number, path in enumerate(sorted(cases.glob("*.md"), key=lambda path: path.stem[::-1]), 1):
        text, changed = REVIEWED.subn(rf"\g<1>2026-10-{number:02}", path.read_text(encoding="utf-8"))
        assert changed == 1, path.name
        path.write_text(text, encoding="utf-8")
    return cases


@pytest.fixture(scope="module")
def by_id(cases: Path) -> dict[str, Case]:
    return {case.id: case for case in load_valid_corpus(cases).cases}


@pytest.fixture(scope="module")
def dated_url(cases: Path, serve: Callable[[Path], str]) -> str:
    site = cases.parent / "site"
    must_run_kb("build", "--cases", cases, "--site", site)
    return serve(site)


def in_order(results: Results, label: str, asked: str) -> list[str]:
    results.page.get_by_label("排序").select_option(label=label)
    results.settle(asked)
    more = results.page.get_by_role("button", name="更多", exact=True)
    if more.is_visible():
        more.click()
        expect(more).to_be_hidden()
    return results.ids


def test_each_order_is_what_it_is_called(page: Page, dated_url: str, by_id: dict[str, Case]) -> None:
    results = Results(page, dated_url)
    results.open("教学")
    relevant = in_order(results, "最相关", "q=教学")
    levels = [by_id[one].evidence for one in relevant]
    assert levels != sorted(levels, reverse=True), "relevance must differ, or nothing is tried"
    evident = in_order(results, "证据多的在前", "sort=evidence")
    assert [by_id[one].evidence for one in evident] == sorted(levels, reverse=True)
    newest = in_order(results, "最近核对的在前", "sort=newest")
    assert newest == sorted(relevant, key=lambda one: by_id[one].review.date, reverse=True)
    named = in_order(results, "按名称", "sort=name")
    # By sound: Changsha, Chengdu, Harbin, Gongshu's and Xihu's Hangzhou … Zhengzhou.
    assert [by_id[one].title[:1] for one in named] == sorted((by_id[one].title[:1] for one in named), key=SOUND.index)
    assert sorted(relevant) == sorted(evident) == sorted(newest) == sorted(named)
    assert len({tuple(order) for order in (relevant, evident, newest, named)}) == 4


def test_who_comes_back_from_a_case_finds_as_many_as_were_shown(page: Page, base_url: str) -> None:
    results = Results(page, base_url)
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
