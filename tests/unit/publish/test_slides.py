"""Cases become slides that others go on with: words as the workshop page has them, real boxes, tables and notes."""

import io
import zipfile
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pptx import Presentation
from pptx.util import Inches

from kb.citation.style import Style
from kb.model import Case, Questions, TermQuestions
from kb.publish.exports.slides.deck import Deck, Slide, Words, deck_of
from kb.publish.exports.slides.measures import LAYOUT, row_heights, size_for, table_size
from kb.publish.exports.slides.powerpoint import render_powerpoint
from kb.publish.exports.slides.questions import chosen_questions
from kb.publish.view.catalogue import Catalogue
from kb.publish.view.citation_panel import reference_at
from tests.examples import examples

ADVICE = """先定课。教学点教得了的课不接。

学校要做的：

- 一〔notice，二·2〕。
- 二。
- 三。
- 四〔press，第 3 段〕。"""
FLOW = [
    {"from": "中心校", "what": "课", "to": "教学点", "source": "notice", "locator": "二·2"},
    {"from": "未知", "what": "钱", "to": "教学点"},
]


@pytest.fixture
def deck(make_case: Any, make_corpus: Any) -> Deck:
    one: Case = make_case(
        "one",
        title="甲县：一件事",
        advice_text=ADVICE,
        flow=FLOW,
        claims=[{"text": "有 3 个点", "source": "press", "locator": "第 5 段", "as_of": "2013-12", "value": 3}],
        mechanism={"invest": ["政府", "学校"]},
        cost={"amount": 30000, "note": "一年", "source": "notice"},
    )
    two: Case = make_case("two", problem="缺钱")
    asked = (TermQuestions(term="缺老师", ask=("谁来教？", "教什么？")),)
    corpus = make_corpus(one, two).model_copy(update={"questions": Questions(problems=asked, models=())})
    catalogue = Catalogue(corpus)
    chosen = [(case, reference_at(case, catalogue, "https://kb.example.cn/")) for case in (one, two)]
    return deck_of("两个案例", chosen, catalogue, chosen_questions((one, two), corpus.questions), Style.GB_2025)


def lines_of(slide: Slide) -> list[str]:
    return ["".join(words.text for words in line) for line in slide.items]


def test_each_case_has_what_they_did_and_what_to_settle_first(deck: Deck) -> None:
    assert [slide.title for slide in deck.slides] == [
        *("两个案例", "甲县：一件事", "想学，先想好这几件事", "案例 two", "想学，先想好这几件事"),
        *("放在一起看", "讨论", "参考文献"),
    ]
    done, settle = deck.slides[1:3]
    assert done.small == "安徽省 芜湖市 · 2014 年 · 某校 · 小学"
    assert done.foot == "0 级 仅见于政策文件，未经评估。"
    assert done.large[-1] == Words("[1]", mark=True)
    assert done.address == "https://kb.example.cn/cases/one.html"
    assert settle.items[0] == (Words("先定课。", strong=True), Words("教学点教得了的课不接。"))
    assert lines_of(settle)[1:] == ["一[2]二·2。", "二。", "三。"], "no more than can be read; no heading among them"
    assert settle.foot.startswith("编者的话；另有 1 条，见备注。")


def test_notes_say_what_sources_say_and_where(deck: Deck) -> None:
    done, settle = deck.slides[1:3]
    assert "有 3 个点（截至 2013-12）（某报道，第 5 段）" in done.notes
    assert any(line.startswith("来源没有写（") for line in done.notes)
    assert "https://kb.example.cn/cases/one.html" in done.notes[-1]
    assert "5. 四（某报道，第 3 段）。" in settle.notes, "what the slide has no room for"


def test_cases_stand_side_by_side_and_what_nobody_says_is_unknown(deck: Deck) -> None:
    rows = {row[0]: row[1:] for row in deck.slides[5].rows}
    assert rows[""] == ("甲县", "案例 two")
    assert rows["谁投资"] == ("政府、学校", "未知")
    assert rows["费用"] == ("3 万元 一年", "未知")
    assert rows["证据"] == ("0 级 仅见于政策文件", "0 级 仅见于政策文件")
    assert list(rows) == ["", "哪里", "做法", "谁投资", "谁运营", "谁付费", "费用", "证据", "还没有写的"]


def test_questions_and_references_follow(deck: Deck) -> None:
    assert lines_of(deck.slides[6]) == ["谁来教？", "教什么？"]
    entries = deck.slides[7].entries
    assert [entry[:4] for entry in entries] == ["[1] ", "[2] ", "[3] "]
    assert "某通报" in entries[1], "only what is cited on a slide"


def test_one_case_is_compared_with_nothing(make_case: Any, make_corpus: Any) -> None:
    case = make_case("one")
    catalogue = Catalogue(make_corpus(case))
    made = deck_of("题", [(case, reference_at(case, catalogue, None))], catalogue, (), Style.APA)
    assert [slide.title for slide in made.slides] == ["题", "案例 one", "想学，先想好这几件事", "参考文献"]
    assert made.slides[1].address == ""
    assert not made.slides[-1].entries[0].startswith("[")


def opened(deck: Deck) -> Any:
    return Presentation(io.BytesIO(render_powerpoint(deck)))


