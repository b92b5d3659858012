"""Say where things stand on a slide and in which size words fit there; the browser reads the same ``layout.json``."""

import json
import math
from collections.abc import Iterable, Sequence
from importlib.resources import files
from typing import Any, Final

LAYOUT: Final[dict[str, Any]] = json.loads(
    (files("kb.publish.exports.slides") / "layout.json").read_text(encoding="utf-8")
)

_POINTS = 72
#: Height of a line of Chinese, and what stands between paragraphs, by the size of its type.
_LINE, _BETWEEN = 1.4, 0.4
#: Margins within a cell of a table, in inches.
_CELL: Final = (0.2, 0.1)
#: Signs as wide as a Chinese one although they stand before them, and the width of others.
_WIDE, _LAST_NARROW, _NARROW = "“”‘’…—", 0x2E80, 0.56


def width_of(text: str) -> float:
    """Return how wide words are, counted in Chinese signs."""
    return sum(1 if ord(sign) > _LAST_NARROW or sign in _WIDE else _NARROW for sign in text)


def size_for(paragraphs: Iterable[str], room: Sequence[float], sizes: Sequence[int]) -> int:
    """Return the largest size in which paragraphs fit into ``room``, width and height in inches; else the smallest."""
    widths = [width_of(text) for text in paragraphs]
    for size in sizes:
        lines = sum(_lines(width, size, room[0]) for width in widths)
        if size * (lines * _LINE + (len(widths) - 1) * _BETWEEN) / _POINTS <= room[1]:
            return size
    return sizes[-1]


def table_size(rows: Iterable[Sequence[str]], columns: Sequence[float], height: float, sizes: Sequence[int]) -> int:
    """Return the largest size in which a table is no higher than ``height``; else the smallest."""
    rows = list(rows)
    return next((size for size in sizes if sum(row_heights(rows, columns, size)) <= height), sizes[-1])


def row_heights(rows: Iterable[Sequence[str]], columns: Sequence[float], size: int) -> list[float]:
    """Return how high each row of a table is."""
    return [
        _CELL[1]
        + size
        * _LINE
        / _POINTS
        * max(_lines(width_of(text), size, room - _CELL[0]) for text, room in zip(row, columns, strict=True))
        for row in rows
    ]


def _lines(width: float, size: int, room: float) -> int:
    # A line ends before what does not fit and never begins with a full stop, which costs a sign.
    signs = max(1.0, room * _POINTS / size - 1)
    return max(1, math.ceil(width / signs))
