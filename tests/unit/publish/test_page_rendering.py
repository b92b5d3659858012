"""Pages say what a case says, show what is unknown, and take no markup from a case file."""

import html
import re
from collections.abc import Callable
from typing import Any

import pytest

from kb.citation.paragraph_anchors import paragraph_anchors
from kb.model import Corpus
from kb.publish import SiteOptions
from tests.theme import render_pages

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>&amp;"


def pages_of(corpus: Corpus, **options: str) -> dict[str, str]:
    return {page.uri: page.render() for page in render_pages(corpus, SiteOptions(**options))}


def page_of(corpus: Corpus, uri: str, **options: str) -> str:
    return next(page.render() for page in render_pages(corpus, SiteOptions(**options)) if page.uri == uri)


def test_hostile_text_anywhere_in_a_case_stays_text(make_case: Any, make_corpus: Any) -> None:
    case = make_case(
        title=HOSTILE,
        title_en=HOSTILE,
        summary=HOSTILE + "这是一段足够长的摘要，用来凑够规定的字数。",
        unit={"name": HOSTILE, "type": "学校"},
        practice_text=HOSTILE,
        claims=[{"text": HOSTILE, "source": "notice", "locator": HOSTILE}],
        mechanism={"invest": HOSTILE, "term": HOSTILE},
        prerequisites=[HOSTILE],
        contributors=[HOSTILE],
        license=HOSTILE,
    )
    for uri, content in pages_of(make_corpus(case)).items():
        described = re.findall(r'<script type="application/ld\+json">([^<>&]*)</script>', content)
        ours = re.findall(r'<script src="(?:\.\./)*kb/[a-z_]+\.js\?[0-9a-f]{8}" defer></script>', content)
        ours += re.findall(r'<script type="application/json"[^<>]*>[^<]*</script>', content)
        ours += re.findall(r"<script>!function[^<]*</script>", content)
        ours += re.findall(r'<script>location\.replace\("fit\.html" \+ location\.search\)</script>', content)
        assert content.count("<script") - len(ours) == len(described) == (uri == "cases/one.html"), uri
        assert "<img" not in content, uri


def test_a_title_is_the_same_text_in_the_head_of_a_page(case_page: Callable[..., str]) -> None:
    title = re.search(r"<title>([^<>]*)</title>", case_page(title=HOSTILE))
    assert title
    assert html.unescape(title[1]) == f"{HOSTILE} · 教育信息化典型案例库"


def test_a_source_address_that_is_not_a_web_address_is_no_link(case_page: Callable[..., str]) -> None:
    html = case_page(sources=[{"source": "press"}])
    assert 'href="javascript' not in html
    assert "javascript:alert(1)" in html


@pytest.mark.parametrize(
    ("level", "words"), [(0, "仅见于政策文件，未经评估。"), (1, "单位自述，未经评估。"), (2, None)]
)
def test_a_case_below_level_two_says_that_it_is_not_evaluated(
    level: int, words: str | None, case_page: Callable[..., str]
) -> None:
    html = case_page(evidence=level)
    assert ("kb-unevaluated" in html) is (words is not None)
    assert words is None or words in re.sub(r"<[^>]+>", "", html)


def test_the_ladder_is_filled_to_the_level_and_says_it_in_words(case_page: Callable[..., str]) -> None:
    html = case_page(evidence=2)
    ladder = re.search(r'<p class="kb-level">.*?</p>', html, re.DOTALL)
    assert ladder
    assert '<span class="kb-ladder kb-l2">2 级 第三方报道</span>' in ladder[0]


