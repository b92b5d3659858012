"""Cases become manuscripts whose words stay words, whatever stands in them."""

import html
import io
import re
import zipfile
from html.parser import HTMLParser
from typing import Any

import docx
import mammoth
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown

from kb.citation.style import Style
from kb.model import Case
from kb.publish.exports.documents import Manuscript, manuscript_of, render_markdown
from kb.publish.exports.documents.blocks import Heading, Item, Paragraph, Run, Table, words
from kb.publish.exports.documents.body_blocks import blocks_of
from kb.publish.exports.documents.word import render_word
from kb.publish.view.catalogue import Catalogue
from kb.publish.view.citation_panel import reference_at
from tests.examples import examples

PRACTICE = """第一段〔notice，二·2〕，**重**要，[网页](https://example.org/x)。

1. 先做
2. 再做
    - 里面

> 引来的话

| 年 | 数 |
| --- | --- |
| 2013 | 3 |

### 小标题

编者分析：推断。"""


@pytest.fixture
def manuscript(make_case: Any, make_corpus: Any) -> Manuscript:
    def a(case_id: str, **changes: object) -> Case:
        case: Case = make_case(case_id, **changes)
        return case

    one = a(
        "one",
        practice_text=PRACTICE,
        claims=[{"text": "有 3 个点", "source": "notice", "locator": "二·2", "as_of": "2013-12"}],
        steps=[{"text": "先问"}, {"text": "后做", "source": "press"}],
    )
    two = a("two", sources=[{"source": "press"}, {"source": "notice"}])
    catalogue = Catalogue(make_corpus(one, two))
    chosen = [
        (case, reference_at(case, catalogue, "https://kb.example.cn/", accessed="2026-11-24")) for case in (one, two)
    ]
    return manuscript_of("两个案例", chosen, catalogue, Style.GB_2025)


def test_marks_lead_into_one_list_in_the_order_of_first_mention(manuscript: Manuscript) -> None:
    heads = [re.sub(r"\..*", "", entry) for entry in manuscript.references]
    assert heads == ["[1] 教育信息化典型案例库", "[2] 某通报[EB/OL]", "[3] 某报道[EB/OL]", "[4] 教育信息化典型案例库"]
    texts = [
        "".join(run.text for run in block.runs) for block in manuscript.blocks if isinstance(block, Item | Paragraph)
    ]
    assert "第一段[2，二·2]，重要，网页（https://example.org/x）。" in texts
    assert "有 3 个点（2013-12）[2，二·2]" in texts
    assert {"先问（编者分析）", "后做[3]"} <= set(texts)


def test_a_body_keeps_its_shape() -> None:
    html = (
        "<p>一<strong>二<sup><a href='#source-a-b.2' data-locator='页 3'>1</a></sup></strong><em>三</em></p>"
        "<ol start='3'><li><p>甲</p><p>续</p></li><li>乙<ul><li>丙</li></ul></li></ol>"
        "<blockquote><p>引</p></blockquote><h3 id='x-1'>题</h3>"
        "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td></td></tr></table>"
        "<pre><code>x\ny</code></pre>"
    )
    assert blocks_of(html, lambda source, place: f"[{source} {place}]", below=2) == [
        Paragraph((Run("一"), Run("二[a-b 页 3]", strong=True), Run("三", emphasis=True))),
        Item(words("甲"), 0, 3),
        Paragraph(words("续")),
        Item(words("乙"), 0, 4),
        Item(words("丙"), 1),
        Paragraph(words("引"), quoted=True),
        Heading(3, "题"),
        Table(((words("a"), words("b")), (words("1"), ()))),
        Paragraph(words("x\ny")),
    ]


