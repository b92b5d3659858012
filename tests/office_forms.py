"""Fill in the office forms as people do, for tests of what reads them."""

import io
from collections.abc import Mapping, Sequence
from functools import cache

import docx
import openpyxl
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import _Cell
from openpyxl.worksheet.worksheet import Worksheet

from kb.checks import load_valid_corpus
from kb.publish.forms.excel_form import excel_form
from kb.publish.forms.layout import Form, Question, contributors_form
from kb.publish.forms.word_form import word_form
from tests.cases import CORPUS

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"

#: A unit tells of its own work: the least that makes a case without errors.
SELF = {
    "road": "我是做这件事的人",
    "unit.name": "某县某镇中心小学",
    "unit.type": "学校",
    "region": "安徽省芜湖市",
    "title": "镇中心小学连上两个教学点一起上音乐课",
    "summary": "镇里两个教学点没有音乐老师，课表上有课却开不起来。中心小学的老师每周三连线上课，"
    "教学点的老师在教室里照看。结果没有测过。",
    "body.背景与问题": "两个教学点没有音乐老师。\n课表上有课，开不起来。",
    "body.做法": "每周三下午连线上课。",
    "body.成效与证据": "没有测过。",
    "practice.status": "仍在进行",
}
#: What the same unit may say besides.
MORE = {
    "stage": "小学",
    "problem": "教学点开不齐课、优质师资和资源不足",
    "setting.kind": "教学点",
    "setting.pupils_from": "31",
    "cost.amount": "6800",
    "cost.note": "一台电视",
    "practice.since": "2024-09",
}
#: Somebody tells of what a document says.
MATERIAL = SELF | {
    "road": "我手里有材料",
    "title": "某县的同步课堂",
    "body.背景与问题": "报道说教学点没有音乐老师〔材料1，第 2 段〕。",
    "body.做法": "报道说每周连线上课〔材料1，第 3 段〕。",
}
NEWSPAPER = {
    "title": "一块屏幕连起三个班",
    "type": "报纸文章",
    "author": "某县日报",
    "issued": "2019-05-06",
    "URL": "https://www.example.com/a.html",
    "locator": "第 2 段",
}


@cache
def empty_form() -> Form:
    return contributors_form(load_valid_corpus(CORPUS))


@cache
def _empty_word() -> bytes:
    return word_form(empty_form())


@cache
def _empty_excel() -> bytes:
    return excel_form(empty_form())


def filled_word(answers: Mapping[str, str], materials: Sequence[Mapping[str, str]] = ()) -> bytes:
    """Return the Word form with answers typed into its cells, chosen from its lists, ticked in its boxes."""
    document = docx.Document(io.BytesIO(_empty_word()))
    numbered = dict(enumerate(empty_form().questions(), 1))
    for table in document.tables[:-1]:
        for row in table.rows:
            asked, answer = row.cells
            question = numbered[int(asked.text.split(".")[0])]
            if question.key in answers:
                fill_cell(answer, question, answers[question.key])
    columns = {column.title: column for column in empty_form().tables[0].columns}
    head, _example, *rows = document.tables[-1].rows
    for row, material in zip(rows, materials, strict=False):
        for title, cell in zip(head.cells, row.cells, strict=True):
            column = columns[title.paragraphs[0].text]
            if column.key in material:
                fill_cell(cell, column, material[column.key])
    return saved(document)


def fill_cell(cell: _Cell, question: Question, answer: str) -> None:
    if question.kind == "choices" and question.choices:
        tick(cell, answer.split("、"))
    elif question.choices:
        choose(cell, answer)
    else:
        first, *more = answer.split("\n")
        cell.paragraphs[0].add_run(first)
        for line in more:
            cell.add_paragraph(line)


def choose(cell: _Cell, label: str) -> None:
    """Choose from a drop-down list; what it does not have is typed over it."""
    control = next(cell._tc.iter(qn("w:sdt")))
    for shown in list(control.iter(qn("w:showingPlcHdr"))):
        shown.getparent().remove(shown)
    next(control.iter(qn("w:t"))).text = label


def tick(cell: _Cell, labels: Sequence[str]) -> None:
    for control in cell._tc.iter(qn("w:sdt")):
        label = control.getnext().find(qn("w:t")).text.strip(" \xa0\u3000")
        if label in labels:
            next(control.iter(f"{W14}checked")).set(f"{W14}val", "1")
            next(control.iter(qn("w:t"))).text = "☑"


def saved(document: Document | openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def excel_book(
    rows: Sequence[Mapping[str, object]], materials: Sequence[Mapping[str, object]] = ()
) -> openpyxl.Workbook:
    """Return the Excel form with these rows typed in, the first in row 5."""
    book = openpyxl.load_workbook(io.BytesIO(_empty_excel()))
    fill_rows(book["案例"], rows)
    fill_rows(book["材料"], materials)
    return book


def fill_rows(sheet: Worksheet, rows: Sequence[Mapping[str, object]], first: int = 5) -> None:
    columns = {cell.value: cell.column for cell in sheet[1]}
    columns["case"] = 1
    for place, row in enumerate(rows):
        for key, value in row.items():
            sheet.cell(first + place, columns[key], value)


def filled_excel(rows: Sequence[Mapping[str, object]], materials: Sequence[Mapping[str, object]] = ()) -> bytes:
    return saved(excel_book(rows, materials))
