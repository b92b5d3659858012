"""Hand-made corpora for rendering: small, and free of the real cases' wording."""

from collections.abc import Callable
from typing import Any

import pytest

from kb.content.body import citations_in
from kb.model import Case, Corpus, Section, Source, Vocabulary
from kb.publish import SiteOptions
from tests.theme import render_pages

SUMMARY = "这是一段足够长的摘要，说清要解决的问题、采用的做法和现有的证据，并且说明还缺什么，供测试页面的生成使用。"


@pytest.fixture(scope="session")
def library_pages(corpus: Corpus) -> dict[str, str]:
    """Return every page of the frozen library's site."""
    return {page.uri: page.render() for page in render_pages(corpus)}


def _terms(*labels: str, level: bool = False) -> list[dict[str, object]]:
    return [
        {"id": f"term-{number}", "label": label, "definition": f"{label}的定义。"}
        | ({"level": number} if level else {})
        for number, label in enumerate(labels)
    ]


@pytest.fixture
def vocabulary() -> Vocabulary:
    return Vocabulary.model_validate(
        {
            "themes": _terms("资源共享", "教学创新"),
            "problems": _terms("缺老师", "缺钱"),
            "models": _terms("同步课堂", "购买服务"),
            "stages": _terms("小学", "初中"),
            "unit_types": _terms("学校"),
            "mechanism_roles": _terms("投资", "建设"),
            "mechanism_actors": _terms("政府", "学校", "企业"),
            "evidence_levels": _terms("仅见于政策文件", "单位自述", "第三方报道", "前后", "对照", "随机", level=True),
            "effects": _terms("没有说明成效", "来源说有效"),
            "review_statuses": _terms("已核对来源"),
            "practice_statuses": _terms("现况未知", "仍在进行"),
            "source_tiers": _terms("政策文件"),
        }
    )


@pytest.fixture
def sources() -> dict[str, Source]:
    notice = Source(id="notice", type="regulation", title="某通报", tier="政策文件", URL="https://example.org/notice")
    press = Source(id="press", type="webpage", title="某报道", tier="媒体报道")
    # The model refuses such an address; the page must not rely on that.
    press = press.model_copy(update={"url": "javascript:alert(1)"})
    return {source.id: source for source in (notice, press)}


CaseMaker = Callable[..., Case]


@pytest.fixture
def make_case() -> CaseMaker:
    """Return a function that makes a sound case; keyword arguments replace its keys, or the text of a section."""

    def make(
        case_id: str = "one", *, practice_text: str = "做了一件事。", advice_text: str = "条件。", **changes: object
    ) -> Case:
        sections = tuple(
            Section(heading=heading, text=text, line=1, marks=tuple(citations_in(text)))
            for heading, text in (
                ("背景与问题", "背景。"),
                ("做法", practice_text),
                ("成效与证据", "成效。"),
                ("想学，先想好这几件事（编者的话）", advice_text),
                ("还想知道", "- 还缺数据"),
            )
        )
        head: dict[str, object] = {
            "id": case_id,
            "title": f"案例 {case_id}",
            "summary": SUMMARY,
            "unit": {"name": "某校", "type": "学校"},
            "region": "340200",
            "stage": "小学",
            "theme": "资源共享",
            "problem": "缺老师",
            "model": "同步课堂",
            "evidence": 0,
            "review": {"status": "已核对来源", "date": "2026-11-23"},
            "practice": {"status": "现况未知", "as_of": "2014-02-24"},
            "sources": [{"source": "notice", "locator": "二·2"}],
        }
        return Case.model_validate(head | changes | {"body": "", "sections": sections})

    return make


@pytest.fixture
def make_corpus(vocabulary: Vocabulary, sources: dict[str, Source]) -> Callable[..., Corpus]:
    def make(*cases: Case) -> Corpus:
        return Corpus(cases=tuple(sorted(cases, key=lambda case: case.id)), vocabulary=vocabulary, sources=sources)

    return make


@pytest.fixture
def case_page(make_case: Any, make_corpus: Any) -> Callable[..., str]:
    """Return a function that makes a case with these changes and renders its page."""

    def render(**changes: object) -> str:
        pages = render_pages(make_corpus(make_case("one", **changes)), SiteOptions())
        return next(page.render() for page in pages if page.uri == "cases/one.html")

    return render