def test_word_has_real_headings_chinese_fonts_and_a_numbered_list(manuscript: Manuscript) -> None:
    read = docx.Document(io.BytesIO(render_word(manuscript)))
    headings = [
        (p.style.name, p.text) for p in read.paragraphs if p.style and p.style.name.startswith(("Head", "Title"))
    ]
    assert headings[:4] == [
        ("Title", "两个案例"),
        ("Heading 1", "案例 one"),
        ("Heading 2", "做法"),
        ("Heading 3", "小标题"),
    ]
    parts = [text for style, text in headings if style == "Heading 2"]
    assert parts[1:6] == ["想学，先想好这几件事（编者的话）", "来源怎么说", "背景与问题", "成效与证据", "还想知道"]
    assert headings[-1] == ("Heading 1", "参考文献")
    for name, font in (("Normal", "宋体"), ("Heading 1", "黑体"), ("Heading 2", "黑体"), ("List Bullet", "宋体")):
        fonts = read.styles[name].element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) == font
        assert not [key for key in fonts.attrib if "Theme" in key]
    entries = [p for p in read.paragraphs if p.style and p.style.name == "参考文献"]
    assert [f"[{number}] {p.text}" for number, p in enumerate(entries, start=1)] == list(manuscript.references)
    assert len({p._p.pPr.numPr.numId.val for p in entries}) == 1
    number_format = read.part.numbering_part.element.xpath("//w:lvlText[@w:val='[%1]']")
    assert len(number_format) == 1
    facts = read.tables[0]
    assert [cell.text for cell in facts.rows[0].cells] == ["单位", "某校（学校）"]
    assert facts.rows[0].cells[0].paragraphs[0].runs[0].bold
    assert [[cell.text for cell in row.cells] for row in read.tables[1].rows] == [["年", "数"], ["2013", "3"]]
    assert read.core_properties.title == "两个案例"
    assert read.sections[0].page_width.cm == pytest.approx(21, abs=0.01)
    section = read.sections[0]
    for footer in (section.footer, section.first_page_footer):
        assert footer.paragraphs[0].text.startswith("教育信息化典型案例库 · CC BY 4.0 · 第 ")
        assert 'w:instr="PAGE"' in footer._element.xml
        assert 'w:instr="NUMPAGES"' in footer._element.xml
    assert (section.first_page_header.paragraphs[0].text, section.header.paragraphs[0].text) == ("", "两个案例")


def test_addresses_in_word_open_on_a_click(manuscript: Manuscript) -> None:
    read = docx.Document(io.BytesIO(render_word(manuscript)))
    links = {link.address: paragraph for paragraph in read.paragraphs for link in paragraph.hyperlinks}
    assert set(links) == {
        *("https://example.org/x", "https://example.org/notice"),
        *(f"https://kb.example.cn/cases/{name}.html" for name in ("one", "two")),
    }
    assert links["https://example.org/x"].text == "第一段[2，二·2]，重要，网页（https://example.org/x）。"
    entry = links["https://kb.example.cn/cases/one.html"]
    assert entry.text == manuscript.references[0].removeprefix("[1] ")


def test_the_heads_of_a_table_come_again_on_the_next_page_and_the_file_is_always_the_same(
    manuscript: Manuscript,
) -> None:
    file = render_word(manuscript)
    read = docx.Document(io.BytesIO(file))
    heads = [[len(row._tr.xpath("./w:trPr/w:tblHeader")) for row in table.rows] for table in read.tables]
    assert heads[1] == [1, 0]
    assert set(heads[0]) == {0}, "its first column names the rows"
    assert file == render_word(manuscript)


def test_an_author_date_list_in_word_has_no_numbers() -> None:
    plain = Manuscript("题", (), ("某人, 2014. 某文.",), "2014")
    read = docx.Document(io.BytesIO(render_word(plain)))
    entry = read.paragraphs[-1]
    assert (entry.text, entry._p.pPr.numPr) == ("某人, 2014. 某文.", None)


