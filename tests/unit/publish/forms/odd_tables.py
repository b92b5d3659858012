"""Lists as people and programs leave them: each with a word of what is made of it."""

import io
import zipfile
from collections.abc import Callable
from functools import cache

from openpyxl.drawing.image import Image

from tests.office_forms import SELF, filled_excel
from tests.office_packages import ONE_PIXEL, changed, in_encoding, packed_as, replaced
from tests.unit.publish.forms import table_changes as by
from tests.unit.publish.forms.table_changes import RELATIONS, SHEET, excel, put, raw, sheet

AS_IT_WAS = f"title={SELF['title']}\n"
CSV = '标题,摘要,单位名称,怎么做的\n甲校的课,"一,二",某校,"第一段\n第二段，""引号"""\n'


def unknown(cell: str) -> str:
    return f"工作表“案例”{cell} 的公式没有算出结果，没有读"


@cache
def whole() -> bytes:
    return filled_excel([SELF])


#: What it is, how it is called, what it is made of, a part of what is read or refused, what is said to be left out.
ODD: list[tuple[str, str, Callable[[], bytes], str, tuple[str, ...]]] = [
    (
        "a sheet in UTF-16",
        "a.xlsx",
        lambda: in_encoding(whole(), SHEET, "UTF-16", "utf-16"),
        AS_IT_WAS,
        (),
    ),
    ("a part packed by bzip2", "a.xlsx", lambda: packed_as(whole(), zipfile.ZIP_BZIP2), "坏了", ()),
    ("parts that are not packed", "a.xlsx", lambda: packed_as(whole(), zipfile.ZIP_STORED), AS_IT_WAS, ()),
    ("a zip with a remark", "a.xlsx", lambda: by.commented(whole(), b"from WPS"), AS_IT_WAS, ()),
    ("a remark like an end", "a.xlsx", lambda: by.commented(whole(), b"hello PK\x05\x06 there"), "坏了", ()),
    (
        "a chart on a sheet of its own",
        "a.xlsx",
        lambda: excel(lambda book: book.create_chartsheet("图")),
        AS_IT_WAS,
        (),
    ),
    ("remarks and protection", "a.xlsx", lambda: excel(by.remark_and_protect), AS_IT_WAS, ()),
    ("hints that are hidden", "a.xlsx", lambda: excel(by.hide_hints), AS_IT_WAS, ()),
    ("numbers written over", "a.xlsx", lambda: excel(lambda book: book["案例"].cell(5, 1, "甲-01")), AS_IT_WAS, ()),
    (
        "documents on a hidden sheet",
        "a.xlsx",
        by.saved_with_hidden_documents,
        "title=某县的同步课堂\n",
        ("工作表“材料”是隐藏的，没有读",),
    ),
    (
        "a column called otherwise",
        "a.xlsx",
        lambda: excel(by.rename_column),
        "unit.name=",
        ("工作表“案例”F2“案例名称”不是申报表的栏目，没有读",),
    ),
    (
        "columns that are not of the form",
        "a.xlsx",
        lambda: excel(by.add_columns),
        AS_IT_WAS,
        ("工作表“案例”BI2“联系人”不是申报表的栏目，没有读",),
    ),
    ("titles with stars and no keys", "a.xlsx", lambda: excel(by.lose_keys), AS_IT_WAS, ()),
    ("another table", "a.xlsx", by.another_table, "没有申报表的栏目", ()),
    (
        "links to another workbook",
        "a.xlsx",
        by.linked_to_another,
        AS_IT_WAS,
        ("表里引用了别的 Excel 文件，没有打开，只用格子里存着的值", "里面连着别处的文件，没有打开"),
    ),
    (
        "a picture",
        "a.xlsx",
        lambda: excel(lambda book: book["案例"].add_image(Image(io.BytesIO(ONE_PIXEL)), "J5")),
        AS_IT_WAS,
        ("图片 image1.png 没有收进来",),
    ),
    (
        "a picture that WPS keeps in a cell",
        "a.xlsx",
        lambda: raw("cost.note", '<c r="{r}" t="str"><v>=DISPIMG("ID_0A1B",1)</v></c>'),
        "cost.note=\n",
        ("工作表“案例”Y5的图片没有收进来",),
    ),
    (
        "a formula nobody worked out",
        "a.xlsx",
        lambda: excel(put("title", "=A1")),
        "title=\n",
        (unknown("F5"),),
    ),
    (
        "a formula that ends in an error",
        "a.xlsx",
        lambda: raw("title", '<c r="{r}" t="e"><f>A1</f><v>#SPILL!</v></c>'),
        "title=\n",
        (unknown("F5"),),
    ),
    (
        "a formula that ends in nothing",
        "a.xlsx",
        lambda: raw("title", '<c r="{r}" t="str"><f>A1</f><v></v></c>'),
        "title=\n",
        (),
    ),
    (
        "a formula that ends in words",
        "a.xlsx",
        lambda: raw("title", '<c r="{r}" t="str"><f>A1</f><v>算出</v></c>'),
        "title=算出\n",
        (),
    ),
    (
        "an error",
        "a.xlsx",
        lambda: excel(put("cost.note", "#REF!")),
        "cost.note=\n",
        ("工作表“案例”Y5 的公式没有算出结果，没有读",),
    ),
    (
        "words with several fonts",
        "a.xlsx",
        lambda: raw("title", '<c r="{r}" t="inlineStr"><is><r><rPr><b/></rPr><t>镇</t></r><r><t>小学</t></r></is></c>'),
        "title=镇小学\n",
        (),
    ),
    (
        "lines within a cell",
        "a.xlsx",
        lambda: excel(put("body.做法", "第一段\r\n第二段\n\n第三段")),
        "body.做法=第一段\n第二段\n\n第三段\n",
        (),
    ),
    (
        "ends of lines as Excel writes them",
        "a.xlsx",
        lambda: raw("summary", '<c r="{r}" t="str"><v>一_x000D_\n二</v></c>'),
        "summary=一\n二",
        (),
    ),
    (
        "a number with noise",
        "a.xlsx",
        lambda: raw("cost.amount", '<c r="{r}"><v>0.30000000000000004</v></c>'),
        "cost.amount=0.3\n",
        (),
    ),
    ("an endless number", "a.xlsx", lambda: raw("cost.amount", '<c r="{r}"><v>1e999</v></c>'), "cost.amount=\n", ()),
    ("a day that is none", "a.xlsx", lambda: raw("practice.since", '<c r="{r}" t="d"><v>去年</v></c>'), "坏了", ()),
    (
        "a cell that has no address",
        "a.xlsx",
        lambda: raw("title", '<c r="@@" t="inlineStr"><is><t>x</t></is></c>'),
        "坏了",
        (),
    ),
    ("a shared word before the first", "a.xlsx", lambda: raw("title", '<c r="{r}" t="s"><v>-1</v></c>'), "坏了", ()),
    ("rows that have no number", "a.xlsx", lambda: sheet("</sheetData>", '<row r="x"/></sheetData>'), "坏了", ()),
    ("a row twice", "a.xlsx", lambda: sheet("</sheetData>", '<row r="5"/></sheetData>'), "坏了", ()),
    (
        "merged cells nowhere",
        "a.xlsx",
        lambda: sheet("</sheetData>", '</sheetData><mergeCells><mergeCell ref="x"/></mergeCells>'),
        "坏了",
        (),
    ),
    (
        "a prefix that means nothing",
        "a.xlsx",
        lambda: sheet("<sheetData>", "<sheetData><zz:a/>"),
        "sheet1.xml 坏了",
        (),
    ),
    ("a sheet that claims to be endless", "a.xlsx", by.endless, AS_IT_WAS, ()),
    ("a sheet that is too long", "a.xlsx", by.too_long, "5000 行", ()),
    (
        "two sheets of one name",
        "a.xlsx",
        lambda: changed(whole(), {"xl/workbook.xml": replaced('name="材料"', 'name="案例"')}),
        "坏了",
        (),
    ),
    (
        "a sheet elsewhere",
        "a.xlsx",
        lambda: changed(whole(), {RELATIONS: replaced("worksheets/sheet1.xml", "../../../etc/passwd")}),
        "没有申报表的栏目",
        (),
    ),
    *(
        (f"a CSV in {encoding}", "a.csv", lambda encoding=encoding: CSV.encode(encoding), "title=甲校的课\n", ())
        for encoding in ("utf-8", "utf-8-sig", "gbk", "utf-16", "utf-16-le", "utf-16-be")
    ),
    ("a CSV of Excel's in tabs", "a.csv", lambda: CSV.replace(",", "\t").encode("utf-16"), "title=甲校的课\n", ()),
    (
        "a CSV with semicolons",
        "a.csv",
        lambda: CSV.replace(",", ";").replace("\n", "\r\n").encode("gbk"),
        'body.做法=第一段\n第二段，"引号"\n',
        (),
    ),
    ("a CSV with old ends of lines", "a.csv", lambda: CSV.replace("\n", "\r").encode(), "title=甲校的课\n", ()),
    ("a CSV that ends in a quotation", "a.csv", lambda: f'{CSV}乙,"没有收尾'.encode(), "summary=没有收尾\n", ()),
    ("a CSV with odd quotation marks", "a.csv", lambda: f'{CSV}"乙"丙"丁",a"b"c\n'.encode(), 'title=乙丙"丁"\n', ()),
    ("a CSV with formulas", "a.csv", lambda: f"{CSV}=1+1,@x,某校\n".encode(), "title==1+1\n", ()),
    ("a CSV of no more than a mark", "a.csv", lambda: b"\xef\xbb\xbf", "空的", ()),
    ("a CSV with broken signs", "a.csv", lambda: CSV.encode() + b"\xff\xff\x80", "编码", ()),
]
