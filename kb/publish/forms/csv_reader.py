"""Read sheets of the Excel form that were saved as CSV, in whatever encoding Excel, WPS or an editor chose."""

import csv
import io
from collections.abc import Sequence
from typing import Final

from kb.errors import FormUnreadable
from kb.publish.forms.file_kinds import MAX_BYTES, MOST_ROWS
from kb.publish.forms.filled_form import ReadFile
from kb.publish.forms.layout import Form
from kb.publish.forms.sheets import Sheet, read_sheets

#: A cell is no longer than Excel lets it be.
_MOST_IN_CELL: Final = 1 << 17
_BOMS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_csv(files: Sequence[tuple[str, bytes]], form: Form) -> ReadFile:
    """Return the cases of these files, which are sheets of one workbook: the cases, and perhaps their documents."""
    sheets = [_sheet(name if len(files) > 1 else "", data) for name, data in files]
    return read_sheets(sheets, files[0][0], form)


def _sheet(name: str, data: bytes) -> Sheet:
    if not data.strip():
        raise FormUnreadable("文件是空的。")
    if len(data) > MAX_BYTES:
        raise FormUnreadable(f"文件超过 {MAX_BYTES >> 20} MB。请分成几个文件。")
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise FormUnreadable("这是 Excel 文件，只是名字叫 .csv。请把结尾改回 .xlsx，或者另存为 CSV。")
    text = _decoded(data)
    delimiter = max(",\t;", key=text[: text.find("\n", 0, 5000)].count)
    cells: dict[int, dict[int, str]] = {}
    limit = csv.field_size_limit(_MOST_IN_CELL)
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1):
            filled = {column: value for column, value in enumerate(row, 1) if value.strip()}
            if filled:
                cells[number] = filled
            if number > MOST_ROWS:
                raise FormUnreadable(f"文件超过 {MOST_ROWS} 行。请分成几个文件。")
    except csv.Error as error:
        raise FormUnreadable(
            "不是完整的 CSV 文件，引号没有成对或者格子太长。请用 Excel 或 WPS 重新另存为 CSV。"
        ) from error
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
    raise FormUnreadable("看不出文件是什么编码。请用 Excel 或 WPS 另存为“CSV UTF-8”。")
