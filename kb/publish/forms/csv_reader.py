"""Read sheets of the Excel form that were saved as CSV, in whatever encoding Excel, WPS or an editor chose."""

import csv
import io
from collections.abc import Sequence
from typing import Final

from kb.publish.forms.file_kinds import LIMITS
from kb.publish.forms.filled_form import ReadFile
from kb.publish.forms.layout import Form
from kb.publish.forms.messages import unreadable
from kb.publish.forms.sheets import Sheet, read_sheets

_BOMS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_csv(files: Sequence[tuple[str, bytes]], form: Form) -> ReadFile:
    """Return the cases of these files, which are sheets of one workbook: the cases, and perhaps their documents."""
    sheets = [_sheet(name if len(files) > 1 else "", data) for name, data in files]
    return read_sheets(sheets, files[0][0], form)


def _sheet(name: str, data: bytes) -> Sheet:
    if len(data) > LIMITS.bytes:
        raise unreadable("large.csv", most=LIMITS.bytes >> 20)
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise unreadable("csv.excel")
    text = _decoded(data)
    if not text.strip():
        raise unreadable("empty")
    delimiter = max(",\t;", key=text[: text.find("\n", 0, 5000)].count)
    cells: dict[int, dict[int, str]] = {}
    limit = csv.field_size_limit(LIMITS.cell)
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1):
            filled = {column: value for column, value in enumerate(row, 1) if value.strip()}
            if filled:
                cells[number] = filled
            if number > LIMITS.rows:
                raise unreadable("rows", sheet="文件", most=LIMITS.rows)
    except csv.Error as error:
        raise unreadable("csv.quotes") from error
    finally:
        csv.field_size_limit(limit)
    return Sheet(name, cells, lettered=False)


def _decoded(data: bytes) -> str:
    encoding = next((encoding for mark, encoding in _BOMS if data.startswith(mark)), "")
    if not encoding and b"\0" in data[:2000]:
        encoding = "utf-16-le" if data.count(b",\0") > data.count(b"\0,") else "utf-16-be"
    for one in (encoding,) if encoding else ("utf-8", "gb18030"):
        try:
            text = data.decode(one)
        except UnicodeError:
            continue
        if "\0" not in text:
            return text
    raise unreadable("csv.encoding")
