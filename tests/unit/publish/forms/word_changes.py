"""Change filled-in Word forms as Word, WPS and their users do."""

import io
from collections.abc import Callable
from copy import deepcopy

import docx
from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.table import _Cell

from tests.office_forms import NEWSPAPER, SELF, empty_form, filled_word, saved
from tests.office_packages import ONE_PIXEL, changed, replaced

W = nsdecls("w")
RELATIONS = "word/_rels/document.xml.rels"
TITLE, DONE, KIND, PROBLEM = (
    next(number for number, question in enumerate(empty_form().questions(), 1) if question.key == key)
    for key in ("title", "body.做法", "setting.kind", "problem")
)


def word(change: Callable[[Document], object], materials: int = 0) -> bytes:
    """Return a filled-in form whose document was changed."""
    document = docx.Document(io.BytesIO(filled_word(SELF, [NEWSPAPER] * materials)))
    change(document)
    return saved(document)


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


def answer(number: int, *runs: str) -> bytes:
    """Return a form with raw runs in the answer to a question."""

    def change(document: Document) -> None:
        paragraph = emptied(cells_of(document, number)[1]).paragraphs[0]._p
        for run in runs:
            paragraph.append(parse_xml(run))

    return word(change)


def run(text: str) -> str:
    return f"<w:r {W}><w:t xml:space='preserve'>{text}</w:t></w:r>"


def symbol(font: str, code: str) -> str:
    return f'<w:r {W}><w:sym w:font="{font}" w:char="{code}"/></w:r>'


def row_of(*texts: str) -> str:
    cells = "".join(f"<w:tc><w:tcPr/><w:p>{run(text)}</w:p></w:tc>" for text in texts)
    return f"<w:tr {W}>{cells}</w:tr>"


def related(kind: str, target: str) -> bytes:
    """Return a form that is linked to something elsewhere."""
    relation = (
        f'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
        f'Target="{target}" TargetMode="External"/></Relationships>'
    )
    return changed(filled_word(SELF), {RELATIONS: replaced("</Relationships>", relation)})


PICTURE = (
    f'<w:r {W}><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:docPr id="1" name="校园照片.png"/></wp:inline></w:drawing></w:r>'
)
TEXT_BOX = (
    f'<w:r {W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:AlternateContent>'
    f"<mc:Choice Requires='wps'><w:drawing/></mc:Choice><mc:Fallback><w:pict><w:p>{run('框')}</w:p></w:pict>"
    "</mc:Fallback></mc:AlternateContent></w:r>"
)
ON_RECORD = (
    f"<w:del {W} w:id='1'><w:r><w:delText>旧的</w:delText></w:r></w:del>",
    f"<w:ins {W} w:id='2'><w:r><w:t>新的</w:t></w:r></w:ins>",
    f"<w:moveFrom {W} w:id='3'><w:r><w:t>移走的</w:t></w:r></w:moveFrom>",
)
FIELD = (
    f"<w:r {W}><w:fldChar w:fldCharType='begin'/></w:r>",
    f'<w:r {W}><w:instrText>HYPERLINK "https://example.com"</w:instrText></w:r>',
)
RUBY = f"<w:r {W}><w:ruby><w:rt>{run('pin')}</w:rt><w:rubyBase>{run('拼')}</w:rubyBase></w:ruby></w:r>"


def add_picture(document: Document) -> None:
    cells_of(document, DONE)[1].paragraphs[0].add_run().add_picture(io.BytesIO(ONE_PIXEL))


def call(words: str) -> bytes:
    """Return a form in which the title is asked for in other words."""

    def change(document: Document) -> None:
        cells_of(document, TITLE)[0].paragraphs[0].runs[0].text = words

    return word(change)


def delete_row(document: Document) -> None:
    row = cells_of(document, TITLE)[0]._tc.getparent()
    row.get_or_add_trPr().append(parse_xml(f'<w:del {W} w:id="9" w:author="a"/>'))


def frame(document: Document) -> None:
    form = document.tables[0]._tbl
    grid = '<w:tblGrid><w:gridCol w:w="9000"/></w:tblGrid>'
    outer = parse_xml(f"<w:tbl {W}><w:tblPr/>{grid}<w:tr><w:tc><w:tcPr/><w:p/></w:tc></w:tr></w:tbl>")
    form.addprevious(outer)
    next(outer.iter(qn("w:tc"))).insert(1, form)


def split_in_two(document: Document) -> None:
    first = document.tables[0]._tbl
    second = deepcopy(first)
    for row in second.tr_lst[:4]:
        second.remove(row)
    for row in first.tr_lst[4:]:
        first.remove(row)
    first.addnext(second)
    first.addnext(parse_xml(f"<w:p {W}/>"))


def merge_across(document: Document) -> None:
    asked, answered = cells_of(document, TITLE)
    asked.merge(answered)


def answer_in_the_cell_of_its_question(*lines: str) -> bytes:
    """Return a form whose two cells were merged, as WPS does where somebody asks it to."""

    def change(document: Document) -> None:
        asked, answered = cells_of(document, TITLE)
        emptied(asked).paragraphs[0].add_run(lines[0])
        for line in lines[1:]:
            asked.add_paragraph(line)
        asked._tc.getparent().remove(answered._tc)
        asked._tc.get_or_add_tcPr().append(parse_xml(f'<w:gridSpan {W} w:val="2"/>'))

    return word(change)


def merge_downwards(document: Document) -> None:
    asked, answered = cells_of(document, DONE)
    more = parse_xml(row_of("", "还有一段").replace("<w:tcPr/>", "<w:tcPr><w:vMerge/></w:tcPr>"))
    asked._tc.get_or_add_tcPr().append(parse_xml(f'<w:vMerge {W} w:val="restart"/>'))
    answered._tc.getparent().addnext(more)


def insert_column(document: Document) -> None:
    answered = cells_of(document, TITLE)[1]
    emptied(answered).paragraphs[0].add_run("右边")
    answered._tc.addprevious(parse_xml(f"<w:tc {W}><w:tcPr/><w:p>{run('中间')}</w:p></w:tc>"))


def wrap(*, row: bool) -> bytes:
    """Return a form with a control around a cell or a row."""

    def change(document: Document) -> None:
        cell = cells_of(document, TITLE)[1]._tc
        inside = cell.getparent() if row else cell
        control = parse_xml(f"<w:sdt {W}><w:sdtPr/><w:sdtContent/></w:sdt>")
        inside.addprevious(control)
        control[1].append(inside)

    return word(change)


def add_table(document: Document) -> None:
    table = cells_of(document, DONE)[1].add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "甲", "乙"


def add_lists(document: Document) -> None:
    cell = emptied(cells_of(document, DONE)[1])
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


def swap_columns(document: Document) -> None:
    for row in document.tables[-1].rows:
        row.cells[-2]._tc.addnext(row.cells[0]._tc)


def add_row(document: Document) -> None:
    document.tables[-1].add_row().cells[0].text = "第四份"


def ask_twice(document: Document) -> None:
    cells_of(document, TITLE)[0]._tc.getparent().addnext(parse_xml(row_of("标题", "另一个")))


def add_opinion(document: Document) -> None:
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text, table.cell(1, 0).text = "学校意见", "同意（盖章）", "教育局意见"


def notice() -> bytes:
    document = docx.Document()
    document.add_paragraph("案例申报通知")
    document.add_table(2, 2).cell(0, 0).text = "姓名"
    return saved(document)
