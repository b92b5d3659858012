"""Fill in the office forms as people do, for tests of what reads them."""

import copy
import io
from collections.abc import Mapping, Sequence
from functools import cache

import docx
import openpyxl
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from openpyxl.worksheet.worksheet import Worksheet

from kb.checks import load_valid_corpus
from kb.publish.forms.excel_form import excel_form
from kb.publish.forms.layout import Form, contributors_form
from kb.publish.forms.word_form import word_form
from tests.cases import CORPUS

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
    """Return the Word form with answers typed into its controls."""
    document = docx.Document(io.BytesIO(_empty_word()))
    fill_controls(document, answers)
    if materials:
        table = document.tables[-1]
        keys = [tag_of(control).rpartition("/")[2] for control in table.rows[0]._tr.iter(qn("w:sdt"))]
        for row, material in zip(table.rows[1:], materials, strict=False):
            for cell, key in zip(row.cells, keys, strict=True):
                if key in material:
                    for control in list(cell._tc.iter(qn("w:sdt"))):
                        control.getparent().remove(control)
                    cell.paragraphs[0].add_run(material[key])
    return saved(document)


def fill_controls(document: "docx.document.Document", answers: Mapping[str, str]) -> None:
    for control in document.element.body.iter(qn("w:sdt")):
        key = tag_of(control).removeprefix("kb:")
        boxes = control.find(qn("w:sdtPr")).find("{http://schemas.microsoft.com/office/word/2010/wordml}checkbox")
        if key not in answers:
            continue
        if boxes is not None:
            label = control.find(qn("w:sdtPr")).find(qn("w:alias")).get(qn("w:val"))
            if label in answers[key].split("、"):
                boxes[0].set("{http://schemas.microsoft.com/office/word/2010/wordml}val", "1")
                next(control.iter(qn("w:t"))).text = "☑"
            continue
        shown = control.find(qn("w:sdtPr")).find(qn("w:showingPlcHdr"))
        if shown is not None:
            shown.getparent().remove(shown)
        write_into(control.find(qn("w:sdtContent")), answers[key])


def write_into(content: object, text: str) -> None:
    """Put text where a control had its own, a paragraph for each line where it holds paragraphs."""
    lines = text.split("\n")
    first = content[0]  # type: ignore[index]
    if first.tag == qn("w:p"):
        runs = list(first.iter(qn("w:r")))
        for extra in runs[1:]:
            extra.getparent().remove(extra)
        next(first.iter(qn("w:t"))).text = lines[0]
        for line in reversed(lines[1:]):
            more = copy.deepcopy(first)
            next(more.iter(qn("w:t"))).text = line
            first.addnext(more)
        return
    runs = [child for child in content if child.tag == qn("w:r")]  # type: ignore[attr-defined]
    for extra in runs[1:]:
        content.remove(extra)  # type: ignore[attr-defined]
    next(runs[0].iter(qn("w:t"))).text = lines[0]
    for line in lines[1:]:
        run = parse_xml(f"<w:r {nsdecls('w')}><w:br/><w:t>{line}</w:t></w:r>")
        content.append(run)  # type: ignore[attr-defined]


def tag_of(control: object) -> str:
    tag = control.find(qn("w:sdtPr")).find(qn("w:tag"))  # type: ignore[attr-defined]
    return str(tag.get(qn("w:val"))) if tag is not None else ""


def saved(document: "docx.document.Document | openpyxl.Workbook") -> bytes:
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
