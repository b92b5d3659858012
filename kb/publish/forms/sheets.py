"""Find cases and their tables on the sheets of a workbook, or in CSV files, which are sheets saved one by one."""

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import WINDOWS_EPOCH, from_excel

from kb.publish.forms.answers import narrow
from kb.publish.forms.file_kinds import LIMITS
from kb.publish.forms.filled_form import (
    Answer,
    FilledForm,
    ReadFile,
    Row,
    Titles,
    clean,
    is_unanswered,
    refuse_later_version,
)
from kb.publish.forms.layout import CASES, NOT_READ, REMARKS, Form, Question, plain_title, version_in
from kb.publish.forms.messages import say, unreadable

#: A date that Excel shows as a number: 1954 to 2146.
_SERIAL: Final = re.compile(r"([2-8][0-9]{4})(\.[0-9]+)?")


@dataclass(frozen=True)
class Sheet:
    """A sheet: its cells by row and column, counted from 1, and rows that people do not see."""

    name: str
    cells: Mapping[int, Mapping[int, str]]
    hidden: Sequence[int] = ()
    left_out: tuple[str, ...] = ()
    #: Whether cells are named as in Excel, D7, or by row and title.
    lettered: bool = True
    title: str = ""
    #: The day from which Excel counts where a date is a mere number.
    epoch: datetime.datetime = WINDOWS_EPOCH


@dataclass(frozen=True)
class _Head:
    """What the columns of a sheet hold; ``last`` is the last row above the answers."""

    table: str
    columns: Mapping[int, Question]
    last: int


def read_sheets(sheets: Sequence[Sheet], name: str, form: Form) -> ReadFile:
    """Return the cases of these sheets; tables belong to cases by number or by title."""
    titles = Titles(form)
    heads = [(sheet, _head_of(sheet, titles, form)) for sheet in sheets]
    if not any(head and head.table == CASES for _, head in heads):
        raise unreadable("form.excel")
    left_out = [words for sheet, head in heads if head for words in (*sheet.left_out, *_unread(sheet, head))]
    tables: dict[str, dict[str, list[Row]]] = {}
    for sheet, head in heads:
        if head and head.table != CASES:
            listed = tables.setdefault(head.table, {})
            for of_case, row in _rows(sheet, head):
                listed.setdefault(_key(of_case), []).append(row)
    forms = []
    claimed: set[tuple[str, str]] = set()
    for sheet, head in heads:
        if not head or head.table != CASES:
            continue
        for place, (number, row) in enumerate(_rows(sheet, head), 1):
            own = {}
            for table, by_case in tables.items():
                names = [
                    key
                    for key in dict.fromkeys((_key(number or str(place)), _key(row.text("title"))))
                    if key in by_case
                ]
                claimed.update((table, key) for key in names)
                own[table] = tuple(one for key in names for one in by_case[key])
            kept = {key: rows for key, rows in own.items() if rows}
            forms.append(FilledForm(name, row.place, row.answers, kept, row.number, head.last, sheet.title))
    for table, by_case in tables.items():
        for key, rows in by_case.items():
            if (table, key) not in claimed:
                left_out += [say("left.unclaimed", place=row.place) for row in rows]
    return ReadFile(name, tuple(forms), tuple(left_out))


def _unread(sheet: Sheet, head: _Head) -> Iterator[str]:
    """Name columns and rows with words in them that are not read."""
    rows = [row for row in sheet.cells if row > head.last and _first(sheet, row, head) not in NOT_READ]
    for column, title in sorted(sheet.cells[head.last].items()):
        title = clean(title).strip()
        said = any(column in sheet.cells[row] for row in rows)
        if said and column not in (1, *head.columns) and title not in ("", REMARKS):
            place = f"{sheet.name}{get_column_letter(column)}{head.last}" if sheet.lettered else sheet.name
            yield say("left.column", place=place, title=title.split("\n")[0])
    rows = [row for row in rows if row in sheet.hidden]
    if rows:
        listed = "、".join(map(str, rows[:10])) + ("……" if len(rows) > 10 else "")
        yield say("left.hidden", sheet=sheet.name, rows=listed)


def _head_of(sheet: Sheet, titles: Titles, form: Form) -> _Head | None:
    """Find the row of keys, or that of titles, near the top of a sheet."""
    found: _Head | None = None
    for row in sorted(sheet.cells)[: LIMITS.top]:
        cells = {column: clean(text).strip() for column, text in sheet.cells[row].items()}
        for text in cells.values():
            refuse_later_version(text)
        table, columns = _columns(cells, titles, form)
        least = LIMITS.least if table == CASES else 2
        if version_in(cells.get(1, "")) or found:
            least = min(least, len(found.columns) if found else 1)
        if columns and len(columns) >= least and (found is None or table == found.table):
            known = {**columns, **(found.columns if found else {})}
            found = _Head(table, known, row)
        elif found:
            break
    return found


def _columns(cells: Mapping[int, str], titles: Titles, form: Form) -> tuple[str, dict[int, Question]]:
    """Return which table a row of heads belongs to, and what its columns hold, each once."""
    kinds: dict[str, dict[str, Question]] = {CASES: {question.key: question for question in form.questions()}}
    kinds |= {table.key: {column.key: column for column in table.columns} for table in form.tables}
    by_title = {CASES: titles.questions, **titles.tables}
    mark = re.search(r"(\w+)$", cells.get(1, "")) if version_in(cells.get(1, "")) else None
    best: tuple[str, dict[int, Question]] = (CASES, {})
    for table, keys in kinds.items():
        if mark and mark[1] != table:
            continue
        columns: dict[int, Question] = {}
        for column, text in cells.items():
            question = keys.get(text) or by_title[table].get(plain_title(text))
            if question and question not in columns.values():
                columns[column] = question
        if len(columns) > len(best[1]):
            best = (table, columns)
    return best


def _rows(sheet: Sheet, head: _Head) -> Iterator[tuple[str, Row]]:
    """Yield the rows of answers, each with what its first column says: a number or a title."""
    for number in sorted(sheet.cells):
        cells = sheet.cells[number]
        first = _first(sheet, number, head)
        if number <= head.last or number in sheet.hidden or first in NOT_READ:
            continue
        place = say("place.row", sheet=sheet.name, number=number)
        answers = {}
        for column, question in head.columns.items():
            where = (
                f"{sheet.name}{get_column_letter(column)}{number}" if sheet.lettered else f"{place}“{question.title}”"
            )
            text = clean(cells[column]) if column in cells else ""
            if question.kind == "date" and (serial := _SERIAL.fullmatch(text)):
                text = str(from_excel(int(serial[1]), sheet.epoch)).partition(" ")[0]
            answers[question.key] = Answer("" if is_unanswered(text, question) else text, where)
        if any(answer.text.strip() for answer in answers.values()):
            yield first, Row(answers, place, number)


def _first(sheet: Sheet, row: int, head: _Head) -> str:
    """Return what the first column says of a row, where it holds no answers."""
    return "" if 1 in head.columns else narrow(clean(sheet.cells[row].get(1, ""))).strip()


def _key(text: str) -> str:
    return re.sub(r"\s+", "", narrow(text)).removesuffix(".0")
