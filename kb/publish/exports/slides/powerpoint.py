"""Draw a deck as a PowerPoint file that people go on with: text boxes, tables, shapes and speaker notes."""

import io
from collections.abc import Iterable, Sequence
from copy import deepcopy
from importlib.resources import files
from typing import Any, Final

from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches

from kb.citation.case_references import LIBRARY_NAME
from kb.publish.exports.office.package import saved, xml_text
from kb.publish.exports.slides.deck import Deck, Line, Slide, Words
from kb.publish.exports.slides.drawing_xml import append_shapes, paragraphs, text_box
from kb.publish.exports.slides.flow_shapes import draw_flow
from kb.publish.exports.slides.measures import LAYOUT, row_heights, size_for, table_size
from kb.publish.view.qr import qr_png

_SIZES: Final = LAYOUT["sizes"]
#: The layouts of the template.
_COVER, _PLAIN = 0, 1


def render_powerpoint(deck: Deck) -> bytes:
    """Return the file."""
    with (files("kb.publish.exports.slides") / "template.pptx").open("rb") as template:
        presentation = Presentation(template)
    for slide in deck.slides:
        _add(presentation, slide)
    properties = presentation.core_properties
    properties.title, properties.author = xml_text(deck.title)[:255], LIBRARY_NAME
    properties.last_modified_by, properties.keywords, properties.language = "", "", "zh-CN"
    return saved(presentation, deck.date)


def _add(presentation: Any, slide: Slide) -> None:
    layout = presentation.slide_layouts[_COVER if slide.is_cover else _PLAIN]
    made = presentation.slides.add_slide(layout)
    tree = made.shapes._spTree
    place = LAYOUT["cover"] if slide.is_cover else LAYOUT
    title = place["titleBesideCode"] if slide.address else place["title"]
    size = size_for([slide.title], title[2:], _SIZES["cover" if slide.is_cover else "title"])
    if slide.address:
        heading = made.shapes.title
        heading.left, heading.top, heading.width, heading.height = map(Inches, title)
    _fill(made.shapes.title.text_frame, [(Words(slide.title, strong=True),)], size)
    if slide.is_cover:
        _fill(made.placeholders[1].text_frame, [(Words(slide.small),)], _SIZES["small"], colour="soft")
    elif slide.small:
        small = paragraphs([(Words(slide.small),)], _SIZES["small"], colour="soft")
        append_shapes(tree, text_box("说明", place["small"], small))
    body = LAYOUT["bodyAboveFoot" if slide.foot else "bodyAlone"]
    if slide.large:
        _sized(tree, LAYOUT["beside"] if slide.flow else body, [slide.large], "large", name="正文")
    if slide.flow:
        draw_flow(tree, LAYOUT["flow"], slide.flow)
    if slide.address:
        _add_code(made.shapes, slide)
    if slide.items:
        _sized(tree, body, slide.items, "items", name="正文", numbered=True)
    if slide.rows:
        _add_table(made.shapes, slide.rows, body)
    if slide.entries:
        _sized(tree, body, [(Words(one),) for one in slide.entries], "entries", name="参考文献")
    if slide.foot:
        foot = paragraphs([(Words(slide.foot),)], _SIZES["small"], colour="soft")
        append_shapes(tree, text_box("脚注", LAYOUT["foot"], foot))
    _add_footers(made, layout)
    for number, one in enumerate(made._element.iter(qn("p:cNvPr")), start=1):
        one.set("id", str(number))
    if slide.notes:
        made.notes_slide.notes_text_frame.text = "\n".join(map(xml_text, slide.notes))


def _sized(
    tree: Any, room: Sequence[float], lines: Sequence[Line], kind: str, *, name: str, numbered: bool = False
) -> None:
    size = size_for(["".join(one.text for one in line) for line in lines], room[2:], _SIZES[kind])
    append_shapes(tree, text_box(name, room, paragraphs(lines, size, numbered=numbered)))


def _fill(frame: Any, lines: Iterable[Line], size: int, *, colour: str | None = "ink") -> None:
    """Put paragraphs in place of the one that a frame has."""
    body = frame._txBody
    for old in body.findall(qn("a:p")):
        body.remove(old)
    for made in paragraphs(lines, size, colour=colour):
        body.append(parse_xml(made.replace("<a:p>", f"<a:p {nsdecls('a')}>", 1)))


def _add_table(shapes: Any, rows: Sequence[Sequence[str]], room: Sequence[float]) -> None:
    """Add a table whose first row and first column name the others."""
    count = len(rows[0])
    first = LAYOUT["firstColumn"]
    columns = [first, *[(room[2] - first) / (count - 1)] * (count - 1)]
    size = table_size(rows, columns, room[3], _SIZES["rows"])
    heights = row_heights(rows, columns, size)
    frame = shapes.add_table(len(rows), count, *map(Inches, (room[0], room[1], room[2], sum(heights))))
    frame.name = "比较表"
    table = frame.table
    for column, width in zip(table.columns, columns, strict=True):
        column.width = Inches(width)
    for number, (row, height, texts) in enumerate(zip(table.rows, heights, rows, strict=True)):
        row.height = Inches(height)
        for place, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            cell.margin_top = cell.margin_bottom = Inches(0.04)
            words = Words(text, strong=number == 0 or place == 0)
            # The style of the table gives the head its white letters.
            _fill(cell.text_frame, [(words,)], size, colour="ink" if number else None)


def _add_code(shapes: Any, slide: Slide) -> None:
    picture = shapes.add_picture(io.BytesIO(qr_png(slide.address)), *map(Inches, LAYOUT["code"]))
    picture.name = "二维码"
    picture._element.nvPicPr.cNvPr.set("descr", f"{xml_text(slide.title)}的网址二维码")


def _add_footers(made: Any, layout: Any) -> None:
    """Let the slide have the footer and the number that its layout places."""
    for shape in layout.placeholders:
        if shape._element.ph.get("type") in ("ftr", "sldNum"):
            copy = deepcopy(shape._element)
            for inherited in (*copy.spPr, *copy.txBody.iter(qn("a:lstStyle"))):
                inherited.getparent().remove(inherited)
            made.shapes._spTree.append(copy)
