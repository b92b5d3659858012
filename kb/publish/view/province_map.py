"""Read the notice's measures province by province, for a grid of tiles, its table and the funds' bars."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from kb.model import ProvinceMeasures
from kb.publish.view.catalogue import Catalogue, place_of
from kb.publish.view.formats import in_ten_thousands
from kb.publish.view.tile_grid import Tile

#: What the grid can show, in the order of its switch: key and name.
MEASURES: Final = (
    ("cases", "案例"),
    ("arrangements", "工作安排"),
    ("plan", "试点方案"),
    ("safeguards", "保障措施"),
    ("fund", "专项经费"),
)


class Reading(NamedTuple):
    """What one measure says of one province: on the tile, where it holds, and to those who listen."""

    key: str
    shown: str
    spoken: str


@dataclass(frozen=True)
class ProvinceTile:
    """One province in the grid with a reading for every measure."""

    place: Tile
    readings: tuple[Reading, ...]

    @property
    def on(self) -> str:
        """Return the measures that hold here, as class names."""
        shade = [f"kb-shade-{self.place.shade}"] if self.place.shade else []
        return " ".join(shade + [f"on-{reading.key}" for reading in self.readings if reading.shown])


@dataclass(frozen=True)
class FundBar:
    """One province's fund and its length against the largest, in percent."""

    name: str
    code: str
    yuan: int
    percent: float


def map_tiles(catalogue: Catalogue) -> tuple[ProvinceTile, ...]:
    """Return the 34 tiles in the order of the grid."""
    rows = {row.region: row for row in _measures(catalogue)}
    return tuple(
        ProvinceTile(tile, _readings(tile.count, rows.get(tile.code), has_notice=bool(rows)))
        for tile in catalogue.tiles()
    )


def fund_bars(catalogue: Catalogue) -> tuple[FundBar, ...]:
    """Return the funds that have a sum, the largest first."""
    funds = [(row.fund, row.region) for row in _measures(catalogue) if row.fund]
    largest = max((fund for fund, _ in funds), default=0)
    return tuple(
        FundBar(place_of(code).name, code, fund, round(100 * fund / largest, 2))
        for fund, code in sorted(funds, key=lambda pair: (-pair[0], pair[1]))
    )


def _measures(catalogue: Catalogue) -> Sequence[ProvinceMeasures]:
    return catalogue.corpus.notice.measures if catalogue.corpus.notice else ()


def _readings(count: int, row: ProvinceMeasures | None, *, has_notice: bool) -> tuple[Reading, ...]:
    readings = [Reading("cases", str(count), " 个案例") if count else Reading("cases", "", "0 个案例")]
    for key, name in MEASURES[1:] if has_notice else ():
        value = getattr(row, "work_arrangements" if key == "arrangements" else key, None)
        if value is None or value is False:
            readings.append(Reading(key, "", "文件没有提到"))
        elif value is True:
            readings.append(Reading(key, "有", name))
        else:
            readings.append(Reading(key, f"{in_ten_thousands(value)} 万", "元专项经费"))
    return tuple(readings)
