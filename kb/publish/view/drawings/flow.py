"""Draw who gives what to whom: a box for each party, an arrow for each thing, dashes for what no source says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

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


@dataclass(frozen=True)
class Party:
    """A box with the name of somebody, or of nobody whom a source names."""

    left: float
    top: float
    height: float
    lines: tuple[str, ...]
    is_known: bool

    #: All are as wide.
    width: ClassVar[float] = _BOX


@dataclass(frozen=True)
class Given:
    """An arrow across the middle, with what is given in lines: the first stands above it."""

    middle: float
    lines: tuple[str, ...]
    rightwards: bool
    is_known: bool

    #: All begin and end in the same places.
    ends: ClassVar[tuple[float, float]] = _GAP


@dataclass(frozen=True)
class FlowDrawing:
    """What stands where in the picture, so that other programs can draw it, too."""

    parties: tuple[Party, ...]
    given: tuple[Given, ...]
    height: float


def flow_drawing(flows: Sequence[Flow]) -> FlowDrawing:
    """Lay the picture out; there must be something to draw."""
    rows = list(_rows(flows))
    parties = (*_parties(rows, "left"), *_parties(rows, "right"))
    given = tuple(Given(row.middle, tuple(_label(row.flow)), row.rightwards, row.flow.is_known) for row in rows)
    return FlowDrawing(parties, given, rows[-1].top + rows[-1].height + 2)


def flow_picture(flows: Sequence[Flow]) -> Markup:
    """Return the picture, or nothing where nothing is known."""
    if not flows:
        return Markup()
    drawing = flow_drawing(flows)
    parts = [*map(_box, drawing.parties), *map(_arrow, drawing.given)]
    return picture(drawing.height, "；".join(flow.text for flow in flows), parts)


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


def _parties(rows: Sequence[_Row], side: str) -> Iterator[Party]:
    """Yield the boxes of one side; rows with the same party share one, and what is not known stands by itself."""
    named = [(getattr(row, side) or f" {place}", row) for place, row in enumerate(rows)]
    for _, together in groupby(named, key=lambda pair: pair[0]):
        shared = [row for _, row in together]
        name = getattr(shared[0], side)
        height = shared[-1].top + shared[-1].height - shared[0].top
        lines = tuple(wrapped(name or _UNKNOWN, _BOX - 12))
        yield Party(_LEFT if side == "left" else _RIGHT, shared[0].top, height, lines, name is not None)


def _box(party: Party) -> Markup:
    first = party.top + party.height / 2 + 5 - (len(party.lines) - 1) * 17.5 / 2
    return group(
        "kb-party",
        box(party.left, party.top, _BOX, party.height, dashed=not party.is_known),
        text(party.left + _BOX / 2, first, party.lines),
    )


def _arrow(given: Given) -> Markup:
    start, end = _GAP
    centre = (start + end) / 2
    shown = [line(start, given.middle, end, given.middle, dashed=not given.is_known)]
    shown.append(head(end if given.rightwards else start, given.middle, rightwards=given.rightwards))
    # The first line stands above the arrow, what does not fit there below.
    above, below = given.lines[:1], given.lines[1:]
    shown.append(text(centre, given.middle - 7, above, size=13))
    if below:
        shown.append(text(centre, given.middle + 17, below, size=13))
    return group("kb-given", *shown)
