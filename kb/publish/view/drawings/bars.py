"""Draw the numbers of a source as bars; where they are far apart, each step along is ten times as much."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from markupsafe import Markup

from kb.model.base import number_in_full
from kb.publish.view.claims import NumberedClaim
from kb.publish.view.drawings.svg import WIDTH, box, group, line, picture, text

_LABEL = 84
_ROW = 26
_NUMBER = 70
#: Above the bars stands what the lines are.
_TOP = 16
#: The largest may be so many times the smallest before even steps would hide the small ones.
_FAR_APART = 50


@dataclass(frozen=True)
class Bars:
    """The numbers that editors gave a name for the picture, the largest first."""

    entries: tuple[NumberedClaim, ...]

    @property
    def _ends(self) -> tuple[float, float]:
        return self.entries[-1].value, self.entries[0].value

    @property
    def by_tens(self) -> bool:
        """Tell whether each step along means ten times as much."""
        smallest, largest = self._ends
        return smallest >= 1 and largest / smallest > _FAR_APART

    @property
    def caption(self) -> str:
        """Say how the bars are to be read."""
        return "数目相差太大：每过一条竖线，是前一条的十倍。" if self.by_tens else "条的长短照数目画。"

    def picture(self) -> Markup:
        """Return the bars, each with its name and number."""
        longest = WIDTH - _LABEL - _NUMBER
        bottom = 4 + len(self.entries) * _ROW
        parts = [
            group("kb-tenfold", line(x, _TOP, x, _TOP + bottom), text(x, _TOP - 4, [f"{10**power:,}"], size=11))
            for power, x in ((power, _LABEL + longest * self._share(10**power)) for power in self._powers())
        ]
        top = _TOP if parts else 0
        for place, entry in enumerate(self.entries):
            y = top + 4 + place * _ROW
            length = max(2.0, longest * self._share(entry.value))
            parts.append(
                group(
                    "kb-bar-row",
                    text(_LABEL - 8, y + 15, [entry.name], anchor="end", size=13),
                    box(_LABEL, y + 2, length, 16, filled=True),
                    text(_LABEL + length + 6, y + 15, [number_in_full(entry.value)], anchor="start", size=13),
                )
            )
        words = "；".join(f"{entry.name} {number_in_full(entry.value)}" for entry in self.entries)
        return picture(top + bottom + 4, words, parts)

    def _powers(self) -> range:
        """Return the powers of ten that a line stands for, those between the smallest and the largest number."""
        smallest, largest = self._ends
        return range(ceil(log10(smallest)), floor(log10(largest)) + 1) if self.by_tens else range(0)

    def _share(self, value: float) -> float:
        smallest, largest = self._ends
        if not self.by_tens:
            return value / largest
        # The smallest has a bar, too.
        lowest = ceil(log10(smallest)) - 1
        return (log10(value) - lowest) / (log10(largest) - lowest)


def bars_of(claims: Sequence[NumberedClaim]) -> Bars | None:
    """Return the bars of the claims that are named for the picture; two or more positive numbers make one."""
    drawn = [entry for entry in claims if entry.claim.figure and entry.claim.value and entry.claim.value > 0]
    if len(drawn) < 2:
        return None
    return Bars(tuple(sorted(drawn, key=lambda entry: -entry.value)))
