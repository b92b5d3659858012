"""Write cases as an Excel file: a sheet of cases, one of what their sources say and where, one of the sources."""

import math
import re
from collections.abc import Mapping, Sequence
from copy import copy
from typing import Final, TypeAlias

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from kb.citation.case_references import LIBRARY_NAME
from kb.citation.reference import reference_of_source
from kb.citation.style import Style, render_references
from kb.model import UNKNOWN, Case, Claim, Source
from kb.publish.exports.csv import csv_columns
from kb.publish.exports.office.package import saved, xml_text
from kb.publish.view.catalogue import Catalogue
from kb.publish.view.formats import is_web

_Row: TypeAlias = tuple[object, ...]

_CLAIM_KEYS: Final = ("text", "value", "unit", "as_of", "about")
_SOURCE_KEYS: Final = ("id", "title", "author", "tier", "issued", "url", "archived_url", "accessed")

_FONT: Final = Font(name="等线", size=11)
_HEAD_FONT: Final = Font(name="等线", size=11, bold=True, color="FFFFFF")
_LINK_FONT: Final = Font(name="等线", size=11, underline="single", color="0563C1")
_HEAD_FILL: Final = PatternFill("solid", fgColor="0B5563")
_AT_TOP: Final = Alignment(vertical="top", wrap_text=True)
_A4: Final = "9"
#: Columns are as wide as what stands in them, within reason; so many rows tell.
_NARROWEST, _WIDEST, _LOOKED_AT = 8, 48, 200
#: Rows are as high as what stands in them, because LibreOffice does not look for itself; long words leave lines short.
_LINE, _MOST_LINES, _SPARE = 15, 20, 1.15
#: So much is still read when it is printed on one page.
_PRINTED_WIDTH: Final = 170
#: What a cell of Excel holds at most.
_LONGEST: Final = 32_767
#: Signs with which a cell becomes a formula once somebody edits it.
_FORMULA_OPENINGS: Final = ("=", "+", "-", "@")
#: Signs that are twice as wide as a figure.
_WIDE: Final = re.compile("[\u2e81-\U0010ffff]+")


def cases_excel(cases: Sequence[Case], catalogue: Catalogue, root: str) -> bytes:
    """Return the file; addresses begin with ``root``."""
    columns = csv_columns(root)
    book = Workbook(write_only=True)
    book.properties.title = book.properties.creator = LIBRARY_NAME
    cells = [tuple(value(case, catalogue) for value in columns.values()) for case in cases]
    _add(book, "案例", tuple(columns), cells, none=UNKNOWN)
    _add(book, "来源怎么说", *_claims(cases, catalogue))
    _add(book, "来源", *_sources(cases, catalogue))
    return saved(book, max((case.review.date for case in cases), default=""))


def _claims(cases: Sequence[Case], catalogue: Catalogue) -> tuple[_Row, list[_Row]]:
    titles = [Claim.model_fields[key].title for key in _CLAIM_KEYS]
    names = {name: source.title for name, source in catalogue.corpus.sources.items()}
    rows: list[_Row] = []
    for case in cases:
        for number, one in enumerate(case.claims, start=1):
            said = (getattr(one, key) for key in _CLAIM_KEYS)
            named = names.get(one.source, one.source)
            rows.append((case.id, case.title, number, *said, one.source, named, one.locator))
    return ("编号", "案例", "第几条", *titles, "来源编号", "来源", "在来源中的位置"), rows


def _sources(cases: Sequence[Case], catalogue: Catalogue) -> tuple[_Row, list[_Row]]:
    titles = [Source.model_fields[key].title for key in _SOURCE_KEYS]
    users: dict[str, list[str]] = {}
    for case in cases:
        for name in case.cited_sources():
            users.setdefault(name, []).append(case.title)
    rows: list[_Row] = []
    for name, users_of_it in users.items():
        if source := catalogue.corpus.sources.get(name):
            entry = render_references([reference_of_source(source)], Style.GB_2025).strip()
            rows.append((*(getattr(source, key) for key in _SOURCE_KEYS), entry, users_of_it))
    return (*titles, "著录（GB/T 7714-2025）", "哪些案例用到"), rows


def _add(book: Workbook, name: str, heads: _Row, rows: list[_Row], *, none: str = "") -> None:
    """Add a sheet whose heads stay in sight and whose rows can be filtered."""
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{len(rows) + 1}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
    sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight = True, 0
    sheet.print_title_rows, sheet.print_title_cols = "1:1", "A:B"
    texts = [[_text(value, none) for value in row] for row in rows]
    widths = []
    for place, head in enumerate(heads):
        widest = max((_width(str(row[place])) for row in texts[:_LOOKED_AT]), default=0)
        # The head has the button of the filter beside it.
        widths.append(min(max(widest, _width(str(head)) + 2, _NARROWEST), _WIDEST))
        sheet.column_dimensions[get_column_letter(place + 1)].width = widths[-1] + 2
    sheet.page_setup.fitToWidth = math.ceil(sum(widths) / _PRINTED_WIDTH)
    looks = _looks_of(sheet)
    sheet.append([_cell(looks, str(head), "head") for head in heads])
    for number, row in enumerate(texts, start=2):
        lines = max(math.ceil(_SPARE * _width(str(value)) / width) for value, width in zip(row, widths, strict=True))
        sheet.row_dimensions[number].height = _LINE * min(max(lines, 1), _MOST_LINES)
        sheet.append([_cell(looks, value) for value in row])


def _text(value: object, none: str) -> str | int | float:
    match value:
        case None | ():
            return none
        case int() | float():
            return value
        case tuple() | list():
            return "；".join(map(str, value))
    return xml_text(str(value))[:_LONGEST]


def _width(text: str) -> int:
    """Return how many figures wide a text is set on one line."""
    return len(text) + sum(map(len, _WIDE.findall(text)))


def _looks_of(sheet: WriteOnlyWorksheet) -> dict[str, Cell]:
    """Return a cell of each look; it is worked out once, because a cell takes longer to dress than to write."""
    looks: dict[str, Cell] = {}
    for name, font in (("head", _HEAD_FONT), ("text", _FONT), ("link", _LINK_FONT), ("quoted", _FONT)):
        cell = looks[name] = WriteOnlyCell(sheet)
        cell.font, cell.alignment, cell.quotePrefix = font, _AT_TOP, name == "quoted"
        if name == "head":
            cell.fill = _HEAD_FILL
    return looks


def _cell(looks: Mapping[str, Cell], value: str | float, look: str = "text") -> Cell:
    """Return a cell in which text stays text, whatever it begins with."""
    if isinstance(value, str) and look == "text":
        look = "quoted" if value.startswith(_FORMULA_OPENINGS) else "link" if is_web(value) else "text"
    cell = copy(looks[look])
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    if look == "link":
        cell.hyperlink = str(value)
    return cell
