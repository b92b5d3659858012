"""Lists are read as people see them, however Excel, WPS and their users left the file."""

import datetime
import re
from collections.abc import Callable

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from kb.publish.forms.answers import text_value
from kb.publish.forms.excel_reader import read_excel
from kb.publish.forms.filled_form import FilledForm
from tests.office_forms import MATERIAL, NEWSPAPER, SELF, empty_form, excel_book, filled_excel, saved
from tests.office_packages import changed, parts_of, replaced
from tests.unit.publish.forms.conftest import Reading
from tests.unit.publish.forms.odd_tables import ODD
from tests.unit.publish.forms.table_changes import SHEET, excel, put

QUESTIONS = {question.key: question for question in empty_form().questions()}


def forms_of(data: bytes) -> tuple[FilledForm, ...]:
    return read_excel(data, "汇总表.xlsx", empty_form()).forms


def value(data: bytes, key: str) -> str:
    return text_value(QUESTIONS[key], forms_of(data)[0].text(key))


@pytest.mark.parametrize(("name", "made", "said", "left_out"), [row[1:] for row in ODD], ids=[row[0] for row in ODD])
def test_what_people_see_is_read_and_the_rest_named(
    name: str,
    made: Callable[[], bytes],
    said: str,
    left_out: tuple[str, ...],
    reading_of: Callable[[str, bytes], Reading],
) -> None:
    reading = reading_of(name, made())
    assert said in reading.text
    assert set(reading.left_out) == set(left_out)


@pytest.mark.parametrize(
    ("typed", "form", "since"),
    [
        (datetime.date(2019, 9, 1), "yyyy-mm-dd", "2019-09-01"),
        (datetime.datetime(2019, 9, 1), 'yyyy"年"m"月"d"日"', "2019-09-01"),
        (datetime.date(2019, 9, 1), 'yyyy"年"m"月"', "2019-09"),
        (datetime.date(2019, 9, 1), '[DBNum1]yyyy"年"m"月"', "2019-09"),
        (datetime.date(2019, 9, 1), "mmm-yy", "2019-09"),
        (datetime.date(2019, 9, 1), "yyyy", "2019"),
        (43709, "General", "2019-09-01"),
        (43709.75, "General", "2019-09-01"),
        (2019, "General", "2019"),
        ("43709", "@", "2019-09-01"),
        ("２０１９年９月", "@", "2019-09"),
    ],
)
def test_dates_are_as_exact_as_their_cells_show_them(typed: object, form: str, since: str) -> None:
    assert value(excel(put("practice.since", typed, form)), "practice.since") == since


def test_days_are_counted_from_1904_where_the_file_says_so() -> None:
    book = excel_book([SELF | {"practice.since": 42247}])
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    assert value(saved(book), "practice.since") == "2019-09-01"


@pytest.mark.parametrize(
    ("typed", "amount"), [(6800, "6800"), (6800.5, "6800.5"), (1e15, "1000000000000000"), ("６，８００元", "6800")]
)
def test_numbers_are_written_in_full(typed: object, amount: str) -> None:
    assert value(filled_excel([SELF | {"cost.amount": typed}]), "cost.amount") == amount


def test_hidden_rows_and_sheets_are_no_cases_and_neither_are_cells_merged_beyond_the_list() -> None:
    book = excel_book([SELF | {"title": f"第 {number} 件"} for number in range(4)])
    for row in (6, 8):
        book["案例"].row_dimensions[row].hidden = True
    book["案例"].merge_cells("C7:C60")
    book.create_sheet("旧的").append(["标题", "摘要", "单位名称"])
    book["旧的"].append(["旧", "旧", "旧"])
    book["旧的"].sheet_state = "veryHidden"
    file = read_excel(saved(book), "汇总表.xlsx", empty_form())
    assert [form.text("title") for form in file.forms] == ["第 0 件", "第 2 件"]
    assert file.left_out == ("工作表“案例”第 6、8 行是隐藏的，没有读",)


def test_a_unit_merged_over_its_cases_is_that_of_each() -> None:
    rows = [SELF, SELF | {"title": "第二件", "unit.name": None}, SELF | {"title": "第三件", "unit.name": None}]
    data = excel(lambda book: book["案例"].merge_cells("C5:C7"), *rows)
    assert [form.text("unit.name") for form in forms_of(data)] == [SELF["unit.name"]] * 3


def test_columns_may_be_moved_left_out_and_added() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "上报汇总"
    sheet.append(["某区 2026 年案例汇总"])
    sheet.append(["标题", "联系人", "摘要（必填）", "单位名称", " 在哪里："])
    sheet.append(["甲校的课", "张三", "一句话", "甲校", "芜湖"])
    (form,) = forms_of(saved(book))
    assert {key: answer.text for key, answer in form.answers.items()} == {
        "title": "甲校的课",
        "summary": "一句话",
        "unit.name": "甲校",
        "region": "芜湖",
    }
    assert form.answers["summary"].place == "工作表“上报汇总”C3"


def test_documents_belong_to_cases_by_number_or_title_and_else_to_none() -> None:
    rows = [MATERIAL | {"title": "甲"}, MATERIAL | {"title": "乙"}]
    documents = [NEWSPAPER | {"case": case} for case in (1, " 乙 ", "２", "丙")]
    file = read_excel(filled_excel(rows, documents), "汇总表.xlsx", empty_form())
    assert [len(form.rows["materials"]) for form in file.forms] == [1, 2]
    assert file.left_out == ("工作表“材料”第 8 行没有写明属于哪个案例，没有读",)


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
    (form,) = forms_of(changed(data, changes))
    assert {key: form.text(key) for key in SELF} == SELF
