"""Draw who gives what to whom with PowerPoint's own shapes, so that boxes can be moved and words changed."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from kb.model import Flow
from kb.publish.exports.slides.deck import Words
from kb.publish.exports.slides.drawing_xml import append_shapes, arrow, group, paragraphs, rounded_box, text_box
from kb.publish.view.drawings.flow import Given, Party, flow_drawing
from kb.publish.view.drawings.svg import WIDTH

_POINTS = 72
#: Sizes of type in the drawing (kb/publish/view/drawings).
_NAME_SIZE, _LABEL_SIZE = 14, 13
#: Where the lines of a label stand by the arrow, and how high they are.
_ABOVE, _BELOW, _LINE = -22, 4, 18
_NAME: Final = "谁给谁什么"


def draw_flow(tree: Any, room: Sequence[float], flows: Sequence[Flow]) -> None:
    """Draw the picture as one group, as large as the room allows."""
    laid = flow_drawing(flows)
    scale = min(room[2] / WIDTH, room[3] / laid.height)
    artist = _Artist(room[0], room[1], scale)
    shapes = [*map(artist.party, laid.parties), *(shape for given in laid.given for shape in artist.given(given))]
    whole = (room[0], room[1], WIDTH * scale, laid.height * scale)
    append_shapes(tree, group(_NAME, "；".join(flow.text for flow in flows), whole, shapes))


class _Artist:
    """Draws in the units of the picture; ``scale`` makes inches of them."""

    def __init__(self, left: float, top: float, scale: float) -> None:
        self._left, self._top, self._scale = left, top, scale

    def party(self, party: Party) -> str:
        room = self._room(party.left, party.top, party.width, party.height)
        name = "".join(party.lines)
        return rounded_box(name, room, self._words(name, _NAME_SIZE), is_dashed=not party.is_known)

    def given(self, given: Given) -> Iterator[str]:
        start, end = given.ends
        room = self._room(start, given.middle, end - start, 0)
        yield arrow("".join(given.lines), room, is_leftwards=not given.rightwards, is_dashed=not given.is_known)
        for number, text in enumerate(given.lines):
            # The first line stands above the arrow, the others below.
            top = given.middle + (_ABOVE if number == 0 else _BELOW + _LINE * (number - 1))
            label = self._room(start, top, end - start, _LINE)
            yield text_box(text, label, self._words(text, _LABEL_SIZE), in_middle=True)

    def _room(self, left: float, top: float, width: float, height: float) -> tuple[float, ...]:
        scale = self._scale
        return (self._left + left * scale, self._top + top * scale, width * scale, height * scale)

    def _words(self, text: str, units: int) -> list[str]:
        return paragraphs([(Words(text),)], max(1, int(units * self._scale * _POINTS)), centred=True)
