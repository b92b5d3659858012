"""Word forms are read as people see them, however Word, WPS and their users left the XML."""

import io
from collections.abc import Callable

import docx
import pytest
from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.table import _Cell

from kb.errors import FormUnreadable
from kb.publish.forms.filled_form import FilledForm, ReadFile
from kb.publish.forms.word_reader import read_word
from tests.office_forms import MORE, NEWSPAPER, SELF, empty_form, filled_word, saved
from tests.office_packages import ONE_PIXEL, changed, replaced

W = nsdecls("w")
PICTURE = (
    f'<w:r {W}><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:docPr id="1" name="校园照片.png"/></wp:inline></w:drawing></w:r>'
)


def read(data: bytes) -> ReadFile:
    return read_word(data, "申报表.docx", empty_form())


def after(change: Callable[[Document], object], answers: dict[str, str] = SELF) -> FilledForm:
    """Return what is read of the form once its document was changed."""
    document = docx.Document(io.BytesIO(filled_word(answers)))
    change(document)
    (form,) = read(saved(document)).forms
    return form


def cells_of(document: Document, number: int) -> tuple[_Cell, _Cell]:
    """Return the two cells of a question."""
    rows = [row for table in document.tables[:-1] for row in table.rows]
    return rows[number - 1].cells[0], rows[number - 1].cells[1]


def emptied(cell: _Cell) -> _Cell:
    for paragraph in cell.paragraphs[1:]:
        paragraph._p.getparent().remove(paragraph._p)
    for child in list(cell.paragraphs[0]._p):
        cell.paragraphs[0]._p.remove(child)
    return cell


def into(number: int, *runs: str) -> Callable[[Document], object]:
    """Return a change that writes raw runs into the answer to a question."""

    def change(document: Document) -> None:
        paragraph = emptied(cells_of(document, number)[1]).paragraphs[0]._p
        for run in runs:
            paragraph.append(parse_xml(run))

    return change


def run(text: str) -> str:
    return f"<w:r {W}><w:t xml:space='preserve'>{text}</w:t></w:r>"


def symbol(font: str, code: str) -> str:
    return f'<w:r {W}><w:sym w:font="{font}" w:char="{code}"/></w:r>'


def test_words_that_word_split_into_runs_are_one() -> None:
    form = after(into(5, run("镇中心"), f"<w:proofErr {W} w:type='spellStart'/>", run("小学")))
    assert form.text("title") == "镇中心小学"


def test_lines_broken_within_a_paragraph_are_lines() -> None:
    form = after(
        into(8, run("第一段"), f"<w:r {W}><w:br/></w:r>", run("第二段"), f'<w:r {W}><w:br w:type="page"/></w:r>')
    )
    assert form.text("body.做法") == "第一段\n第二段"


def test_deleted_words_are_gone_and_inserted_ones_there() -> None:
    gone = f"<w:del {W} w:id='1'><w:r><w:delText>旧的</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom {W} w:id='3'><w:r><w:t>移走的</w:t></w:r></w:moveFrom>"
    come = f"<w:ins {W} w:id='2'><w:r><w:t>新的</w:t></w:r></w:ins>"
    assert after(into(5, gone, come, moved, run("标题"))).text("title") == "新的标题"


def test_of_a_field_its_words_are_read_and_not_its_code() -> None:
    link = (
        f"<w:r {W}><w:fldChar w:fldCharType='begin'/></w:r>",
        f'<w:r {W}><w:instrText>HYPERLINK "https://example.com"</w:instrText></w:r>',
        run("网址"),
    )
    assert after(into(5, *link)).text("title") == "网址"
    assert after(into(5, f"<w:hyperlink {W}>{run('链接')}</w:hyperlink>")).text("title") == "链接"


def test_pictures_are_named_and_left_out() -> None:
    document = docx.Document(io.BytesIO(filled_word(SELF)))
    cells_of(document, 8)[1].paragraphs[0].add_run().add_picture(io.BytesIO(ONE_PIXEL))
    file = read(saved(document))
    assert file.forms[0].text("body.做法") == SELF["body.做法"]
    assert file.left_out == ("图片 image1.png 没有收进来",)
    assert after(into(5, run("标题"), PICTURE)).text("title") == "标题"


