"""Write the form as an Excel file: a case in each row, choices to pick from, an example in grey."""

from collections.abc import Mapping, Sequence

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from kb.publish.exports.office.package import saved, xml_text
from kb.publish.forms.layout import (
    CASES,
    CASES_TITLE,
    MARK,
    MATERIALS,
    NOT_READ,
    NUMBER,
    OF_CASE,
    Form,
    Question,
    Table,
)

Row = Mapping[str, str]

_CHOICES = "选项"
#: Rows of keys, titles, hints and the example; answers begin below them.
_KEYS, _TITLES, _HINTS, _EXAMPLE, _FIRST = 1, 2, 3, 4, 5
_HEIGHTS = {_TITLES: 18, _HINTS: 96, _EXAMPLE: 96}
#: So many rows of an empty form have lists to choose from.
_READY = 1000
#: So many are drawn.
_BLANK = 20
_GREY = "808080"
_THIN = Side(style="thin", color="BFBFBF")
_FONT = "宋体"
_WIDTHS = {"body": 50, "long": 44, "address": 30, "choices": 24, "date": 14, "number": 14, "count": 12}
_USUAL_WIDTH = 20
#: Shown about a cell when it is chosen; Excel takes no more.
_PROMPT = 250

_GUIDE = (
    f"一行填一个案例，从第 {_FIRST} 行往下填；灰色的说明和例子不用删，不会当成答案。",
    "有下拉箭头的格子，选一个；可以选几个的，用顿号隔开写。不知道的空着，或者写“未知”。",
    "格子里要分段，按 Alt+Enter 换行。图片、附件不用放进来。",
    f"选了“我手里有材料”的，到“材料”表里写是哪些材料，第一栏写它属于哪个案例（“{CASES_TITLE}”表里的序号或标题）。",
    "正文里说到事实的句子，句号前写明出自哪一份材料、哪里，如〔材料1，第 2 段〕。",
    "填完照样存成 .xlsx，发给编辑。",
)


def excel_form(form: Form, cases: Sequence[Row] = (), rows: Mapping[str, Sequence[Row]] | None = None) -> bytes:
    """Return the form, empty or with a row for each case; rows of tables name their case by its number (``case``)."""
    book = openpyxl.Workbook()
    choices = _Choices(book.create_sheet(_CHOICES))
    sheet = book.worksheets[0]
    sheet.title = CASES_TITLE
    questions = [question for question in form.questions() if not cases or _is_used(question, cases)]
    _fill_sheet(sheet, CASES, NUMBER, questions, cases, choices)
    for place, table in enumerate(form.tables, 1):
        filled = (rows or {}).get(table.key, ())
        if filled or table.key == MATERIALS:
            columns = [column for column in table.columns if not cases or _is_used(column, filled)] or table.columns[:1]
            _fill_sheet(book.create_sheet(table.title, place), table.key, OF_CASE, columns, filled, choices)
    _write_guide(book.create_sheet("怎样填"), form.tables if not cases else ())
    choices.hide()
    book.properties.title = book.properties.subject = MARK
    book.properties.creator = ""
    return saved(book)


class _Choices:
    """Keeps the lists to choose from on a sheet of their own, which is hidden: lists in cells end at 255 signs."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet
        self._columns: dict[tuple[str, ...], str] = {}

    def of(self, labels: Sequence[str]) -> str:
        """Return the formula that names a list."""
        key = tuple(labels)
        if key not in self._columns:
            column = len(self._columns) + 1
            for row, label in enumerate(key, 1):
                self._sheet.cell(row, column, label)
            letter = get_column_letter(column)
            self._columns[key] = f"{quote_sheetname(_CHOICES)}!${letter}$1:${letter}${len(key)}"
        return self._columns[key]

    def hide(self) -> None:
        self._sheet.sheet_state = "hidden"


def _fill_sheet(
    sheet: Worksheet, key: str, first: str, questions: Sequence[Question], rows: Sequence[Row], choices: _Choices
) -> None:
    sheet.cell(_KEYS, 1, f"{MARK} {key}")
    sheet.row_dimensions[_KEYS].hidden = True
    for head, words in ((_TITLES, first), (_HINTS, NOT_READ[0]), (_EXAMPLE, NOT_READ[1])):
        _write(sheet, head, 1, words, grey=head != _TITLES, bold=head == _TITLES)
        sheet.row_dimensions[head].height = _HEIGHTS[head]
    last = max(_READY, len(rows)) + _FIRST - 1
    for column, question in enumerate(questions, 2):
        sheet.cell(_KEYS, column, question.key)
        _write(sheet, _TITLES, column, question.label, bold=True)
        _write(sheet, _HINTS, column, question.hint, grey=True)
        _write(sheet, _EXAMPLE, column, question.example, grey=True)
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = _WIDTHS.get(question.kind, _USUAL_WIDTH)
        if question.choices:
            rule = DataValidation("list", formula1=choices.of(list(question.choices)), allow_blank=True)
            # Where several may be chosen, or an old word is known, people type them.
            rule.showErrorMessage = question.kind != "choices"
            rule.errorTitle, rule.error = "不在列表里", "请从下拉列表里选一个；不知道就空着。"
            rule.promptTitle, rule.prompt = question.title[:30], question.hint[:_PROMPT] or None
            rule.showInputMessage = bool(rule.prompt)
            rule.add(f"{letter}{_FIRST}:{letter}{last}")
            sheet.add_data_validation(rule)
    for place, row in enumerate(rows):
        _write(sheet, _FIRST + place, 1, row.get("case", str(place + 1)))
        for column, question in enumerate(questions, 2):
            _write(sheet, _FIRST + place, column, row.get(question.key, ""))
    for place in range(_BLANK if not rows else 0):
        for column in range(1, len(questions) + 2):
            _write(sheet, _FIRST + place, column, str(place + 1) if column == 1 and key == CASES else "")
    sheet.column_dimensions["A"].width = 10 if key == CASES else 24
    sheet.freeze_panes = f"{'C' if key == CASES else 'B'}{_TITLES + 1}"


def _write(sheet: Worksheet, row: int, column: int, words: str, *, grey: bool = False, bold: bool = False) -> None:
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    if words:
        cell.value = xml_text(words)
        cell.data_type = "s"  # words that begin with = are no formula
    cell.font = Font(name=_FONT, size=10.5, bold=bold, color=_GREY if grey else "000000")
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.border = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
    if bold:
        cell.fill = PatternFill("solid", fgColor="F2F2F2")


def _is_used(question: Question, rows: Sequence[Row]) -> bool:
    return any(row.get(question.key) for row in rows)


def _write_guide(sheet: Worksheet, tables: Sequence[Table]) -> None:
    sheet.column_dimensions["A"].width = 90
    for row, words in enumerate((MARK, *_GUIDE, *(f"{table.title}：{table.help}" for table in tables)), 1):
        cell = sheet.cell(row, 1, words)
        cell.font = Font(name=_FONT, size=12, bold=row == 1)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
