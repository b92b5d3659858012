"""Draw who gives what to whom with PowerPoint's own shapes, so that boxes can be moved and words changed."""

from collections.abc import Sequence
from typing import Any, Final

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Inches, Pt

from kb.model import Flow
from kb.publish.exports.office.package import xml_text
from kb.publish.exports.slides.measures import LAYOUT
from kb.publish.view.drawings.flow import Given, Party, flow_drawing
from kb.publish.view.drawings.svg import WIDTH

#: The library has no types for it.
_colour_of: Any = RGBColor.from_string
COLOURS: Final = {name: _colour_of(value) for name, value in LAYOUT["colours"].items()}
_POINTS = 72
#: Sizes of type in the drawing (kb/publish/view/drawings).
_NAME_SIZE, _LABEL_SIZE = 14, 13


def draw_flow(shapes: Any, room: Sequence[float], flows: Sequence[Flow]) -> None:
    """Draw the picture as one group, as large as the room allows."""
    drawing = flow_drawing(flows)
    scale = min(room[2] / WIDTH, room[3] / drawing.height)
    group = shapes.add_group_shape()
    group.name = "谁给谁什么"
    group._element.nvGrpSpPr.cNvPr.set("descr", xml_text("；".join(flow.text for flow in flows)))
    artist = _Artist(group.shapes, room[0], room[1], scale)
    for party in drawing.parties:
        artist.party(party)
    for given in drawing.given:
        artist.given(given)


class _Artist:
    """Draws in the units of the picture; ``scale`` makes inches of them."""

    def __init__(self, shapes: Any, left: float, top: float, scale: float) -> None:
        self._shapes = shapes
        self._left, self._top, self._scale = left, top, scale

    def party(self, party: Party) -> None:
        box = self._shapes.add_shape(
            MSO_SHAPE.ROUNDED_RECTANGLE, *self._box(party.left, party.top, party.width, party.height)
        )
        box.adjustments[0] = 0.06
        box.fill.background()
        self._stroke(box, is_known=party.is_known)
        box.shadow.inherit = False
        self._words(box.text_frame, "".join(party.lines), _NAME_SIZE)

    def given(self, given: Given) -> None:
        start, end = given.ends if given.rightwards else given.ends[::-1]
        left, y, width, _ = self._box(start, given.middle, end - start, 0)
        line = self._shapes.add_connector(MSO_CONNECTOR.STRAIGHT, left, y, left + width, y)
        self._stroke(line, is_known=given.is_known)
        line.line._get_or_add_ln().append(element("a:tailEnd", type="triangle"))
        first, room = min(given.ends), abs(end - start)
        for number, text in enumerate(given.lines):
            # The first line stands above the arrow, the others below.
            top = given.middle - 22 if number == 0 else given.middle + 4 + 16 * (number - 1)
            box = self._shapes.add_textbox(*self._box(first, top, room, 18))
            self._words(box.text_frame, text, _LABEL_SIZE)

    def _box(self, left: float, top: float, width: float, height: float) -> tuple[int, ...]:
        scale = self._scale
        inches = (self._left + left * scale, self._top + top * scale, width * scale, height * scale)
        return tuple(map(Inches, inches))

    def _stroke(self, shape: Any, *, is_known: bool) -> None:
        shape.line.color.rgb, shape.line.width = COLOURS["ink"], Pt(1.25)
        if not is_known:
            shape.line.dash_style = MSO_LINE.DASH

    def _words(self, frame: Any, text: str, units: int) -> None:
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
        paragraph = frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.CENTER
        run = paragraph.add_run()
        run.text = xml_text(text)
        run.font.size = Pt(max(1, int(units * self._scale * _POINTS)))
        run.font.color.rgb = COLOURS["ink"]


def element(name: str, **attributes: str) -> Any:
    """Return an element of DrawingML."""
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(key, value)
    return made
