"""Read a filled-in Excel form: a case in each row, its documents and other tables on sheets of their own."""

import datetime
import io
import re
from math import isfinite
from typing import Final

from openpyxl.cell.cell import Cell
from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook

from kb.errors import FormUnreadable
from kb.model.base import number_in_full
from kb.publish.forms.file_kinds import ERRORS, LIMITS
from kb.publish.forms.filled_form import ReadFile
from kb.publish.forms.layout import CASES_TITLE, Form
from kb.publish.forms.messages import say, unreadable
from kb.publish.forms.sheet_facts import SheetFacts, facts_of
from kb.publish.forms.sheets import Sheet, read_sheets
from kb.publish.forms.vetting import vet

#: How WPS keeps a picture in a cell.
_PICTURE: Final = re.compile(r"=?(_xlfn\.)?DISPIMG\(")
#: So many cells are named.
_NAMED: Final = 10


def read_excel(data: bytes, name: str, form: Form) -> ReadFile:
    """Return the cases that the file holds."""
    package = vet(data, ".xlsx")
    try:
        facts = facts_of(package)
        reader = _Reader(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        reader.read()
        book = reader.wb
        shown = [title for title in book.sheetnames if title in facts and not facts[title].hidden]
        sheets = [_sheet(book, title, facts[title]) for title in shown]
        book.close()
        asked = (CASES_TITLE, *(table.title for table in form.tables))
        hidden = [title for title in asked if title in facts and facts[title].hidden]
    except FormUnreadable:
        raise
    except Exception as error:  # what a library raises on a file that is damaged within is anybody's guess
        raise unreadable("damaged.inside", program="Excel", kind=".xlsx") from error
    read = read_sheets(sheets, name, form)
    unread = (say("left.sheet", sheet=say("place.sheet", name=title)) for title in hidden)
    return ReadFile(name, read.forms, (*package.left_out, *unread, *read.left_out))


class _Reader(ExcelReader):
    """Leaves out sheets with nothing but a chart, on which the library fails while it only reads."""

    def read_chartsheet(self, sheet: object, rel: object) -> None:
        """Read nothing."""


def _sheet(book: Workbook, title: str, facts: SheetFacts) -> Sheet:
    source, name = book[title], say("place.sheet", name=title)
    # What the file says of its own size may be wrong, and is believed otherwise.
    source.reset_dimensions()
    cells: dict[int, dict[int, str]] = {}
    left_out = []
    for number, row in enumerate(source.iter_rows(max_col=LIMITS.columns, max_row=LIMITS.rows + 10), 1):
        for column, cell in enumerate(row, 1):
            if isinstance(cell, EmptyCell) or cell.value is None:
                continue
            text = _text(cell)
            if text in ERRORS:
                facts.unsolved.append(_address(number, column))
            elif _PICTURE.match(text):
                left_out.append(say("left.cell", place=f"{name}{_address(number, column)}"))
            elif text:
                cells.setdefault(number, {})[column] = text
    if len(cells) > LIMITS.rows:
        raise unreadable("rows", sheet=name, most=LIMITS.rows)
    for column, top, bottom in facts.merged:
        if words := cells.get(top, {}).get(column):
            for row_number in range(top + 1, min(bottom, LIMITS.rows) + 1):
                # Only where the row says something of its own: a merged cell does not make a case.
                if cells.get(row_number, {}).keys() - {1, column}:
                    cells[row_number].setdefault(column, words)
    if facts.unsolved:
        listed = "、".join(facts.unsolved[:_NAMED]) + "……" * (len(facts.unsolved) > _NAMED)
        left_out.append(say("left.formula", sheet=name, cells=listed))
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
            # Excel keeps more figures than it shows.
            return (
                number_in_full(float(f"{value:.15g}") if isinstance(value, float) else value) if isfinite(value) else ""
            )
        case datetime.time() | datetime.timedelta():
            return str(value)
    # How Excel writes the end of a line that another program put in.
    return str(value).replace("_x000D_\n", "\n").replace("_x000D_", "\n")


def _day(value: datetime.date, form: str) -> str:
    """Return a date as exactly as its cell shows it: a month's first day stands for the month."""
    shown = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", form.lower())
    day = value.strftime("%Y-%m-%d")
    if "d" in shown or "y" not in shown:
        return day
    return day[:7] if "m" in shown else day[:4]


def _address(row: int, column: int) -> str:
    return f"{get_column_letter(column)}{row}"
