"""Read a filled-in Excel form: a case in each row, its documents and other tables on sheets of their own."""

import datetime
import io
import re
from typing import Final

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell
from openpyxl.workbook import Workbook

from kb.errors import FormUnreadable
from kb.model.base import number_in_full
from kb.publish.forms.file_kinds import ERRORS, MOST_COLUMNS, MOST_ROWS
from kb.publish.forms.filled_form import ReadFile
from kb.publish.forms.layout import Form
from kb.publish.forms.messages import say, unreadable
from kb.publish.forms.sheet_facts import SheetFacts, facts_of
from kb.publish.forms.sheets import Sheet, read_sheets
from kb.publish.forms.vetting import vet

#: How WPS keeps a picture in a cell.
_PICTURE: Final = re.compile(r"=?(_xlfn\.)?DISPIMG\(")


def read_excel(data: bytes, name: str, form: Form) -> ReadFile:
    """Return the cases that the file holds."""
    package = vet(data, ".xlsx")
    try:
        facts = facts_of(package)
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        shown = [title for title in book.sheetnames if title in facts and not facts[title].hidden]
        sheets = [_sheet(book, title, facts[title]) for title in shown]
        book.close()
    except FormUnreadable:
        raise
    except Exception as error:  # what a library raises on a file that is damaged within is anybody's guess
        raise unreadable("damaged.inside", program="Excel", kind=".xlsx") from error
    read = read_sheets(sheets, name, form)
    return ReadFile(name, read.forms, (*package.left_out, *read.left_out))


def _sheet(book: Workbook, title: str, facts: SheetFacts) -> Sheet:
    source, name = book[title], say("place.sheet", name=title)
    if not hasattr(source, "reset_dimensions"):  # a sheet with nothing but a chart
        return Sheet(name, {})
    # What the file says of its own size may be wrong, and is believed otherwise.
    source.reset_dimensions()
    cells: dict[int, dict[int, str]] = {}
    left_out = []
    for number, row in enumerate(source.iter_rows(max_col=MOST_COLUMNS, max_row=MOST_ROWS + 10), 1):
        for column, cell in enumerate(row, 1):
            if isinstance(cell, EmptyCell) or cell.value is None:
                continue
            text = _text(cell)
            if _PICTURE.match(text):
                left_out.append(say("left.cell", place=f"{name}{_address(number, column)}"))
            elif text:
                cells.setdefault(number, {})[column] = text
    if len(cells) > MOST_ROWS:
        raise unreadable("rows", sheet=name, most=MOST_ROWS)
    for column, top, bottom in facts.merged:
        if words := cells.get(top, {}).get(column):
            for row_number in range(top + 1, min(bottom, MOST_ROWS) + 1):
                # Only where the row says something of its own: a merged cell does not make a case.
                if cells.get(row_number, {}).keys() - {1, column}:
                    cells[row_number].setdefault(column, words)
    hidden = sorted(facts.hidden_rows & cells.keys())
    return Sheet(name, cells, tuple(hidden), tuple(left_out), title=title, epoch=book.epoch)


def _text(cell: "Cell | ReadOnlyCell") -> str:
    value = cell.value
    match value:
        case bool():
            return "是" if value else "否"
        case datetime.datetime() | datetime.date():
            return _day(value, cell.number_format)
        case int() | float():
            return number_in_full(value) if value == value and abs(value) != float("inf") else ""
        case datetime.time() | datetime.timedelta():
            return str(value)
    text = str(value)
    return "" if text in ERRORS else text


def _day(value: datetime.date, form: str) -> str:
    """Return a date as exactly as its cell shows it: a month's first day stands for the month."""
    shown = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", form.lower())
    day = value.strftime("%Y-%m-%d")
    if "d" in shown or "y" not in shown:
        return day
    return day[:7] if "m" in shown else day[:4]


def _address(row: int, column: int) -> str:
    return f"{openpyxl.utils.get_column_letter(column)}{row}"