class Reader(HTMLParser):
    """Collects tags and text of rendered Markdown."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not [name for name, _ in attrs if name not in ("start",)]

    def handle_data(self, data: str) -> None:
        self.text += data


HOSTILE = (
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "![x](http://example.org/x.png)",
    "# 不是标题",
    "- 不是列表",
    "1. 不是列表",
    "=1+1",
    "a | b",
    "&lt;b&gt; &amp;",
    "**不粗** _x_ `x` ~~x~~",
    "<http://example.org>",
    "[x]: http://example.org",
    "---",
    "\\# \\",
    "价格 $5 到 $6，$x$、$$y$$",
    "a^2^、H~2~O、^[注]",
    "@somebody、[@x2014]、a@b.example",
    "\"q\" 'z' -- ... ---",
    "A. 不是列表",
    "iv. 不是列表",
    "Table: 不是表题",
    ":::: 不是块",
    "http://example.org/a_b_c?x=1&y=~u www.example.org/a_b",
)


def check_markdown(text: str) -> None:
    blocks = (Paragraph(words(text)), Item(words(text)), Table(((words(text), words("x")),), named_by_column=True))
    rendered = Reader(markdown(render_markdown(Manuscript(text, blocks, (text,), "2026")), extensions=["tables"]))
    assert rendered.tags <= {"h1", "h2", "p", "ul", "li", "table", "thead", "tbody", "tr", "th", "td"}
    said = " ".join(re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", text).split())
    assert " ".join(rendered.text.split()).count(said) >= 5


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_words_in_markdown(text: str) -> None:
    check_markdown(text)


@examples(150)
@given(st.text(st.sampled_from("ab 1.-+*_`#<>&[]()!|\\~:=字“$^@\"'{}/%"), min_size=1, max_size=12).filter(str.strip))
def test_any_mixture_of_signs_stays_words_in_markdown(text: str) -> None:
    check_markdown(text)


def test_what_pandoc_or_github_would_act_upon_stands_as_a_number() -> None:
    text = "$x$ a^2^ H~2~O @you \"q\" 'z' -- ... http://a.example/b_c"
    rendered = render_markdown(Manuscript("题", (Paragraph(words(text)),), (), "2026"))
    line = rendered.split("\n\n")[1]
    assert not re.search(r"[$^~@\"']|--|\.\.|http:", line)
    assert html.unescape(line).replace("\\", "") == text


@pytest.mark.parametrize(
    ("runs", "line"),
    [
        (("甲", "*乙", "丙"), "甲**乙**丙"),
        (("甲", "*“乙”", "丙"), "甲“乙”丙"),
        (("甲，", "*“乙”", "。"), "甲，**“乙”**。"),
        (("甲", "*（乙） ", "丙"), "甲（乙） 丙"),
        (("", "*“乙”", ""), "**“乙”**"),
    ],
)
def test_stars_are_set_only_where_every_reader_takes_them_for_emphasis(runs: tuple[str, ...], line: str) -> None:
    set_in = tuple(Run(text.removeprefix("*"), strong=text.startswith("*")) for text in runs if text)
    rendered = render_markdown(Manuscript("题", (Paragraph(set_in),), (), "2026"))
    assert rendered.split("\n\n")[1].replace("\\", "") == line


def test_numbered_lists_in_word_are_lists_that_word_counts() -> None:
    items = (Item(words("甲"), 0, 1), Item(words("点"), 1), Item(words("乙"), 0, 2), Item(words("里"), 1, 1))
    blocks = (*items, Paragraph(words("段")), Item(words("丙"), 0, 3), Heading(2, "题"), Item(words("丁"), 0, 5))
    file = render_word(Manuscript("题", (*blocks, Item(words("戊"), 0, 6)), (), "2026"))
    read = docx.Document(io.BytesIO(file))
    lists = {p.text: p._p.pPr.numPr for p in read.paragraphs if p.style and p.style.name == "List Number"}
    numbers = {text: (one.numId.val, one.ilvl.val) for text, one in lists.items()}
    first, second = numbers["甲"], numbers["丁"]
    assert numbers["乙"] == numbers["丙"] == first
    assert numbers["戊"] == second
    assert len({first, second, numbers["里"]}) == 3
    assert numbers["里"][1] == 1
    every = read.part.numbering_part.element.num_lst
    starts = {str(one.numId): one.xpath(".//w:startOverride/@w:val") for one in every}
    assert [starts[str(number)] for number, _ in (first, second)] == [["1"], ["5"]]
    drawn = mammoth.convert_to_html(io.BytesIO(file)).value
    assert "<ol><li>甲<ul><li>点</li></ul></li><li>乙<ol><li>里</li></ol></li></ol>" in drawn


def test_a_word_file_brings_no_picture_of_another_page() -> None:
    file = render_word(Manuscript("题", (), (), "2026"))
    with zipfile.ZipFile(io.BytesIO(file)) as packed:
        assert not [name for name in packed.namelist() if "thumbnail" in name]
        assert b"jpeg" not in packed.read("[Content_Types].xml")


@pytest.mark.parametrize("text", [*HOSTILE, "\x00\x0b坏字\ud800\ufffe", "表情😀"])
def test_hostile_words_stay_words_in_word(text: str) -> None:
    blocks = (Heading(1, text), Paragraph(words(text)), Item(words(text)), Table(((words(text), words("x")),)))
    read = docx.Document(io.BytesIO(render_word(Manuscript(text, blocks, (text,), "2026-11"))))
    clean = text.replace("\x00\x0b", "").replace("\ud800\ufffe", "")
    texts = [paragraph.text for paragraph in read.paragraphs] + [read.tables[0].rows[0].cells[0].text]
    assert texts.count(clean) == 6


def test_lists_and_tables_of_the_manuscript_are_lists_and_tables_in_markdown(manuscript: Manuscript) -> None:
    html = markdown(render_markdown(manuscript), extensions=["tables"])
    assert "<li>先做</li>" in html
    assert re.search(r"<ul>\s*<li>里面</li>", html)
    assert "<td>2013</td>" in html
    assert "<h2>案例 one</h2>" in html
    assert "<strong>重</strong>要" in html
    assert "<p>[4] 教育信息化典型案例库. 案例 two" in html
