"""Excel lists are read as people see them, however Excel, WPS and their users left the file."""

import datetime
import io
import re

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.worksheet.worksheet import Worksheet

from kb.errors import FormUnreadable
from kb.publish.forms.answers import text_value
from kb.publish.forms.excel_reader import read_excel
from kb.publish.forms.filled_form import FilledForm, ReadFile
from tests.office_forms import MATERIAL, NEWSPAPER, SELF, empty_form, excel_book, filled_excel, saved
from tests.office_packages import ONE_PIXEL, changed, parts_of, replaced

SHEET = "xl/worksheets/sheet1.xml"
QUESTIONS = {question.key: question for question in empty_form().questions()}


def read(data: bytes) -> ReadFile:
    return read_excel(data, "汇总表.xlsx", empty_form())


def first(data: bytes) -> FilledForm:
    return read(data).forms[0]


def cell_of(sheet: Worksheet, key: str, row: int = 5) -> "openpyxl.cell.cell.Cell":
    column = next(cell.column for cell in sheet[1] if cell.value == key)
    cell = sheet.cell(row, column)
    assert isinstance(cell, openpyxl.cell.cell.Cell)
    return cell


def value(form: FilledForm, key: str) -> str:
    return text_value(QUESTIONS[key], form.text(key))


@pytest.mark.parametrize(
    ("typed", "form", "since"),
    [
        (datetime.date(2019, 9, 1), "yyyy-mm-dd", "2019-09-01"),
        (datetime.datetime(2019, 9, 1), 'yyyy"年"m"月"d"日"', "2019-09-01"),
        (datetime.date(2019, 9, 1), 'yyyy"年"m"月"', "2019-09"),
        (datetime.date(2019, 9, 1), "mmm-yy", "2019-09"),
        (datetime.date(2019, 9, 1), "yyyy", "2019"),
        (43709, "General", "2019-09-01"),
        (2019, "General", "2019"),
        ("43709", "@", "2019-09-01"),
        ("２０１９年９月", "@", "2019-09"),
    ],
)
def test_dates_are_as_exact_as_their_cells_show_them(typed: object, form: str, since: str) -> None:
    book = excel_book([SELF])
    cell = cell_of(book["案例"], "practice.since")
    cell.value, cell.number_format = typed, form  # type: ignore[assignment]
    assert value(first(saved(book)), "practice.since") == since


def test_days_are_counted_from_1904_where_the_file_says_so() -> None:
    book = excel_book([SELF])
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    cell_of(book["案例"], "practice.since").value = 42247
    assert value(first(saved(book)), "practice.since") == "2019-09-01"


@pytest.mark.parametrize(
    ("typed", "amount"), [(6800, "6800"), (6800.5, "6800.5"), (1e15, "1000000000000000"), ("６，８００元", "6800")]
)
def test_numbers_are_written_in_full(typed: object, amount: str) -> None:
    book = excel_book([SELF])
    cell_of(book["案例"], "cost.amount").value = typed  # type: ignore[assignment]
    assert value(first(saved(book)), "cost.amount") == amount


def with_formula(kept: str) -> bytes:
    """Return a list whose title is reckoned; ``kept`` is what the program that reckoned left in the file."""
    data = saved(excel_book([SELF | {"title": "=1+1"}]))
    return changed(data, {SHEET: lambda text: re.sub(r"<f>1\+1</f><v ?/?>(</v>)?", f"<f>1+1</f>{kept}", text)})


def test_of_formulas_the_kept_value_is_read_and_nothing_is_reckoned() -> None:
    assert first(with_formula("<v>2</v>")).text("title") == "2"
    assert first(with_formula("")).text("title") == ""


def test_errors_of_formulas_are_no_answers() -> None:
    data = saved(excel_book([SELF | {"cost.note": "#REF!"}]))
    assert first(data).text("cost.note") == ""


def test_lines_within_a_cell_are_lines() -> None:
    form = first(filled_excel([SELF | {"body.做法": "第一段\r\n第二段\n\n第三段"}]))
    assert form.text("body.做法") == "第一段\n第二段\n\n第三段"


def test_hidden_rows_are_left_out_and_named() -> None:
    book = excel_book([SELF | {"title": f"第 {number} 件"} for number in range(4)])
    for row in (6, 8):
        book["案例"].row_dimensions[row].hidden = True
    file = read(saved(book))
    assert [form.text("title") for form in file.forms] == ["第 0 件", "第 2 件"]
    assert file.left_out == ("工作表“案例”第 6、8 行是隐藏的，没有读",)


def test_a_hidden_sheet_is_no_list() -> None:
    book = excel_book([SELF])
    book.create_sheet("旧的").append(["标题", "摘要", "单位名称"])
    book["旧的"].append(["旧", "旧", "旧"])
    book["旧的"].sheet_state = "veryHidden"
    assert len(read(saved(book)).forms) == 1


def test_a_unit_merged_over_its_cases_is_that_of_each() -> None:
    book = excel_book(
        [SELF, SELF | {"title": "第二件", "unit.name": None}, SELF | {"title": "第三件", "unit.name": None}]
    )
    book["案例"].merge_cells("C5:C7")
    assert [form.text("unit.name") for form in read(saved(book)).forms] == [SELF["unit.name"]] * 3


def test_a_cell_merged_beyond_the_list_makes_no_cases() -> None:
    book = excel_book([SELF])
    book["案例"].merge_cells("C5:C60")
    assert len(read(saved(book)).forms) == 1


def test_pictures_are_named_and_left_out() -> None:
    book = excel_book([SELF])
    picture = Image(io.BytesIO(ONE_PIXEL))
    book["案例"].add_image(picture, "J5")
    assert read(saved(book)).left_out == ("图片 image1.png 没有收进来",)


