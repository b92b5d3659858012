"""The empty forms ask what the site asks, offer what may be chosen, and come out the same each time."""

import io
import re
import zipfile
from collections.abc import Callable
from importlib.resources import files

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from kb.model import Corpus
from kb.publish.forms.excel_form import excel_form
from kb.publish.forms.layout import BODY, MARK, Form, contributors_form, plain_title, version_in
from kb.publish.forms.vetting import vet
from kb.publish.forms.word_form import word_form
from kb.publish.submission.words import ASKED, SECTIONS, SOURCE_ASKED


@pytest.fixture(scope="module")
def form(corpus: Corpus) -> Form:
    return contributors_form(corpus)


def test_the_form_asks_all_that_the_site_asks_and_first_what_has_to_be_answered(form: Form) -> None:
    keys = [question.key for question in form.questions()]
    assert {*keys} == {"road", "person", *ASKED, *(BODY + heading for heading, *_ in SECTIONS)}
    assert len(keys) == len(set(keys))
    needed = [question.required for question in form.parts[0].questions]
    assert all(needed[:-1]), "only what one road needs stands behind the rest"
    assert not any(question.required for question in form.parts[1].questions)
    assert {*SOURCE_ASKED, "locator"} <= {column.key for column in form.tables[0].columns}


def test_titles_tell_questions_apart_where_keys_are_lost(form: Form) -> None:
    titles = [plain_title(question.label) for question in form.questions()]
    assert len(set(titles)) == len(titles)
    columns = [plain_title(column.label) for column in form.tables[0].columns]
    assert len(set(columns)) == len(columns)
    assert plain_title("12. 学段（必填）\n写全") == plain_title("１２、 学段：") == "学段"


def test_word_numbers_its_questions_and_has_lists_boxes_and_examples(form: Form) -> None:
    document = docx.Document(io.BytesIO(word_form(form)))
    assert MARK in [paragraph.text for paragraph in document.paragraphs]
    rows = [row.cells for table in document.tables[:-1] for row in table.rows]
    for number, (question, (asked, answer)) in enumerate(zip(form.questions(), rows, strict=True), 1):
        assert asked.paragraphs[0].text == f"{number}. {question.label}"
        lists = [item.get(qn("w:displayText")) for item in answer._tc.iter(qn("w:listItem"))]
        boxes = list(answer._tc.iter("{http://schemas.microsoft.com/office/word/2010/wordml}checkbox"))
        if question.kind == "choices":
            assert len(boxes) == len(question.choices)
        elif question.choices:
            assert lists == ["请选择", *question.choices]
        else:
            assert not lists
            assert not boxes
            assert answer.text == ""
            assert f"例：{question.example}" in asked.text or not question.example
    assert [cell.text.startswith(("例：", "")) for cell in document.tables[-1].rows[1].cells]


def test_excel_has_hidden_keys_titles_an_example_and_lists_to_choose_from(form: Form) -> None:
    book = openpyxl.load_workbook(io.BytesIO(excel_form(form)))
    assert book.sheetnames[:2] == ["案例", "材料"]
    sheet = book["案例"]
    assert sheet.row_dimensions[1].hidden
    assert sheet["A1"].value == f"{MARK} cases"
    keys = [cell.value for cell in sheet[1]][1:]
    assert keys == [question.key for question in form.questions()]
    assert [sheet.cell(row, 1).value for row in (2, 3, 4)] == ["序号", "说明", "例"]
    assert sheet["C2"].value == "单位名称（必填）"
    assert sheet["C4"].font.color.rgb.endswith("808080")
    rules = {str(rule.sqref).split(":")[0]: rule for rule in sheet.data_validations.dataValidation}
    column = openpyxl.utils.get_column_letter(keys.index("unit.type") + 2)
    source = rules[f"{column}5"].formula1
    letter, last = re.match(r"'选项'!\$([A-Z]+)\$1:\$[A-Z]+\$(\d+)", source).groups()  # type: ignore[union-attr]
    offered = [book["选项"][f"{letter}{row}"].value for row in range(1, int(last) + 1)]
    assert offered == list(next(q for q in form.questions() if q.key == "unit.type").choices)
    assert book["选项"].sheet_state == "hidden"


@pytest.mark.parametrize("write", [word_form, excel_form])
def test_the_same_form_is_the_same_bytes_with_no_time_of_the_clock(form: Form, write: Callable[[Form], bytes]) -> None:
    first = write(form)
    assert write(form) == first
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {entry.date_time[0] for entry in package.infolist()} == {1980}
        times = re.findall(r"(?:created|modified)[^>]*>([^<]*)", package.read("docProps/core.xml").decode())
    assert set(filter(None, times)) == {"1980-01-01T00:00:00Z"}


@pytest.mark.parametrize("room", ["exports/documents", "forms"])
def test_the_files_that_word_files_begin_with_hold_no_macro_and_fetch_nothing(room: str) -> None:
    data = (files("kb.publish") / room / "template.docx").read_bytes()
    assert vet(data, ".docx").left_out == ()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert not [name for name in package.namelist() if b'TargetMode="External"' in package.read(name)]


def test_the_mark_names_its_version() -> None:
    assert version_in(MARK) == 1
    assert version_in("案例申报表 第 12 版 cases") == 12
    assert version_in("别的表") is None
