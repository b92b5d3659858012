"""Lay the 34 provincial units out as a grid of equal tiles, roughly as they lie on a map; no borders are drawn."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

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

_SHADES: Final = 3


@dataclass(frozen=True)
class Tile:
    """One province in the grid, with how many cases it has, and how dark that makes it: from 1, or 0 for none."""

    code: str
    name: str
    column: int
    row: int
    count: int
    shade: int


class ShadeRange(NamedTuple):
    """One step of the shading: the fewest and most cases that it stands for."""

    shade: int
    fewest: int
    most: int


def province_tiles(count: Callable[[str], int]) -> tuple[Tile, ...]:
    """Return the tiles row by row, so that reading order follows the grid; ``count`` gives the cases of a code."""
    counts = [count(code) for code, *_ in _places()]
    shades = {number: each.shade for each in shade_ranges(max(counts)) for number in range(each.fewest, each.most + 1)}
    return tuple(Tile(*place, number, shades.get(number, 0)) for place, number in zip(_places(), counts, strict=True))


def shade_ranges(most: int) -> tuple[ShadeRange, ...]:
    """Return the steps of the shading up to this many cases; no more steps than there are numbers."""
    steps = min(_SHADES, most)
    ends = [most * step // steps for step in range(steps + 1)] if steps else []
    first = _SHADES - steps + 1
    return tuple(ShadeRange(first + at, low + 1, high) for at, (low, high) in enumerate(pairwise(ends)))


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