def test_pictures_that_wps_keeps_in_cells_are_named_by_their_cells() -> None:
    file = read(filled_excel([SELF | {"cost.note": '=DISPIMG("ID_0A1B",1)'}]))
    assert file.forms[0].text("cost.note") == ""
    data = saved(excel_book([SELF | {"cost.note": "x"}]))
    kept = changed(data, {SHEET: replaced("<t>x</t>", '<t>=DISPIMG("ID_0A1B",1)</t>')})
    assert read(kept).left_out == ("工作表“案例”Y5的图片没有收进来",)


def test_without_its_hidden_row_a_list_is_known_by_its_titles() -> None:
    book = excel_book([SELF])
    book["案例"].delete_rows(1)
    form = first(saved(book))
    assert {key: form.text(key) for key in SELF} == SELF
    assert form.answers["title"].place == "工作表“案例”F4"


def test_columns_may_be_moved_left_out_and_added() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "上报汇总"
    sheet.append(["某区 2026 年案例汇总"])
    sheet.append(["标题", "联系人", "摘要（必填）", "单位名称", " 在哪里："])
    sheet.append(["甲校的课", "张三", "一句话", "甲校", "芜湖"])
    (form,) = read(saved(book)).forms
    assert {key: answer.text for key, answer in form.answers.items()} == {
        "title": "甲校的课",
        "summary": "一句话",
        "unit.name": "甲校",
        "region": "芜湖",
    }
    assert form.answers["summary"].place == "工作表“上报汇总”C3"


def test_hints_and_the_example_are_no_cases_even_where_people_write_over_numbers() -> None:
    book = excel_book([SELF])
    book["案例"]["A5"] = "甲-01"
    assert [form.text("title") for form in read(saved(book)).forms] == [SELF["title"]]


def test_documents_belong_to_cases_by_number_or_title_and_else_to_none() -> None:
    rows = [MATERIAL | {"title": "甲"}, MATERIAL | {"title": "乙"}]
    documents = [
        NEWSPAPER | {"case": 1},
        NEWSPAPER | {"case": " 乙 "},
        NEWSPAPER | {"case": "２"},
        NEWSPAPER | {"case": "丙"},
    ]
    file = read(filled_excel(rows, documents))
    assert [len(form.rows["materials"]) for form in file.forms] == [1, 2]
    assert file.left_out == ("工作表“材料”第 8 行没有写明属于哪个案例，没有读",)


def test_remarks_and_sheets_that_may_not_be_edited_change_nothing() -> None:
    book = excel_book([SELF])
    cell_of(book["案例"], "title").comment = Comment("改过", "某人")
    book["案例"].protection.enable()
    book["案例"].protection.set_password("x")
    book["案例"].auto_filter.ref = "A2:Z9"
    assert first(saved(book)).text("title") == SELF["title"]


def test_links_to_other_workbooks_are_named_and_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.socket", None)
    link = '<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath" '
        'Target="http://127.0.0.1:9/x.xlsx" TargetMode="External"/></Relationships>'
    )
    parts = {"xl/externalLinks/externalLink1.xml": link, "xl/externalLinks/_rels/externalLink1.xml.rels": relation}
    file = read(changed(filled_excel([SELF]), parts))
    assert file.forms[0].text("title") == SELF["title"]
    assert "表里引用了别的 Excel 文件，没有打开，只用格子里存着的值" in file.left_out
    assert "里面连着别处的文件，没有打开" in file.left_out


def test_words_with_several_fonts_are_one() -> None:
    data = changed(
        saved(excel_book([SELF | {"title": "x"}])),
        {SHEET: replaced("<is><t>x</t></is>", "<is><r><rPr><b/></rPr><t>镇中心</t></r><r><t>小学</t></r></is>")},
    )
    assert first(data).text("title") == "镇中心小学"


def test_the_way_wps_writes_a_list_is_read() -> None:
    """WPS keeps words apart from cells, names spaces of its own, and says that sheets are larger than they are."""
    data = filled_excel([SELF])
    words: list[str] = []

    def as_wps(text: str) -> str:
        def shared(found: re.Match[str]) -> str:
            words.append(found[2])
            return f'{found[1]} t="s"><v>{len(words) - 1}</v></c>'

        text = re.sub(r'(<c [^>]*?) t="inlineStr"><is>(<t[^>]*>[^<]*</t>)</is></c>', shared, text)
        text = re.sub('(<dimension ref=")[^"]*', r"\1A1:AD1004", text)
        own = 'xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData"'
        return text.replace("<worksheet ", f"<worksheet {own} ", 1)

    data = changed(data, {SHEET: as_wps})
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strings = f'<sst xmlns="{main}">' + "".join(f"<si>{word}<phoneticPr fontId='1'/></si>" for word in words) + "</sst>"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    types = replaced("</Types>", f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>')
    relations = replaced(
        "</Relationships>", f'<Relationship Id="rId77" Type="{relation}" Target="sharedStrings.xml"/></Relationships>'
    )
    assert "xl/sharedStrings.xml" not in parts_of(data)
    changes = {
        "xl/sharedStrings.xml": strings,
        "[Content_Types].xml": types,
        "xl/_rels/workbook.xml.rels": relations,
        "xl/cellimages.xml": '<etc:cellImages xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData"/>',
    }
    form = first(changed(data, changes))
    assert {key: form.text(key) for key in SELF} == SELF


def test_another_table_is_no_list() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["姓名", "单位", "电话"])
    with pytest.raises(FormUnreadable, match="没有申报表的栏目"):
        read(saved(book))