def test_powerpoint_has_titles_tables_pictures_and_notes_of_its_own(deck: Deck) -> None:
    made = opened(deck)
    assert [slide.shapes.title.text_frame.text for slide in made.slides] == [slide.title for slide in deck.slides]
    assert [slide.has_notes_slide for slide in made.slides] == [bool(slide.notes) for slide in deck.slides]
    done, compared = made.slides[1], made.slides[5]
    assert done.notes_slide.notes_text_frame.text.split("\n") == list(deck.slides[1].notes)
    tables = [shape.table for shape in compared.shapes if shape.has_table]
    assert [[cell.text for cell in row.cells] for row in tables[0].rows] == [list(row) for row in deck.slides[5].rows]
    pictures = [shape for shape in done.shapes if shape.shape_type == 13]
    assert pictures[0].image.content_type == "image/png"
    assert pictures[0].image.size[0] >= 200
    assert "二维码" in pictures[0]._element.nvPicPr.cNvPr.get("descr")
    (group,) = [shape for shape in done.shapes if shape.shape_type == 6]
    assert {"中心校", "教学点", "？", "课", "钱"} == {
        shape.text_frame.text for shape in group.shapes if shape.has_text_frame and shape.text_frame.text
    }
    assert [shape.begin_x < shape.end_x for shape in group.shapes if shape.shape_type == 9] == [True, True]


def test_the_template_has_its_words_where_layout_json_says_and_fetches_nothing() -> None:
    data = (files("kb.publish.exports.slides") / "template.pptx").read_bytes()
    made = Presentation(io.BytesIO(data))
    places = {1: "title", 3: "title", 4: "small", 13: "number", 15: "footer"}
    assert [made.slide_width, made.slide_height] == [*map(Inches, LAYOUT["size"])]
    for layout, own in zip(made.slide_layouts, (LAYOUT["cover"], {}), strict=True):
        for shape in layout.placeholders:
            name = places[shape.placeholder_format.type]
            box = own.get(name, LAYOUT[name])
            for said, wanted in zip((shape.left, shape.top, shape.width, shape.height), box, strict=True):
                assert said.inches == pytest.approx(wanted, abs=0.01), (layout.name, name)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert not [name for name, part in parts.items() if b'TargetMode="External"' in part or "vba" in name.lower()]


def test_nothing_is_left_to_fill_in_and_every_shape_has_a_number_of_its_own(deck: Deck) -> None:
    for slide in opened(deck).slides:
        assert [shape.name for shape in slide.placeholders if not shape.text_frame.text] == []
        ids = [one.get("id") for one in slide._element.iter("{*}cNvPr")]
        assert len(set(ids)) == len(ids)


def test_powerpoint_has_chinese_fonts_numbers_licence_and_a_list_that_counts(deck: Deck) -> None:
    data = render_powerpoint(deck)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        themes = [packed.read(name).decode() for name in packed.namelist() if "theme/theme" in name]
        slides = [packed.read(f"ppt/slides/slide{number}.xml").decode() for number in range(1, 9)]
        assert not [name for name in packed.namelist() if "thumbnail" in name or "printer" in name]
        assert packed.testzip() is None
    for theme in themes:
        assert theme.count('<a:ea typeface="微软雅黑"/>') == 2
    for slide in slides:
        assert 'type="slidenum"' in slide
        assert "教育信息化典型案例库 · CC BY 4.0" in slide
        assert slide.count('<a:ea typeface="微软雅黑"/>') >= 1
    assert slides[2].count('<a:buAutoNum type="arabicPeriod"/>') == 4
    assert 'baseline="30000"' in slides[1]
    assert "请注明出处" in slides[0]


def test_the_same_deck_gives_the_same_bytes(deck: Deck) -> None:
    first, second = render_powerpoint(deck), render_powerpoint(deck)
    assert first == second
    assert opened(deck).core_properties.modified.isoformat()[:10] == "2026-11-23"
    with zipfile.ZipFile(io.BytesIO(first)) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("text", ["=1+1", "<a:t>&", "\x00\x0b坏字\ud800\ufffe", "表情😀", "x" * 3000])
def test_hostile_words_stay_words(text: str) -> None:
    line = (Words(text),)
    slides = (
        Slide(text, text, large=line, foot=text, notes=(text,), is_cover=True),
        Slide("题", rows=(("", text), (text, "y")), items=(line,), entries=(text,)),
    )
    made = opened(Deck(text, slides, ""))
    clean = text.replace("\x00\x0b", "").replace("\ud800\ufffe", "")
    words = [s.text_frame.text for slide in made.slides for s in slide.shapes if s.has_text_frame]
    assert words.count(clean) >= 6
    assert made.slides[0].notes_slide.notes_text_frame.text == clean


def test_everything_stands_within_the_slide(deck: Deck) -> None:
    made = opened(deck)
    for slide in made.slides:
        for shape in slide.shapes:
            assert 0 <= shape.left <= shape.left + shape.width <= made.slide_width
            assert 0 <= shape.top <= shape.top + shape.height <= made.slide_height


@given(st.lists(st.text(st.characters(categories=["L", "P"]), max_size=400), min_size=1, max_size=8))
@examples(60)
def test_more_words_are_never_set_larger(texts: list[str]) -> None:
    sizes, room = LAYOUT["sizes"]["items"], LAYOUT["bodyAlone"][2:]
    assert size_for([*texts, "又一段"], room, sizes) <= size_for(texts, room, sizes)
    rows = [(text[:60], text) for text in texts]
    size = table_size(rows, [2, 9], 5, LAYOUT["sizes"]["rows"])
    assert size == LAYOUT["sizes"]["rows"][-1] or sum(row_heights(rows, [2, 9], size)) <= 5
