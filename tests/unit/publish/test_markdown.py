"""A case's Markdown becomes HTML that can do nothing but be read."""

import re

import pytest

from kb.citation.paragraph_anchors import section_anchors
from kb.content.body import sections_of
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


def anchored(text: str, notes: Footnotes) -> tuple[str, list[str]]:
    """Return the HTML of a section whose paragraphs have anchors, and the anchors a citation may name."""
    (section,) = sections_of(f"## 做法\n\n{text}\n", 1)
    anchors = section_anchors(section, 1)
    html = BodyRenderer().render(section.text, notes, anchor="practice", paragraphs=anchors)
    return str(html), [anchor.id for anchor in anchors]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("教技函〔2012〕70号要求每校一间〔press，正文〕。", 1),
        ("> 教技函〔2012〕70号\n\n- 见〔2012〕70号", 2),
        ("步骤如下：\n- 先测网络\n- 再排课", 3),
        ("步骤如下：\n| 年 | 数 |\n|---|---|\n| 2011 | 725 |\n\n完。", 2),
        ("1. 甲\n   - 乙\n\n   丙\n2. 丁", 4),
        ("**同样的话**\n\n同样的话\n\n[同样](https://example.org/)的话", 3),
        ("……\n\n#三个课堂#是一种说法", 2),
        ("甲\n\n```\n代码\n```\n\n乙", 2),
        ("2 < 3 &amp; `a_b`\n第二行  \n第三行", 1),
    ],
)
def test_every_paragraph_that_can_be_cited_has_its_permanent_link_on_the_page(
    text: str, count: int, notes: Footnotes
) -> None:
    html, anchors = anchored(text, notes)
    assert len(anchors) == count
    assert re.findall(r' id="(practice-p\d+)"', html) == anchors
    assert re.findall(r'href="#(practice-p\d+)"', html) == anchors


def test_a_list_right_after_a_text_is_a_list_on_the_page(notes: Footnotes) -> None:
    assert re.sub(r"\s", "", render("步骤：\n- 甲\n  - 乙\n- 丙", notes)) == (
        "<p>步骤：</p><ul><li>甲<ul><li>乙</li></ul></li><li>丙</li></ul>"
    )


def test_a_table_right_after_a_text_is_a_table_on_the_page(notes: Footnotes) -> None:
    html = re.sub(r"\s", "", render("数据：\n| 年 | 数 |\n|---|--:|\n| 2011 | **725** |", notes))
    row = "<tr><td>2011</td><td><strong>725</strong></td></tr>"
    assert html == f"<p>数据：</p><table><thead><tr><th>年</th><th>数</th></tr></thead><tbody>{row}</tbody></table>"


def test_a_line_broken_inside_chinese_shows_no_gap_and_two_spaces_break_it(notes: Footnotes) -> None:
    assert render("县教育\n局**下\n发**，  \n次日", notes) == "<p>县教育局<strong>下发</strong>，<br>\n次日</p>"


def test_a_link_defined_apart_leads_where_its_definition_says(notes: Footnotes) -> None:
    html = render('见[通报][1]。\n\n[1]: https://example.org/a "题"', notes)
    assert html == '<p>见<a href="https://example.org/a" title="题">通报</a>。</p>'


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("见https://example.org/a_b_c的页面。", "https://example.org/a_b_c"),
        ("网址 http://example.org/x?a=1&b=*2*#c，可以看。", "http://example.org/x?a=1&amp;b=*2*#c"),
        ("（https://example.org/）", "https://example.org/"),
        ("看 https://example.org/a.", "https://example.org/a"),
    ],
)
def test_an_address_that_stands_by_itself_is_a_link(text: str, address: str, notes: Footnotes) -> None:
    assert f'<a href="{address}">{address}</a>' in render(text, notes)


@pytest.mark.parametrize(
    "text", ["[https://example.org/a](https://example.org/b)", "`https://example.org/`", "<https://example.org/>"]
)
def test_an_address_that_is_linked_or_code_is_not_linked_again(text: str, notes: Footnotes) -> None:
    assert render(text, notes).count("<a ") == (0 if "`" in text else 1)
