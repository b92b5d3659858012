"""Draw when something was heard of a practice, and the stretch from then on of which nothing is known."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kb.publish.view.drawings.svg import WIDTH, dot, group, line, picture, text

_MARGIN = 6
_AXIS = 34
_HEIGHT = 62
#: A label is about so wide.
_LABEL = 74


@dataclass(frozen=True)
class Years:
    """The dates of which something is known, in order, and the day on which editors last looked."""

    dates: Sequence[str]
    looked: str
    silence: str = "没有消息"

    @property
    def silent_years(self) -> int:
        """Return for how many whole years nothing is known."""
        return int(_year(self.looked) - _year(self.dates[-1]))

    @property
    def words(self) -> str:
        """Say what the picture shows."""
        known = f"{self.dates[0]} 至 {self.dates[-1]}有记载" if len(self.dates) > 1 else f"{self.dates[0]}有记载"
        if not self.silent_years:
            return f"{known}。"
        return f"{known}，此后到 {self.looked[:7]} 编者核对时，{self.silent_years} 年{self.silence}。"

    def picture(self) -> Markup:
        """Return a line of the years: whole as far as something is known, then dashed."""
        first, last, end = _year(self.dates[0]), _year(self.dates[-1]), _year(self.looked)
        scale = (WIDTH - 2 * _MARGIN) / max(end - first, 1)

        def place(date: str) -> float:
            return _MARGIN + (min(_year(date), end) - first) * scale

        heard = place(self.dates[-1])
        parts = [group("kb-known", *(dot(place(date), _AXIS) for date in self.dates))]
        if len(self.dates) > 1:
            parts.append(line(_MARGIN, _AXIS, heard, _AXIS))
            # Where the two would touch, the first date stands above the line.
            close = heard - _MARGIN < 1.6 * _LABEL
            parts.append(
                text(_MARGIN - 4, _AXIS - 14 if close else _AXIS + 22, [self.dates[0][:7]], anchor="start", size=13)
            )
        # Late news leaves no room for two labels side by side.
        is_late = WIDTH - heard < (1.8 * _LABEL if self.silent_years else _LABEL / 2)
        anchor = "start" if heard < _LABEL / 2 else "end" if is_late else "middle"
        shift = {"start": -4, "end": 4}.get(anchor, 0)
        parts.append(text(heard + shift, _AXIS + 22, [self.dates[-1][:7]], anchor=anchor, size=13))
        if last < end and self.silent_years:
            spoken = [f"{self.silent_years} 年{self.silence}"]
            above = (WIDTH - 2, "end") if is_late else ((heard + WIDTH) / 2, "middle")
            looked = self.looked[:7] if is_late else f"{self.looked[:7]} 核对"
            marks = [
                line(heard + 6, _AXIS, WIDTH - _MARGIN, _AXIS, dashed=True),
                text(above[0], _AXIS - 10, spoken, anchor=above[1], size=13),
                dot(WIDTH - _MARGIN, _AXIS, hollow=True),
            ]
            if WIDTH - heard >= _LABEL:
                marks.append(text(WIDTH - 2, _AXIS + 22, [looked], anchor="end", size=13))
            parts.append(group("kb-silent", *marks))
        return picture(_HEIGHT, self.words, parts)


def _year(date: str) -> float:
    """Return a date as a number of years; what is not said counts as the beginning."""
    year, *rest = (int(part) for part in date.split("-"))
    month, day = (*rest, 1, 1)[:2]
    return year + (month - 1) / 12 + (day - 1) / 366
