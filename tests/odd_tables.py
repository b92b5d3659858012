"""Lists as people and programs leave them: tried once, each with a word of what is made of it."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import datetime

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tests.office_forms import MATERIAL, NEWSPAPER, SELF, excel_book, filled_excel, saved
from tests.office_packages import Change, changed, in_encoding, packed_as, replaced

SHEET = "xl/worksheets/sheet1.xml"
CSV = '标题,摘要,单位名称,怎么做的\n甲校的课,"一,二",某校,"第一段\n第二段，""引号"""\n'


def excel(change: Callable[[Workbook], object], *rows: Mapping[str, object]) -> bytes:
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


def hide(title: str) -> Callable[[Workbook], object]:
    def change(book: Workbook) -> None:
        book[title].sheet_state = "veryHidden"

    return change


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


def workbook(change: Change) -> bytes:
    return changed(filled_excel([SELF]), {"xl/workbook.xml": change})


def saved_with_hidden_documents() -> bytes:
    book = excel_book([MATERIAL], [NEWSPAPER | {"case": 1}])
    hide("材料")(book)
    return saved(book)


#: What it is, how it is called, what it is made of, a part of what is read (``key=answer``), left out or refused.
ODD_TABLES: list[tuple[str, str, Callable[[], bytes], str]] = [
    ("a sheet in UTF-16", "a.xlsx", lambda: in_encoding(filled_excel([SELF]), SHEET, "UTF-16", "utf-16"), "title=镇"),
    ("a part packed by bzip2", "a.xlsx", lambda: packed_as(filled_excel([SELF]), zipfile.ZIP_BZIP2), "坏了"),
    ("parts that are not packed", "a.xlsx", lambda: packed_as(filled_excel([SELF]), zipfile.ZIP_STORED), "title=镇"),
    (
        "a zip with a remark",
        "a.xlsx",
        lambda: commented(filled_excel([SELF]), b"from WPS, with thanks to all"),
        "title=镇",
    ),
    ("a remark like an end", "a.xlsx", lambda: commented(filled_excel([SELF]), b"hello PK\x05\x06 there"), "坏了"),
    ("a chart on a sheet of its own", "a.xlsx", lambda: excel(lambda book: book.create_chartsheet("图")), "title=镇"),
    ("hints that are hidden", "a.xlsx", lambda: excel(hide_hints), "title=镇"),
    ("documents on a hidden sheet", "a.xlsx", lambda: saved_with_hidden_documents(), "工作表“材料”是隐藏的，没有读"),
    ("a column called otherwise", "a.xlsx", lambda: excel(rename_column), "F2“案例名称”不是申报表的栏目"),
    (
        "columns that are not of the form",
        "a.xlsx",
        lambda: excel(add_columns),
        "left=工作表“案例”BI2“联系人”不是申报表的栏目，没有读\n",
    ),
    ("titles with stars and no keys", "a.xlsx", lambda: excel(lose_keys), "title=镇"),
    ("a formula nobody worked out", "a.xlsx", lambda: excel(put("title", "=A1")), "工作表“案例”F5 的公式没有算出结果"),
    (
        "a formula that ends in an error",
        "a.xlsx",
        lambda: raw("title", '<c r="{r}" t="e"><f>A1</f><v>#SPILL!</v></c>'),
        "F5 的公式没有算出结果",
    ),
    (
        "a formula that ends in nothing",
        "a.xlsx",
        lambda: raw("title", '<c r="{r}" t="str"><f>A1</f><v></v></c>'),
        "title=\n",
    ),
    (
        "a formula that ends in words",
        "a.xlsx",
        lambda: raw("title", '<c r="{r}" t="str"><f>A1</f><v>算出</v></c>'),
        "title=算出\n",
    ),
    (
        "a day with an hour as a number",
        "a.xlsx",
        lambda: excel(put("practice.since", 45536.75)),
        "practice.since=2024-09-01\n",
    ),
    (
        "a month in Chinese figures",
        "a.xlsx",
        lambda: excel(put("practice.since", datetime(2024, 9, 1), '[DBNum1]yyyy"年"m"月"')),
        "practice.since=2024-09\n",
    ),
    (
        "a number with noise",
        "a.xlsx",
        lambda: raw("cost.amount", '<c r="{r}"><v>0.30000000000000004</v></c>'),
        "cost.amount=0.3\n",
    ),
    ("an endless number", "a.xlsx", lambda: raw("cost.amount", '<c r="{r}"><v>1e999</v></c>'), "cost.amount=\n"),
    ("a day that is none", "a.xlsx", lambda: raw("practice.since", '<c r="{r}" t="d"><v>去年</v></c>'), "坏了"),
    (
        "a cell that has no address",
        "a.xlsx",
        lambda: raw("title", '<c r="@@" t="inlineStr"><is><t>x</t></is></c>'),
        "坏了",
    ),
    ("a shared word before the first", "a.xlsx", lambda: raw("title", '<c r="{r}" t="s"><v>-1</v></c>'), "坏了"),
    (
        "ends of lines as Excel writes them",
        "a.xlsx",
        lambda: raw("summary", '<c r="{r}" t="str"><v>一_x000D_\n二</v></c>'),
        "summary=一\n二",
    ),
    ("rows that have no number", "a.xlsx", lambda: sheet("</sheetData>", '<row r="x"/></sheetData>'), "坏了"),
    ("a row twice", "a.xlsx", lambda: sheet("</sheetData>", '<row r="5"/></sheetData>'), "坏了"),
    (
        "merged cells nowhere",
        "a.xlsx",
        lambda: sheet("</sheetData>", '</sheetData><mergeCells><mergeCell ref="x"/></mergeCells>'),
        "坏了",
    ),
    ("a prefix that means nothing", "a.xlsx", lambda: sheet("<sheetData>", "<sheetData><zz:a/>"), "sheet1.xml 坏了"),
    (
        "a sheet that claims to be huge",
        "a.xlsx",
        lambda: sheet('<dimension ref="[^"]*"', '<dimension ref="A1:XFD1048576"'),
        "title=镇",
    ),
    ("two sheets of one name", "a.xlsx", lambda: workbook(replaced('name="材料"', 'name="案例"')), "坏了"),
    (
        "a sheet elsewhere",
        "a.xlsx",
        lambda: changed(
            filled_excel([SELF]),
            {
                "xl/_rels/workbook.xml.rels": lambda text: re.sub(
                    'Target="[^"]*sheet1.xml"', 'Target="../../../etc/passwd"', text
                )
            },
        ),
        "没有申报表的栏目",
    ),
    *(
        (f"a CSV in {encoding}", "a.csv", lambda encoding=encoding: CSV.encode(encoding), "title=甲校的课\n")
        for encoding in ("utf-8", "utf-8-sig", "gbk", "utf-16", "utf-16-le", "utf-16-be")
    ),
    ("a CSV of Excel's in tabs", "a.csv", lambda: CSV.replace(",", "\t").encode("utf-16"), "title=甲校的课\n"),
    (
        "a CSV with semicolons",
        "a.csv",
        lambda: CSV.replace(",", ";").replace("\n", "\r\n").encode("gbk"),
        "body.做法=第一段\n第二段",
    ),
    ("a CSV with old ends of lines", "a.csv", lambda: CSV.replace("\n", "\r").encode(), "title=甲校的课\n"),
    ("a CSV that ends in a quotation", "a.csv", lambda: f'{CSV}乙,"没有收尾'.encode(), "summary=没有收尾\n"),
    ("a CSV with odd quotation marks", "a.csv", lambda: f'{CSV}"乙"丙"丁",a"b"c\n'.encode(), 'title=乙丙"丁"\n'),
    ("a CSV with formulas", "a.csv", lambda: f"{CSV}=1+1,@x,某校\n".encode(), "title==1+1\n"),
    ("a CSV of no more than a mark", "a.csv", lambda: b"\xef\xbb\xbf", "空的"),
    ("a CSV with broken signs", "a.csv", lambda: CSV.encode() + b"\xff\xff\x80", "编码"),
]
