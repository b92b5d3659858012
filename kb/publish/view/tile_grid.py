"""Lay the 34 provincial units out as a grid of equal tiles, roughly as they lie on a map; no borders are drawn."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Final

from kb.region_table import region_names

#: Short names; a dot is a place without a tile.
_GRID: Final = """
.    .    .    .    .      .    .    黑龙江
.    .    .    .    内蒙古 .    .    吉林
新疆 .    甘肃 宁夏 山西   河北 北京 辽宁
.    青海 .    陕西 河南   山东 天津 .
西藏 .    四川 重庆 湖北   安徽 江苏 上海
.    .    云南 贵州 湖南   江西 浙江 .
.    .    .    广西 广东   福建 台湾 .
.    .    .    海南 澳门   香港 .    .
"""


@dataclass(frozen=True)
class Tile:
    """One province in the grid, with how many cases it has."""

    code: str
    name: str
    column: int
    row: int
    count: int


def province_tiles(count: Callable[[str], int]) -> tuple[Tile, ...]:
    """Return the tiles row by row, so that reading order follows the grid; ``count`` gives the cases of a code."""
    return tuple(Tile(*place, count(place[0])) for place in _places())


@cache
def provinces() -> tuple[str, ...]:
    """Return the codes of the 34 provincial units in their own order."""
    return tuple(sorted(code for code, *_ in _places()))


@cache
def _places() -> tuple[tuple[str, str, int, int], ...]:
    codes = {name: code for code, name in region_names().items() if code.endswith("0000")}
    return tuple(
        (next(code for name, code in codes.items() if name.startswith(short)), short, column, row)
        for row, line in enumerate(_GRID.split("\n")[1:-1], start=1)
        for column, short in enumerate(line.split(), start=1)
        if short != "."
    )