def test_each_claim_ends_in_a_mark_that_leads_to_its_place_in_its_source(case_page: Callable[..., str]) -> None:
    claims = [{"text": "甲。", "source": "press", "locator": place} for place in ("正文", "表 2", "正文")]
    html = case_page(claims=[*claims, {"text": "乙。", "source": "notice"}], practice_text="丙〔press，标题〕。")
    entry = re.search(r'<li id="source-press"[^>]*>(.*?)</li>', html, re.DOTALL)
    assert entry
    for number, place in ((1, "正文"), (2, "表 2"), (3, "正文")):
        claim = re.search(rf'<li id="claim-{number}"[^>]*>(.*?)</li>', html, re.DOTALL)
        assert claim
        target = re.search(r'href="#(source-press\.\d)"', claim[1])
        assert target
        assert f'<span id="{target[1]}">{place} <a class="kb-back"' in entry[1]
        assert f"：某报道，{place}" in claim[1]
    assert re.search(r'<li id="claim-4"[^>]*>乙。<sup class="kb-mark"><a id="mark-[0-9]+" href="#source-notice"', html)
    inside = set(re.findall(r'href="#([^"]+)"', html))
    assert inside - set(re.findall(r' id="([^"]+)"', html)) == set()


def test_a_statement_without_a_source_is_marked_as_analysis(case_page: Callable[..., str]) -> None:
    html = case_page(steps=["想一想", {"text": "做一做", "source": "notice", "locator": "二·2"}])
    steps = html[html.index('id="steps"') :]
    first, second = re.findall(r"<li>(.*?)</li>", steps[: steps.index("</ol>")], re.DOTALL)
    assert "编者分析" in first
    assert "编者分析" not in second
    assert "#source-notice" in second


def test_the_edit_link_appears_only_when_the_place_to_edit_is_known(make_case: Any, make_corpus: Any) -> None:
    corpus = make_corpus(make_case())
    without = page_of(corpus, "cases/one.html")
    assert 'rel="edit"' not in without
    assert "知道后来的情况？" in without
    known = page_of(corpus, "cases/one.html", repository="https://code.example/kb/", edit_uri="edit/main/")
    assert 'href="https://code.example/kb/edit/main/cases/one.md"' in known


def test_each_problem_and_practice_of_the_home_page_leads_to_an_example_too(library_pages: dict[str, str]) -> None:
    home = library_pages["index.html"]
    rows = re.findall(r"<li><a href=\"(?:problems|models)/.*?</li>", home)
    examples = [re.search(r'href="cases/([^"]+)\.html">如：(.+?)<span', row) for row in rows]
    assert len(rows) > 10
    assert all(examples)
    assert ("wuhu-online-classroom", "芜湖市") in {one.groups() for one in examples if one}


def test_the_home_page_says_where_the_cases_come_from(corpus: Corpus, make_case: Any) -> None:
    home = page_of(corpus, "index.html")
    said = re.sub(r"<[^>]+>", "", home[home.index('class="kb-origin">') :].split("</p>")[0])
    assert "现有 13 个案例，都出自教育部 2014 年的一份文件。" in said
    assert "证据从强到弱：5 级 0 个、4 级 0 个、3 级 0 个、2 级 1 个、1 级 1 个、0 级 11 个。" in said
    newer = make_case("newer", sources=[{"source": "liu-hongyu-2011", "locator": "正文"}])
    home = page_of(corpus.model_copy(update={"cases": (*corpus.cases, newer)}), "index.html")
    assert "现有 14 个案例，最早的 13 个出自" in home
    assert home.index("2014 年的一份文件") < home.index("<form")


def test_village_schools_are_shown_their_own_cases_first(corpus: Corpus) -> None:
    home = page_of(corpus, "index.html")
    assert re.findall(r'data-case="([^"]+)"', home) == ["wuhu-online-classroom", "chengdu-yucai-synchronous-classroom"]
    city = [
        case.model_copy(update={"setting": case.setting.model_copy(update={"kind": ("城市学校",)})})
        for case in corpus.cases
    ]
    assert "乡村学校先看" not in page_of(corpus.model_copy(update={"cases": tuple(city)}), "index.html")


@pytest.mark.slow
def test_long_lists_are_cut_into_pages_and_every_case_stays_in_one_of_them(make_case: Any, make_corpus: Any) -> None:
    corpus = make_corpus(*(make_case(f"case-{number:03}") for number in range(230)))
    pages = {page.uri: page.render() for page in render_pages(corpus) if "cases/case-" not in page.uri}
    for first in ("cases/index", "themes/term-0", "regions/340200"):
        parts = [pages[f"{first}.html"], pages[f"{first}/2.html"], pages[f"{first}/3.html"]]
        found = [set(re.findall(r"\b(case-\d+)\.html", part)) for part in parts]
        assert [len(ids) for ids in found] == [100, 100, 30]
        assert len(set.union(*found)) == 230
        assert f"{first}/4.html" not in pages


