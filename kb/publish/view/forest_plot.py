"""Place the effects of studies on one axis, as a forest plot: a mark, its interval, the line of no difference."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil, floor
from typing import Final, get_args

from kb.model import Effect, Study
from kb.model.study import Measured

#: What the steps of an axis may be, in standard deviations; the first that gives few enough is taken.
_STEPS: Final = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0)
_MOST_TICKS: Final = 9
_ORDER: Final = get_args(Measured)


@dataclass(frozen=True)
class ForestRow:
    """One effect; ``at``, ``start`` and ``end`` are per cent of the axis, the last two only with an interval."""

    study: Study
    effect: Effect
    at: float
    start: float | None
    end: float | None


@dataclass(frozen=True)
class ForestPlot:
    """Effects in standard deviations; ``ticks`` are numbers with their per cent of the axis.

    What pupils learnt comes first, apart from whatever else was measured; in each group the largest comes first.
    """

    rows: tuple[ForestRow, ...]
    ticks: tuple[tuple[str, float], ...]
    zero: float

    @property
    def groups(self) -> tuple[tuple[Measured, tuple[ForestRow, ...]], ...]:
        """Return the rows by what was measured."""
        return tuple(
            (measured, tuple(rows)) for measured, rows in groupby(self.rows, key=lambda row: row.effect.measured)
        )


def forest_plot(studies: Iterable[Study]) -> ForestPlot | None:
    """Place all effects in standard deviations; None where no study has one."""
    found = [(study, effect) for study in studies for effect in study.effects if effect.unit == "SD"]
    if not found:
        return None
    found.sort(key=lambda pair: (_ORDER.index(pair[1].measured), -pair[1].value))
    numbers = [
        number for _, effect in found for number in (effect.value, effect.low, effect.high) if number is not None
    ]
    ticks = _ticks(min(0.0, *numbers), max(0.0, *numbers))

    def percent(number: float) -> float:
        return round(100 * (number - ticks[0]) / (ticks[-1] - ticks[0]), 2)

    rows = tuple(
        ForestRow(
            study,
            effect,
            percent(effect.value),
            None if effect.low is None else percent(effect.low),
            None if effect.high is None else percent(effect.high),
        )
        for study, effect in found
    )
    return ForestPlot(rows, tuple((f"{tick:g}", percent(tick)) for tick in ticks), percent(0))


def _ticks(lowest: float, highest: float) -> Sequence[float]:
    """Return round numbers from at or below ``lowest`` to at or above ``highest``, zero among them."""
    for step in _STEPS:
        first, last = floor(lowest / step), max(ceil(highest / step), 1)
        if last - first < _MOST_TICKS:
            break
    return [round(number * step, 1) for number in range(first, last + 1)]
