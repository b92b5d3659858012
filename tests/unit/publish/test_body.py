"""A case's Markdown becomes HTML that can do nothing but be read."""

import re

import pytest

from kb.model import Source
from kb.publish.view.footnotes import Footnotes
from kb.publish.view.markdown import BodyRenderer


@pytest.fixture
def notes(sources: dict[str, Source]) -> Footnotes:
    return Footnotes(sources)


def render(text: str, notes: Footnotes) -> str:
    return str(BodyRenderer().render(text, notes, anchor="practice"))


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "文中 <img src=x onerror=alert(1)> 一张图",
        "<div onclick=alert(1)>\n\n点我\n\n</div>",
        "<!-- --><svg/onload=alert(1)>",
        "![图](https://example.org/x.png)",
        "```\n</code></pre><script>alert(1)</script>\n```",
    ],
)
def test_raw_html_and_images_never_become_elements(text: str, notes: Footnotes) -> None:
    html = render(text, notes)
    for opening in ("<script", "<img", "<div", "<svg", "<!--"):
        assert opening not in html


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example",
        "/\\evil.example",
    ],
)
def test_a_link_that_is_neither_web_nor_mail_nor_relative_loses_its_address(address: str, notes: Footnotes) -> None:
    html = render(f"[点我]({address}) 与 <{address}>", notes)
    assert "href" not in html
    assert "点我" in html


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://example.org/a?b=1", "https://example.org/a?b=1"),
        ("mailto:desk@example.org", "mailto:desk@example.org"),
        ("other-case.md", "other-case.html"),
        ("other-case.md#evidence", "other-case.html#evidence"),
        ("#sources", "#sources"),
        ("https://example.org/readme.md", "https://example.org/readme.md"),
    ],
)
def test_web_mail_and_relative_links_stay_and_case_files_become_pages(
    address: str, expected: str, notes: Footnotes
) -> None:
    assert f'href="{expected}"' in render(f"[点我]({address})", notes)


def test_a_citation_becomes_a_numbered_mark_that_names_source_and_place(notes: Footnotes) -> None:
    html = render("先说〔press，正文〕，再说〔notice，二·2〕，又说〔press，标题〕。", notes)
    assert re.findall(r'href="#(source-[^"]*)"', html) == ["source-press.1", "source-notice.1", "source-press.2"]
    assert 'aria-label="来源 2：某通报，二·2"' in html
    assert [(note.number, note.source.id, list(note.locators)) for note in notes] == [
        (1, "press", ["正文", "标题"]),
        (2, "notice", ["二·2"]),
    ]


@pytest.mark.parametrize("text", ["〔nowhere，二·2〕", "`〔notice，二·2〕`", "教技函〔2012〕70号"])
def test_what_only_looks_like_a_citation_stays_text(text: str, notes: Footnotes) -> None:
    assert "<sup" not in render(text, notes)
    assert list(notes) == []


def test_markup_in_a_locator_stays_text(notes: Footnotes) -> None:
    html = render('〔notice，"><script>alert(1)</script>〕', notes)
    assert "<script" not in html


def test_headings_stay_below_the_pages_own_and_have_anchors(notes: Footnotes) -> None:
    html = render("# 大标题\n\n正文\n\n#### 小标题", notes)
    assert '<h3 id="practice-1">大标题</h3>' in html
    assert '<h4 id="practice-2">小标题</h4>' in html


def test_a_paragraph_of_editors_analysis_is_marked_as_such(notes: Footnotes) -> None:
    html = render("来源这样说。\n\n编者分析：我们这样想。", notes)
    assert html.count('<p class="kb-analysis">') == 1
    assert '<p class="kb-analysis">编者分析：我们这样想。</p>' in html