@pytest.mark.slow
def test_a_page_weighs_the_same_however_many_cases_there_are(make_case: Any, make_corpus: Any) -> None:
    uris = ("index.html", "cases/index.html", "cases/case-100.html", "themes/term-0.html", "regions/index.html")
    few, many = (
        {page.uri: len(page.render()) for page in render_pages(make_corpus(*cases)) if page.uri in uris}
        for cases in ([make_case(f"case-{number:03}") for number in range(count)] for count in (120, 360))
    )
    assert {uri: size for uri, size in many.items() if size >= few[uri] + 300} == {}
    assert len(many) == len(uris)


def test_cost_stands_with_who_pays(case_page: Callable[..., str]) -> None:
    cost = {"amount": "30000", "note": "每年", "source": "notice", "locator": "二·2"}
    html = case_page(mechanism={"pay": "学校"}, cost=cost)
    rows = html[html.index('id="mechanism"') : html.index("</dl>", html.index('id="mechanism"'))]
    assert re.sub(r"<[^>]+>|\s", "", rows).endswith("谁付费学校费用3万元每年1")


def test_claims_that_disagree_stand_side_by_side_each_with_its_source(case_page: Callable[..., str]) -> None:
    claims = [
        {"text": "有 20 个班。", "value": "20", "unit": "个班", "about": "班数", "source": "notice", "locator": "二·2"},
        {"text": "只有 10 个班。", "value": "10", "unit": "个班", "about": "班数", "source": "press"},
    ]
    html = case_page(claims=claims)
    group = re.search(r'<li class="kb-claim-group">(.*?)</ul></li>', html, re.DOTALL)
    assert group
    text = re.sub(r"<[^>]+>", "", group[1])
    assert "班数 说法不一" in text
    assert text.index("有 20 个班。") < text.index("某通报，二·2") < text.index("只有 10 个班。") < text.index("某报道")


def test_every_paragraph_and_item_of_a_body_has_an_anchor_with_the_hash_of_its_wording(
    make_case: Any, make_corpus: Any
) -> None:
    lists = "- 甲事\n- 乙[事](https://example.org/)\n    - 里层\n\n> 引文\n\n1. 松散\n\n2. 列表"
    text = f"第一段**重点**〔notice，二·2〕。\n\n{lists}"
    case = make_case("one", practice_text=text)
    html = page_of(make_corpus(case), "cases/one.html")
    wanted = [anchor for anchor in paragraph_anchors(case.sections) if anchor.id.startswith("practice-")]
    assert len(wanted) == 7
    for anchor in wanted:
        block = re.search(rf'<(?:p|li)(?=[^>]* id="{anchor.id}")[^>]* data-hash="{anchor.text_hash}"', html)
        assert block, anchor
        assert html.count(f'href="#{anchor.id}"') == 1


def test_the_head_names_address_and_kind_only_as_far_as_they_are_known(make_case: Any, make_corpus: Any) -> None:
    corpus = make_corpus(make_case("one"))
    assert "og:url" not in page_of(corpus, "cases/one.html")
    pages = pages_of(corpus, site_url="https://library.example/kb/")
    assert '<meta property="og:url" content="https://library.example/kb/cases/one.html">' in pages["cases/one.html"]
    assert (
        '<meta property="og:image" content="https://library.example/kb/kb/icons/share.png">' in pages["cases/one.html"]
    )
    assert '<meta property="og:type" content="article">' in pages["cases/one.html"]
    assert 'property="og:title" content="案例 one">' in pages["cases/one.html"]
    assert 'property="og:description" content="这是' in pages["cases/one.html"]
    assert '<meta property="og:site_name" content="教育信息化典型案例库">' in pages["cases/one.html"]
    assert '<meta property="og:type" content="website">' in pages["index.html"]