def test_a_text_box_is_read_neither_once_nor_twice() -> None:
    box = (
        f'<w:r {W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:AlternateContent>'
        f"<mc:Choice Requires='wps'><w:drawing/></mc:Choice><mc:Fallback><w:pict><w:p>{run('框')}</w:p></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert after(into(5, box, run("标题"))).text("title") == "标题"


@pytest.mark.parametrize(
    ("font", "ticked", "empty", "read"),
    [
        ("Wingdings 2", "0052", "00A3", "☑教学点 ☐村小"),
        ("Wingdings", "F0FE", "F0A8", "☑教学点 ☐村小"),
        ("Wingdings", "F0FC", "F06F", "√教学点 ☐村小"),
    ],
)
def test_boxes_drawn_by_symbol_fonts_are_boxes(font: str, ticked: str, empty: str, read: str) -> None:
    form = after(into(16, symbol(font, ticked), run("教学点 "), symbol(font, empty), run("村小")))
    assert form.text("setting.kind") == read


def test_a_ticked_control_is_ticked_whatever_it_shows() -> None:
    form = after(lambda _: None, SELF | MORE)
    assert "☑ 教学点" in form.text("setting.kind")
    assert form.text("setting.kind").count("☑") == 1
    by_hand = after(into(16, run("√教学点　□村小")))
    assert by_hand.text("setting.kind") == "√教学点　□村小"


def test_an_answer_in_the_same_cell_as_its_question() -> None:
    """WPS merges the two cells where somebody asks it to."""

    def merge(document: Document) -> None:
        asked, answer = cells_of(document, 5)
        emptied(answer)
        emptied(asked).paragraphs[0].add_run("5. 标题：合在一格里的标题")
        asked._tc.getparent().remove(answer._tc)
        asked._tc.get_or_add_tcPr().append(parse_xml(f'<w:gridSpan {W} w:val="2"/>'))

    assert after(merge).text("title") == "合在一格里的标题"


def test_an_answer_below_its_question_in_the_same_cell() -> None:
    def merge(document: Document) -> None:
        asked, answer = cells_of(document, 5)
        emptied(asked).paragraphs[0].add_run("５．标题（必填）")
        asked.add_paragraph("写在下面的标题")
        asked._tc.getparent().remove(answer._tc)

    assert after(merge).text("title") == "写在下面的标题"


def test_a_cell_merged_downwards_goes_on_with_the_answer_above() -> None:
    def merge(document: Document) -> None:
        asked, answer = cells_of(document, 8)
        row = answer._tc.getparent()
        more = parse_xml(
            f"<w:tr {W}><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"
            f"<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p>{run('还有一段')}</w:p></w:tc></w:tr>"
        )
        asked._tc.get_or_add_tcPr().append(parse_xml(f'<w:vMerge {W} w:val="restart"/>'))
        row.addnext(more)

    assert after(merge).text("body.做法") == SELF["body.做法"] + "\n还有一段"


def test_a_column_that_somebody_put_between_is_part_of_the_answer() -> None:
    def insert(document: Document) -> None:
        _, answer = cells_of(document, 5)
        emptied(answer).paragraphs[0].add_run("右边")
        answer._tc.addprevious(parse_xml(f"<w:tc {W}><w:tcPr/><w:p>{run('中间')}</w:p></w:tc>"))

    assert after(insert).text("title") == "中间\n右边"


def test_controls_around_a_cell_and_around_a_row_change_nothing() -> None:
    def wrap(element: object) -> None:
        control = parse_xml(f"<w:sdt {W}><w:sdtPr/><w:sdtContent/></w:sdt>")
        element.addprevious(control)  # type: ignore[attr-defined]
        control[1].append(element)

    assert after(lambda document: wrap(cells_of(document, 5)[1]._tc)).text("title") == SELF["title"]
    form = after(lambda document: wrap(cells_of(document, 5)[1]._tc.getparent()))
    assert form.text("title") == SELF["title"]


def test_a_table_within_an_answer_is_read_as_words_and_said_so() -> None:
    document = docx.Document(io.BytesIO(filled_word(SELF)))
    table = cells_of(document, 8)[1].add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "甲", "乙"
    file = read(saved(document))
    assert file.forms[0].text("body.做法").endswith("\n甲 乙")
    assert file.left_out == ("第 8 题的回答里还有一张表，只读了里面的字",)


def test_lists_that_word_numbers_have_their_signs() -> None:
    def number(document: Document) -> None:
        cell = emptied(cells_of(document, 8)[1])
        cell.paragraphs[0].text = "先说一句"
        for style, text in (("List Number", "一"), ("List Number", "二"), ("List Bullet", "点")):
            paragraph = cell.add_paragraph(text, style=style)
            numbers = document.styles[style].element.find(f".//{qn('w:numId')}")
            made = OxmlElement("w:numPr")
            for tag, value in (("w:ilvl", "0"), ("w:numId", numbers.get(qn("w:val")))):
                part = OxmlElement(tag)
                part.set(qn("w:val"), value)
                made.append(part)
            paragraph._p.get_or_add_pPr().append(made)

    assert after(number).text("body.做法") == "先说一句\n1. 一\n1. 二\n- 点"


def test_full_width_signs_and_hidden_characters_of_a_paste_do_no_harm() -> None:
    form = after(into(5, run("镇\u200b中心\u00a0小学\ufeff")))
    assert form.text("title") == "镇中心 小学"


def test_a_list_that_nobody_chose_from_is_not_answered_even_when_its_mark_is_lost() -> None:
    def forget(document: Document) -> None:
        for mark in list(document.element.body.iter(qn("w:showingPlcHdr"))):
            mark.getparent().remove(mark)

    form = after(forget)
    assert form.text("stage") == ""
    assert form.rows.get("materials", ()) == ()


def test_rows_of_documents_that_people_added_are_read() -> None:
    document = docx.Document(io.BytesIO(filled_word(SELF, [NEWSPAPER] * 3)))
    row = document.tables[-1].add_row()
    row.cells[0].text = "第四份"
    (form,) = read(saved(document)).forms
    assert [one.text("title") for one in form.rows["materials"]] == [NEWSPAPER["title"]] * 3 + ["第四份"]
    assert form.rows["materials"][3].answers["URL"].place == "材料表第 4 行“网址”"


def test_columns_in_another_order_are_known_by_their_titles() -> None:
    def swap(document: Document) -> None:
        for row in document.tables[-1].rows:
            first, last = row.cells[0]._tc, row.cells[-2]._tc
            last.addnext(first)

    document = docx.Document(io.BytesIO(filled_word(SELF, [NEWSPAPER])))
    swap(document)
    (form,) = read(saved(document)).forms
    assert form.rows["materials"][0].text("title") == NEWSPAPER["title"]


def test_the_same_question_twice_is_read_once_and_said_so() -> None:
    def double(document: Document) -> None:
        row = cells_of(document, 5)[0]._tc.getparent()
        cells = "".join(f"<w:tc><w:p>{run(text)}</w:p></w:tc>" for text in ("标题", "另一个"))
        row.addnext(parse_xml(f"<w:tr {W}>{cells}</w:tr>"))

    document = docx.Document(io.BytesIO(filled_word(SELF)))
    double(document)
    file = read(saved(document))
    assert file.forms[0].text("title") == SELF["title"]
    assert file.left_out == ("第 5 题在表里有两处，只读了前一处",)


def test_a_form_that_must_not_be_edited_is_read_all_the_same() -> None:
    lock = '<w:documentProtection w:edit="forms" w:enforcement="1" w:hash="x" w:salt="x"/></w:settings>'
    data = changed(filled_word(SELF), {"word/settings.xml": replaced("</w:settings>", lock)})
    assert read(data).forms[0].text("title") == SELF["title"]


def test_the_way_wps_writes_a_document_is_read() -> None:
    """WPS declares spaces of its own, gives every paragraph a colour and an id, and writes fonts into every run."""
    fonts = '<w:rFonts w:hint="eastAsia" w:eastAsia="宋体"/><w:vertAlign w:val="baseline"/>'
    language = '<w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
    own = 'xmlns:wpsCustomData="http://www.wps.cn/officeDocument/2013/wpsCustomData"'

    def as_wps(text: str) -> str:
        text = text.replace("<w:document ", f"<w:document {own} ", 1)
        text = text.replace("<w:p>", f"<w:p><w:pPr><w:rPr>{fonts}</w:rPr></w:pPr>")
        text = text.replace("<w:r>", f"<w:r><w:rPr>{fonts}{language}</w:rPr>")
        return text.replace("</w:p>", "<w:bookmarkStart w:id='0' w:name='_GoBack'/><w:bookmarkEnd w:id='0'/></w:p>", 1)

    data = changed(filled_word(SELF | MORE, [NEWSPAPER]), {"word/document.xml": as_wps})
    (form,) = read(data).forms
    assert {key: form.text(key) for key in SELF} == SELF
    assert form.rows["materials"][0].text("locator") == NEWSPAPER["locator"]


def test_another_document_is_no_form() -> None:
    document = docx.Document()
    document.add_paragraph("案例申报通知")
    document.add_table(2, 2).cell(0, 0).text = "姓名"
    with pytest.raises(FormUnreadable, match="没有申报表的题目"):
        read(saved(document))
