"""Lay the 34 provincial units out as a grid of equal tiles; no borders are drawn."""

from collections.abc import Mapping
from dataclasses import dataclass

# (code, short name, column, row), roughly where each lies on a map.
_PLACES = (
    ("230000", "黑龙江", 8, 1),
    ("150000", "内蒙古", 5, 2),
    ("220000", "吉林", 8, 2),
    ("650000", "新疆", 1, 3),
    ("620000", "甘肃", 3, 3),
    ("640000", "宁夏", 4, 3),
    ("140000", "山西", 5, 3),
    ("130000", "河北", 6, 3),
    ("110000", "北京", 7, 3),
    ("210000", "辽宁", 8, 3),
    ("630000", "青海", 2, 4),
    ("610000", "陕西", 4, 4),
    ("410000", "河南", 5, 4),
    ("370000", "山东", 6, 4),
    ("120000", "天津", 7, 4),
    ("540000", "西藏", 1, 5),
    ("510000", "四川", 3, 5),
    ("500000", "重庆", 4, 5),
    ("420000", "湖北", 5, 5),
    ("340000", "安徽", 6, 5),
    ("320000", "江苏", 7, 5),
    ("310000", "上海", 8, 5),
    ("530000", "云南", 3, 6),
    ("520000", "贵州", 4, 6),
    ("430000", "湖南", 5, 6),
    ("360000", "江西", 6, 6),
    ("330000", "浙江", 7, 6),
    ("450000", "广西", 4, 7),
    ("440000", "广东", 5, 7),
    ("350000", "福建", 6, 7),
    ("710000", "台湾", 7, 7),
    ("460000", "海南", 4, 8),
    ("820000", "澳门", 5, 8),
    ("810000", "香港", 6, 8),
)

#: Codes of the 34 provincial units in the order of their codes.
PROVINCES = tuple(sorted(code for code, *_ in _PLACES))

#: Province code → short name.
SHORT_NAMES = {code: name for code, name, *_ in _PLACES}


@dataclass(frozen=True)
class Tile:
    """One province in the grid, with how many cases it has."""

    code: str
    name: str
    column: int
    row: int
    count: int


def province_tiles(counts: Mapping[str, int]) -> tuple[Tile, ...]:
    """Return the tiles row by row, so that reading order follows the grid."""
    tiles = (Tile(*place, counts.get(place[0], 0)) for place in _PLACES)
    return tuple(sorted(tiles, key=lambda tile: (tile.row, tile.column)))
