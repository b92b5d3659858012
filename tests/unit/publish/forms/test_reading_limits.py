"""Files that are missing, endless or too long are named, and read no further."""

import re
from pathlib import Path

import pytest

from kb.errors import FormUnreadable
from kb.publish.forms import excel_reader
from kb.publish.forms.office_files import read_form_files
from tests.office_forms import SELF, empty_form, filled_excel
from tests.office_packages import changed, replaced

SHEET = "xl/worksheets/sheet1.xml"


def excel() -> bytes:
    return filled_excel([SELF])


def test_folders_and_files_that_are_not_there_are_named(tmp_path: Path) -> None:
    (tmp_path / "表.docx").mkdir()
    paths = [tmp_path / "表.docx", tmp_path / "没有.xlsx"]
    _, refused = read_form_files(paths, empty_form())
    assert refused == ["表.docx：这是文件夹，不是文件。", "没有.xlsx：找不到这个文件。"]


def test_a_sheet_that_claims_to_be_endless_is_read_as_far_as_it_goes() -> None:
    """A million rows of 16,000 cells would take longer than any test may."""
    data = changed(
        excel(),
        {
            SHEET: lambda text: re.sub('(<dimension ref=")[^"]*', r"\1A1:XFD1048576", text).replace(
                "</sheetData>",
                '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>远</t></is></c></row></sheetData>'
                '<mergeCells count="1"><mergeCell ref="A9:XFD1048576"/></mergeCells>',
            )
        },
    )
    read = excel_reader.read_excel(data, "a.xlsx", empty_form())
    assert [form.text("title") for form in read.forms] == [SELF["title"]]


def test_a_list_that_is_too_long_is_refused() -> None:
    rows = "".join(f'<row r="{n}"><c r="C{n}" t="inlineStr"><is><t>x</t></is></c></row>' for n in range(30, 5200))
    with pytest.raises(FormUnreadable, match="5000 行"):
        excel_reader.read_excel(
            changed(excel(), {SHEET: replaced("</sheetData>", f"{rows}</sheetData>")}), "a.xlsx", empty_form()
        )
