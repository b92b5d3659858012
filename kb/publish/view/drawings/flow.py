"""Draw who gives what to whom: a box for each party, an arrow for each thing, dashes for what no source says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from kb.model import Flow
from kb.publish.view.drawings.svg import WIDTH, box, group, head, line, picture, text, wrapped

_BOX = 104
_LEFT, _RIGHT = 1, WIDTH - _BOX - 1
_GAP = (_LEFT + _BOX + 5, _RIGHT - 5)
_LINE = 18
_UNKNOWN = "？"


@dataclass(frozen=True)
class _Row:
    """One arrow between the two parties that stand at its ends."""

    left: str | None
    right: str | None
    flow: Flow
    rightwards: bool
    top: float
    height: float

    @property
    def middle(self) -> float:
        return self.top + self.height / 2


def flow_picture(flows: Sequence[Flow]) -> Markup:
    """Return the picture, or nothing where nothing is known."""
    if not flows:
        return Markup()
    rows = list(_rows(flows))
    parts = [*_boxes(rows, "left"), *_boxes(rows, "right"), *(_arrow(row) for row in rows)]
    last = rows[-1]
    return picture(last.top + last.height + 2, "；".join(flow.text for flow in flows), parts)


def _rows(flows: Sequence[Flow]) -> Iterator[_Row]:
    """Yield a row for each; a party stays on the side where it stood in the row above."""
    left = right = None
    top = 2.0
    for flow in flows:
        back = (flow.giver is not None and flow.giver == right) or (flow.taker is not None and flow.taker == left)
        left, right = (flow.taker, flow.giver) if back else (flow.giver, flow.taker)
        most = max(len(wrapped(name or _UNKNOWN, _BOX - 12)) for name in (left, right))
        height = max(48, _LINE * most + 16, _LINE * len(_label(flow)) + 22)
        yield _Row(left, right, flow, not back, top, height)
        top += height + 10


def _label(flow: Flow) -> list[str]:
    return wrapped(flow.what or _UNKNOWN, _GAP[1] - _GAP[0] - 6, 13)


def _boxes(rows: Sequence[_Row], side: str) -> Iterator[Markup]:
    """Yield the boxes of one side; rows with the same party share one, and what is not known stands by itself."""
    x = _LEFT if side == "left" else _RIGHT
    named = [(getattr(row, side) or f" {place}", row) for place, row in enumerate(rows)]
    for _, together in groupby(named, key=lambda pair: pair[0]):
        shared = [row for _, row in together]
        name = getattr(shared[0], side)
        top, height = shared[0].top, shared[-1].top + shared[-1].height - shared[0].top
        lines = wrapped(name or _UNKNOWN, _BOX - 12)
        first = top + height / 2 + 5 - (len(lines) - 1) * 17.5 / 2
        yield group("kb-party", box(x, top, _BOX, height, dashed=name is None), text(x + _BOX / 2, first, lines))


def _arrow(row: _Row) -> Markup:
    lines = _label(row.flow)
    start, end = _GAP
    middle = (start + end) / 2
    shown = [line(start, row.middle, end, row.middle, dashed=not row.flow.is_known)]
    shown.append(head(end if row.rightwards else start, row.middle, rightwards=row.rightwards))
    # The first line stands above the arrow, what does not fit there below.
    above, below = lines[:1], lines[1:]
    shown.append(text(middle, row.middle - 7, above, size=13))
    if below:
        shown.append(text(middle, row.middle + 17, below, size=13))
    return group("kb-given", *shown)
