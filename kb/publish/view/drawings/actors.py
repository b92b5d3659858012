"""Draw who does what in all cases: a circle for each pair, as large as the number of cases that say so."""

from dataclasses import dataclass
from math import sqrt

from markupsafe import Markup

from kb.publish.view.drawings.svg import WIDTH, dot, group, picture, text, wrapped

_LABEL = 62
_HEAD = 40
_ROW = 40
_LARGEST, _SMALLEST = 16, 8


@dataclass(frozen=True)
class RoleCounts:
    """In how many cases each actor plays each role; the last column is for those that do not say."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]


def actors_picture(counts: RoleCounts) -> Markup:
    """Return the grid of roles and actors; what is not known has a dashed circle."""
    step = (WIDTH - _LABEL) / len(counts.columns)
    most = max((number for _, row in counts.rows for number in row), default=1) or 1
    largest = min(_LARGEST, step / 2 - 1)
    parts = [
        text(_LABEL + step * (place + 0.5), 13, wrapped(name, step - 2, 11)[:3], size=11)
        for place, name in enumerate(counts.columns)
    ]
    for place, (role, row) in enumerate(counts.rows):
        y = _HEAD + _ROW * (place + 0.5)
        cells = [text(0, y + 5, [role], anchor="start", size=13)]
        for column, number in enumerate(row):
            x = _LABEL + step * (column + 0.5)
            if number:
                radius = max(_SMALLEST, largest * sqrt(number / most))
                cells.append(dot(x, y, radius, hollow=True, dashed=column == len(row) - 1))
                cells.append(text(x, y + 4, [str(number)], size=11))
        parts.append(group("kb-role", *cells))
    words = "；".join(
        f"{role}："
        + "，".join(f"{name} {number} 个" for name, number in zip(counts.columns, row, strict=True) if number)
        for role, row in counts.rows
    )
    return picture(_HEAD + _ROW * len(counts.rows) + 2, words, parts)
