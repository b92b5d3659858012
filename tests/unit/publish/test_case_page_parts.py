"""A case page answers what a head teacher asks of a model, each answer in its place and with whose word it is."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from kb.model import Claim, Source
from kb.publish import SiteOptions
from kb.publish.view.claims import date_in_words
from tests.theme import render_pages


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html)).strip()


def facts_of(html: str) -> dict[str, str]:
    """Return what the lists of a case's page say, by the names of their rows."""
    rows = re.findall(r"<div><dt>([^<]*)</dt><dd[^>]*>(.*?)</dd></div>", html, re.DOTALL)
    return {name: text_of(said) for name, said in rows}


def test_a_page_says_first_what_they_did_and_what_to_settle_then_how_it_is_known(case_page: Callable[..., str]) -> None:
    html = case_page(mechanism={"pay": "学校"}, claims=[{"text": "甲。", "source": "notice", "locator": "二·2"}])
    main = html[html.index("<h1>") :]
    order = re.findall(r'<h[12](?: id="([a-z-]+)")?', main)
    assert order == [
        *("", "practice", "replication", "evidence-box", "claims", "later", "glance"),
        *("background", "evidence", "gaps", "sources", "citation", "edit"),
    ]
    assert main.index("kb-summary") < main.index('id="practice"')
    assert main.index('id="claims"') < main.index('id="missing"') < main.index('id="glance"')


def test_each_part_of_the_page_is_named_in_both_lists_of_contents(case_page: Callable[..., str]) -> None:
    html = case_page()
    anchors = set(re.findall(r'<h2 id="([a-z-]+)"', html))
    for which in ("kb-contents-phone", "kb-contents-beside"):
        listed = html[html.index(which) : html.index("</ul>", html.index(which))]
        assert set(re.findall(r'href="#([a-z-]+)"', listed)) == anchors - {"edit"}


def test_who_does_what_is_said_where_a_source_says_it(case_page: Callable[..., str]) -> None:
    html = case_page(mechanism={"invest": ["政府", "企业"], "term": "五年"})
    said = facts_of(html[html.index('id="mechanism"') : html.index("</dl>", html.index('id="mechanism"'))])
    assert said == {"谁投资": "政府、企业", "合作期限": "五年"}
    assert 'id="mechanism"' not in case_page()


def test_the_facts_say_who_where_and_since_when(case_page: Callable[..., str]) -> None:
    running = {"status": "仍在进行", "since": "2011-09", "as_of": "2016"}
    html = case_page(practice=running, title_en="One")
    said = facts_of(html)
    assert said["问题"] == "缺老师"
    assert said["做法"] == "同步课堂"
    assert said["单位"] == "某校（学校）"
    assert (said["开始"], said["现在"]) == ("2011-09", "仍在进行 截至 2016")
    assert "安徽省 芜湖市 · 2016 年" in text_of(html)
    assert {"开始", "现在"}.isdisjoint(facts_of(case_page()))
    body = html[html.index("<article") :]
    assert ">One<" not in body, "the title in English is for machines"


def test_evidence_and_its_meaning_stand_in_one_line_apart_from_the_effect(case_page: Callable[..., str]) -> None:
    def line(**changes: object) -> str:
        found = re.search(r'<p class="kb-level[^"]*">.*?</p>', case_page(**changes), re.DOTALL)
        assert found
        return text_of(found[0])

    assert line(evidence=3, effect="来源说有效") == "3 级 前后。 前后的定义。成效：来源说有效。 怎么看证据"
    for untold in (None, "没有说明成效"):
        assert "成效" not in line(effect=untold)


def test_each_unknown_is_named_once_in_one_line(case_page: Callable[..., str]) -> None:
    html = case_page(mechanism={"pay": "学校"})
    line = re.search(r'<p class="kb-missing"[^>]*>(.*?)</p>', html, re.DOTALL)
    assert line
    said = text_of(line[1])
    assert said.startswith("来源没有写：谁投资、谁建设、谁运营、归谁所有、合作期限、费用、")
    assert "（16 项）。" in said
    assert "谁付费" not in said
    article = text_of(html[html.index("<article") :])
    assert [article.count(name) for name in ("谁投资", "归谁所有", "合作期限")] == [1, 1, 1]
    assert "未知" not in article


def test_the_editors_section_says_whose_words_it_holds(case_page: Callable[..., str]) -> None:
    html = case_page(prerequisites=["想一想", {"text": "有网", "source": "notice", "locator": "二·2"}])
    section = re.search(r'<section class="kb-analysis">\s*<h2 id="replication">(.*?)</section>', html, re.DOTALL)
    assert section
    assert html.count('<section class="kb-analysis">') == 1
    assert "没标来源的，都是编者的推断" in section[1]
    assert "<summary>前提条件（2 条）</summary>" in section[1]
    assert '<li>有网<sup class="kb-mark">' in section[1]
    assert "<li>想一想</li>" in section[1]


def test_a_timeline_names_the_source_of_what_happened(case_page: Callable[..., str]) -> None:
    html = case_page(claims=[{"text": "甲。", "as_of": "2011-09", "source": "press", "locator": "正文"}])
    assert re.search(
        r'<time datetime="2011-09">2011-09</time></dt><dd><p>甲。<sup[^>]*><a id="mark-[0-9]+" href="#source-press.1"',
        html,
    )
    assert re.search(r'<li id="claim-1"[^>]*>甲。<sup.*?</sup> <span class="kb-asof kb-nowrap">2011-09</span>', html)


@pytest.mark.parametrize(
    ("day", "value", "words"),
    [
        ("2014-02-24", 12, "见于 2014-02-24 的来源"),  # that of the document: nobody says when it was so
        ("2014-02", None, "见于 2014-02 的来源"),
        ("2013-12", 12, "截至 2013-12"),
        ("2011-09", None, "2011-09"),  # something that happened
        (None, 12, ""),
    ],
)
def test_the_date_of_a_document_is_not_that_of_a_fact(day: str | None, value: float | None, words: str) -> None:
    source = Source(id="notice", type="regulation", title="某通报", tier="政策文件", issued="2014-02-24")
    claim = Claim(source="notice", text="甲。", as_of=day, value=value)
    assert date_in_words(claim, {"notice": source}) == words


def test_what_editors_inferred_is_shown_so(case_page: Callable[..., str]) -> None:
    said = facts_of(case_page(problem=["甲", "乙"], model=["丙"], inferred=["乙", "丙"]))
    assert (said["问题"], said["做法"]) == ("甲、乙（编者归类）", "丙（编者归类）")


def test_who_pays_stands_with_its_source(case_page: Callable[..., str]) -> None:
    place = {"of": ["pay"], "source": "press", "locator": "正文"}
    html = case_page(mechanism={"pay": "学校"}, mechanism_sources=[place])
    assert re.search(r'<div><dt>谁付费</dt><dd>学校<sup[^>]*><a [^>]*href="#source-press.1"', html)


def test_a_related_case_stands_with_its_reason(make_case: Any, make_corpus: Any) -> None:
    other = make_case("two", problem="缺钱", theme="教学创新")
    (page,) = [
        page.render()
        for page in render_pages(make_corpus(make_case("one", related=["two"]), other), SiteOptions())
        if page.uri == "cases/one.html"
    ]
    assert '<a href="two.html">案例 two</a> <span>安徽省 芜湖市 · 2014 年</span>' in page
    assert "<span>同样是同步课堂</span></li>" in page
