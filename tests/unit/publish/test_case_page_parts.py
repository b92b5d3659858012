"""A case page answers what a head teacher asks of a model, each answer in its place and with whose word it is."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from kb.publish import SiteOptions
from tests.theme import render_pages


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html)).strip()


def facts_of(html: str) -> dict[str, str]:
    """Return what the first box of a case's page says, by the names of its rows."""
    rows = re.findall(r"<div><dt>(.*?)</dt><dd[^>]*>(.*?)</dd></div>", html[: html.index("kb-side")], re.DOTALL)
    return {name: text_of(said) for name, said in rows}


@pytest.fixture
def case_page(make_case: Any, make_corpus: Any) -> Callable[..., str]:
    def render(**changes: object) -> str:
        pages = render_pages(make_corpus(make_case("one", **changes)), SiteOptions())
        return next(page.render() for page in pages if page.uri == "cases/one.html")

    return render


def test_the_matrix_has_a_column_for_what_no_source_tells(case_page: Callable[..., str]) -> None:
    html = case_page(mechanism={"invest": ["政府", "企业"], "term": "五年"})
    matrix = html[html.index("kb-matrix") : html.index("</table>", html.index("kb-matrix"))]
    assert text_of(matrix[: matrix.index("<thead>")]).endswith("期限：五年")
    assert re.findall(r'<th scope="col">(.*?)</th>', matrix) == ["政府", "学校", "企业", "未知"]
    rows = [re.findall(r"<td.*?</td>", row) for row in matrix.split("<tr>")[2:]]
    told = [[text_of(cell) for cell in row] for row in rows]
    assert told == [["●是", "", "●是", ""], *4 * [["", "", "", "未知"]]]


def test_the_box_that_comes_first_answers_who_where_and_since_when(case_page: Callable[..., str]) -> None:
    running = {"status": "仍在进行", "since": "2011-09", "as_of": "2016"}
    said = facts_of(case_page(practice=running, title_en="One", effect="来源说有效"))
    assert said["问题"] == "缺老师"
    assert said["做法"] == "同步课堂"
    assert said["单位"] == "某校（学校） 安徽省 芜湖市"
    assert said["时间"] == "2011-09 开始，仍在进行 截至 2016"
    assert said["来源说"] == "未知"
    assert facts_of(case_page())["时间"] == "开始时间未知，现况未知 截至 2014-02-24"


def test_evidence_and_effect_are_told_apart(case_page: Callable[..., str]) -> None:
    html = case_page(evidence=3, effect="来源说有效")
    box = html[html.index("kb-evidence") : html.index("</section>", html.index("kb-evidence"))]
    assert re.findall(r'<li class="on" aria-current="true">(.*?)</li>', box) == ["<span>3</span> 前后"]
    assert "<p>成效：来源说有效。" in box
    for untold in (None, "没有说明成效"):
        assert f"<p>成效：<i>{untold or '未知'}</i>。" in case_page(effect=untold)
    level = re.search(r'<p class="kb-level">.*?</p>', html, re.DOTALL)
    assert level
    assert text_of(level[0]) == "3 级 前后。 前后的定义。"


def test_the_editors_section_says_whose_words_it_holds(case_page: Callable[..., str]) -> None:
    html = case_page(prerequisites=["想一想", {"text": "有网", "source": "notice", "locator": "二·2"}])
    section = re.search(r'<section class="kb-analysis">\s*<h2 id="replication">(.*?)</section>', html, re.DOTALL)
    assert section
    assert html.count('<section class="kb-analysis">') == 1
    assert "没标来源的，都是编者的推断" in section[1]
    assert '<li>有网<sup class="kb-mark">' in section[1]
    assert "<li>想一想</li>" in section[1]


def test_a_timeline_names_the_source_of_what_happened(case_page: Callable[..., str]) -> None:
    html = case_page(claims=[{"text": "甲。", "as_of": "2011-09", "source": "press", "locator": "正文"}])
    assert re.search(
        r'<time datetime="2011-09">2011-09</time></dt><dd><p>甲。<sup[^>]*><a href="#source-press.1"', html
    )
    assert re.search(r'<li id="claim-1"[^>]*>甲。<sup.*?</sup> <span class="kb-asof">截至 2011-09</span>', html)
    assert 'id="timeline"' not in case_page()


def test_a_related_case_stands_with_its_reason(make_case: Any, make_corpus: Any) -> None:
    other = make_case("two", problem="缺钱", theme="教学创新")
    (page,) = [
        page.render()
        for page in render_pages(make_corpus(make_case("one", related=["two"]), other), SiteOptions())
        if page.uri == "cases/one.html"
    ]
    assert '<a href="two.html">案例 two</a> <span>编辑指定；同一做法：同步课堂</span>' in page
