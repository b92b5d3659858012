"""Write a copy of a list with what is wrong in a column of its own, beside each case."""

import io
import re
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from kb.model.problem import on_one_line
from kb.publish.forms.importing import TakenIn, lines_of
from kb.publish.forms.layout import REMARKS
from kb.publish.forms.messages import say

_WIDTH: Final = 60
_WRONG: Final = PatternFill("solid", fgColor="FDE3E0")


def annotated_excel(data: bytes, taken: Sequence[TakenIn]) -> bytes:
    """Return the list with the column; formulas become the values that were read, and wrong cells are coloured."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says what a copy will lack: pictures, and rules of newer Excels
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    by_sheet: dict[str, list[TakenIn]] = {}
    for each in taken:
        by_sheet.setdefault(each.judged.form.sheet, []).append(each)
    for sheet in book.worksheets:
        if sheet.title in by_sheet:
            _annotate(sheet, by_sheet[sheet.title])
        _colour(sheet, taken)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def copy_beside(path: Path) -> Path:
    """Return a name for the copy that no file has."""
    number = 1
    while True:
        copy = path.with_name(f"{path.stem}-{REMARKS}{f'-{number}' if number > 1 else ''}{path.suffix}")
        if not copy.exists():
            return copy
        number += 1


def _annotate(sheet: Worksheet, cases: Sequence[TakenIn]) -> None:
    heads = [cell.column for cell in sheet[cases[0].judged.form.head] if cell.value not in (None, "")]
    column = max(heads, default=1) + 1
    _write(sheet, cases[0].judged.form.head, column, REMARKS)
    sheet.column_dimensions[get_column_letter(column)].width = _WIDTH
    for each in cases:
        file = f"{each.judged.form.file} "
        lines = [on_one_line(line).removeprefix(file) for line in lines_of(each)]
        _write(sheet, each.judged.form.row, column, "\n".join(lines))


def _write(sheet: Worksheet, row: int, column: int, words: str) -> None:
    cell = sheet.cell(row, column)
    if words and isinstance(cell, Cell):
        cell.value, cell.data_type = words, "s"
        cell.font, cell.alignment = Font(color="C00000"), Alignment(wrap_text=True, vertical="top")


def _colour(sheet: Worksheet, taken: Sequence[TakenIn]) -> None:
    for place in {finding.place for each in taken for finding in each.judged.findings}:
        if found := re.fullmatch(rf"{re.escape(say('place.sheet', name=sheet.title))}([A-Z]+[0-9]+)", place):
            row, column = coordinate_to_tuple(found[1])
            sheet.cell(row, column).fill = _WRONG
