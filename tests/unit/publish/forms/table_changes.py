"""Change filled-in lists as Excel, WPS and their users do."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tests.office_forms import MATERIAL, NEWSPAPER, SELF, excel_book, filled_excel, saved
from tests.office_packages import changed, replaced

SHEET, RELATIONS = "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"


def excel(change: Callable[[Workbook], object], *rows: Mapping[str, object]) -> bytes:
    """Return a filled-in list that was changed."""
    book = excel_book(rows or [SELF])
    change(book)
    return saved(book)


def columns(sheet: Worksheet) -> dict[object, int]:
    return {cell.value: cell.column for cell in sheet[1]}


def put(key: str, value: object, form: str = "General") -> Callable[[Workbook], object]:
    def change(book: Workbook) -> None:
        cell = book["案例"].cell(5, columns(book["案例"])[key])
        cell.value, cell.number_format = value, form

    return change


def raw(key: str, xml: str) -> bytes:
    """Return a list whose cell is this XML; ``{r}`` is its address."""
    book = excel_book([SELF])
    address = f"{get_column_letter(columns(book['案例'])[key])}5"
    book["案例"][address] = "x"
    pattern = rf'<c r="{address}"[^>]*?(/>|>.*?</c>)'
    return changed(saved(book), {SHEET: lambda text: re.sub(pattern, xml.replace("{r}", address), text, count=1)})


def sheet(old: str, new: str) -> bytes:
    return changed(filled_excel([SELF]), {SHEET: lambda text: re.sub(old, new, text, count=1, flags=re.DOTALL)})


def rename_column(book: Workbook) -> None:
    """Take the key of a column away, and call it otherwise."""
    place = columns(book["案例"])["title"]
    book["案例"].cell(1, place).value = None
    book["案例"].cell(2, place).value = "案例名称"


def lose_keys(book: Workbook) -> None:
    place = columns(book["案例"])["title"]
    for cell in book["案例"][1]:
        cell.value = None
    book["案例"].cell(2, place).value = "★（五）标题：*"


def hide_hints(book: Workbook) -> None:
    book["案例"].row_dimensions[3].hidden = True


def add_columns(book: Workbook) -> None:
    for column, (head, below) in enumerate((("问题", "KB206"), ("联系人", "张"), ("没人填", None)), 60):
        book["案例"].cell(2, column, head)
        book["案例"].cell(5, column, below)


def commented(data: bytes, comment: bytes) -> bytes:
    file = io.BytesIO(data)
    with zipfile.ZipFile(file, "a") as package:
        package.comment = comment
    return file.getvalue()


def saved_with_hidden_documents() -> bytes:
    book = excel_book([MATERIAL], [NEWSPAPER | {"case": 1}])
    book["材料"].sheet_state = "veryHidden"
    return saved(book)


def remark_and_protect(book: Workbook) -> None:
    book["案例"]["F5"].comment = Comment("改过", "某人")
    book["案例"].protection.enable()
    book["案例"].protection.set_password("x")
    book["案例"].auto_filter.ref = "A2:Z9"


def endless() -> bytes:
    """Return a list that claims a million rows of 16,000 cells, and has a cell in the last."""
    last = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>远</t></is></c></row></sheetData>'
    merged = '<mergeCells count="1"><mergeCell ref="A9:XFD1048576"/></mergeCells>'
    data = sheet('<dimension ref="[^"]*"', '<dimension ref="A1:XFD1048576"')
    return changed(data, {SHEET: replaced("</sheetData>", last + merged)})


def too_long() -> bytes:
    rows = "".join(f'<row r="{n}"><c r="C{n}" t="inlineStr"><is><t>x</t></is></c></row>' for n in range(30, 5200))
    return sheet("</sheetData>", f"{rows}</sheetData>")


def linked_to_another() -> bytes:
    link = '<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath" '
        'Target="http://127.0.0.1:9/x.xlsx" TargetMode="External"/></Relationships>'
    )
    parts = {"xl/externalLinks/externalLink1.xml": link, "xl/externalLinks/_rels/externalLink1.xml.rels": relation}
    return changed(filled_excel([SELF]), parts)


def another_table() -> bytes:
    book = Workbook()
    book.worksheets[0].append(["姓名", "单位", "电话"])
    return saved(book)
