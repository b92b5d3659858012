"""Cases that the library does not have yet are shown well too: sources that disagree, dates in part, long words."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Page, expect

from tests.browser.ready import PHONE, Open
from tests.cases import copy_cases
from tests.commands import must_run_kb
from tests.once import once

SUMMARY = "这是为测试编出来的案例，只用来看页面怎样显示：两个来源说法不一，日期有的只到年、有的到日，名称和题目都很长。"
LONG_NAME = "某省某自治州某自治县某镇某村教学点与中心学校联合在线教学协作共同体办公室"
HOSTILE = "</script><script>window.kbWasHere=1</script>\"'&amp;<b>"
BODY = """
## 背景与问题

缺老师〔quarrel-one，第 2 段〕。

编者分析：缺哪一科，来源没有说。

## 做法

- 中心校主讲〔quarrel-two，第 3 段〕。

## 成效与证据

说法不一〔quarrel-one，第 5 段〕。

## 想学，先想好这几件事（编者的话）

1. 先测网络。

## 还想知道

- 费用是多少？
"""


def _claim(text: str, source: str, place: int, **more: str) -> dict[str, str]:
    return {"text": text, "source": f"quarrel-{source}", "locator": f"第 {place} 段", **more}


def _head(case_id: str, **more: object) -> dict[str, object]:
    return {
        "id": case_id,
        "title": "两个来源说法不一的案例",
        "summary": SUMMARY,
        "unit": {"name": LONG_NAME, "type": "中小学校"},
        "region": "340200",
        "stage": "义务教育",
        "theme": "优质数字教育资源共建共享",
        "problem": "教学点开不齐课",
        "model": "在线课堂",
        "evidence": "2",
        "review": {"status": "已核对来源", "date": "2026-11-23"},
        "practice": {"status": "已结束", "since": "2011", "as_of": "2016-07-15"},
        "sources": [{"source": "quarrel-one"}, {"source": "quarrel-two"}],
        **more,
    }


def _heads() -> list[dict[str, object]]:
    count = {"unit": "个", "about": "覆盖的教学点", "as_of": "2011-09"}
    quarrel = [
        _claim("覆盖 20 个教学点。", "one", 5, value="20", **count),
        _claim("覆盖 35 个教学点。", "two", 6, value="35", **count),
        _claim("2011 年铺好线路。", "two", 7, as_of="2011"),
        _claim("2011 年 9 月 1 日开课。", "one", 8, as_of="2011-09-01"),
    ]
    many = [_claim(f"第 {n} 件事。", ("one", "two")[n % 2], n, as_of=f"2012-{n % 12 + 1:02}") for n in range(1, 31)]
    return [
        _head("quarrel", claims=quarrel, steps=["想一想"]),
        _head("many-claims", title="三十条事实陈述", claims=many, evidence="1"),
        _head("hostile-title", title=HOSTILE, title_en=HOSTILE, aliases=[HOSTILE], contributors=[HOSTILE]),
    ]


@pytest.fixture(scope="session")
def quarrel_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Build a site that has our made-up cases beside the real ones, and return its address on the disk."""
    return (once(tmp_path_factory, "quarrel", _build) / "site").as_uri() + "/"


def _build(folder: Path) -> None:
    copy_cases(folder / "cases")
    sources = folder / "cases/sources.yml"
    listed = yaml.safe_load(sources.read_text(encoding="utf-8"))
    titles = {"one": "一篇题目很长很长的报道，长到一行里放不下", "two": "另一篇题目也很长的报道，它说的是另一个数"}
    for name, title in titles.items():
        listed["sources"].append({"id": f"quarrel-{name}", "type": "webpage", "title": title, "tier": "媒体报道"})
    sources.write_text(yaml.safe_dump(listed, allow_unicode=True), encoding="utf-8")
    for head in _heads():
        lines = "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items())
        (folder / f"cases/{head['id']}.md").write_text(f"---\n{lines}\n---\n{BODY}", encoding="utf-8")
    must_run_kb("build", "--cases", folder / "cases", "--site", folder / "site")


@pytest.fixture
def open_case(quarrel_url: str, open_page: Open) -> Callable[..., Page]:
    return lambda name, **options: open_page(f"{quarrel_url}cases/{name}.html", **options)


def test_what_sources_say_differently_stands_in_boxes_that_hold_it(open_case: Callable[..., Page]) -> None:
    page = open_case("quarrel")
    boxes = page.locator(".kb-claim-group li")
    assert boxes.count() == 2
    page.locator(".kb-claim-group").scroll_into_view_if_needed()
    for width in (1280, 900, 375, 320):
        page.set_viewport_size({"width": width, "height": 800})
        for box in boxes.all():
            assert box.evaluate("box => box.scrollWidth <= box.clientWidth"), (width, box.inner_text())
        first, second = boxes.evaluate_all("(boxes) => boxes.map((box) => box.getBoundingClientRect().top)")
        assert (first == second) is (width > 600), "side by side where there is room"
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_signs_of_a_claim_take_no_room_and_come_up_within_the_page_to_be_pressed(
    open_case: Callable[..., Page],
) -> None:
    page = open_case("quarrel")
    page.wait_for_selector(".kb-passage-add", state="attached")
    for width, claim in ((1280, "#claim-1"), (800, "#claim-4"), (375, "#claim-2")):
        page.set_viewport_size({"width": width, "height": 800})
        block = page.locator(claim)
        block.hover(position={"x": 20, "y": 10})
        for sign in (".kb-anchor", ".kb-cite-part", ".kb-passage-add"):
            box = block.locator(sign).bounding_box()
            assert box
            assert box["x"] + box["width"] <= width, claim
        block.locator(".kb-passage-add").click()
        expect(block.locator(".kb-passage-add")).to_have_attribute("aria-pressed", "true")
        block.locator(".kb-anchor").click()
        page.wait_for_url(f"**{claim}")
    heights = "() => [...document.querySelectorAll('.kb-body [id][data-hash]')].map((one) => one.offsetHeight)"
    with_signs = page.evaluate(heights)
    assert len(with_signs) > 6
    page.add_style_tag(content=".kb-body :is(.kb-anchor, .kb-passage-add, .kb-cite-part) { display: none !important }")
    assert page.evaluate(heights) == with_signs


def test_a_mark_leads_a_finger_to_the_very_place_in_the_source(open_case: Callable[..., Page]) -> None:
    # With scripts the source opens in place.
    page = open_case("many-claims", java_script_enabled=False, **PHONE)
    page.locator("#claim-7 .kb-mark a").tap()
    target = page.locator(":target")
    assert target.inner_text() == "第 7 段 ↩"
    box = target.bounding_box()
    assert box
    assert 0 <= box["y"] < 667
    assert target.evaluate("element => getComputedStyle(element).fontWeight") == "700"


def test_dates_in_part_stand_in_order_each_as_exact_as_its_source(open_case: Callable[..., Page]) -> None:
    page = open_case("quarrel")
    page.locator("#timeline summary").click()
    dates = page.locator(".kb-dates dt").all_inner_texts()
    assert dates == ["2011", "2011-09", "2011-09-01", "2016-07-15"]
    assert page.locator(".kb-dates dd").last.inner_text() == "状态：已结束。"
    assert page.locator(".kb-dates dd").nth(1).inner_text().count("覆盖") == 2


def test_markup_in_every_field_of_the_head_stays_text(open_case: Callable[..., Page]) -> None:
    page = open_case("hostile-title")
    assert page.evaluate("window.kbWasHere") is None
    assert page.locator("h1").inner_text() == HOSTILE
    node = json.loads(page.locator("script[type='application/ld+json']").inner_text())
    assert (node["headline"], node["alternateName"], node["contributor"][0]["name"]) == (HOSTILE, [HOSTILE], HOSTILE)
    for name in ("DC.title", "DCTERMS.alternative", "DC.contributor", "citation_title"):
        assert page.locator(f"meta[name='{name}']").get_attribute("content") == HOSTILE
    assert page.title().startswith(HOSTILE)
    assert page.locator("head > *:not(meta, link, script, title, style)").count() == 0


def test_nothing_told_to_machines_is_a_rating_or_a_review(open_case: Callable[..., Page]) -> None:
    told = open_case("quarrel").locator("script[type='application/ld+json']").inner_text().lower()
    assert not [word for word in ("rating", "review", "award", "position") if word in told]


def test_levels_of_evidence_and_the_editors_words_are_told_apart_by_more_than_colour(
    open_case: Callable[..., Page],
) -> None:
    page = open_case("quarrel")
    pictures = page.locator(".kb-level .kb-ladder").evaluate(
        """(ladder) => [0, 1, 2, 3, 4, 5].map((level) => {
          ladder.className = `kb-ladder kb-l${level}`;
          return getComputedStyle(ladder, "::before").maskImage;
        })"""
    )
    assert all("<rect" in picture or "%3Crect" in picture for picture in pictures)
    assert len(set(pictures)) == 6
    assert page.locator("#steps + ol li").inner_text() == "想一想 编者分析"
    blocks = page.locator(".kb-analysis")
    assert blocks.count() == 2
    for block in blocks.all():
        assert "编者" in (block.text_content() or "")
    lines = "(blocks) => blocks.map((block) => getComputedStyle(block).borderInlineStart.split(' rgb')[0])"
    assert blocks.evaluate_all(lines) == ["3px solid"] * 2
    page.emulate_media(media="print")
    assert blocks.evaluate_all(lines) == ["1px dashed"] * 2
