"""Draw a deck as a PowerPoint file that people go on with: text boxes, tables, shapes and speaker notes."""

import io
from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import Any, Final

from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from kb.citation.case_references import LIBRARY_NAME
from kb.publish.exports.office.package import finished_package, xml_text
from kb.publish.exports.slides.deck import Deck, Line, Slide, Words
from kb.publish.exports.slides.flow_shapes import COLOURS, draw_flow, element
from kb.publish.exports.slides.measures import LAYOUT, row_heights, size_for, table_size
from kb.publish.exports.slides.template import COVER, PLAIN, template
from kb.publish.view.qr import qr_png

_SIZES: Final = LAYOUT["sizes"]


def render_powerpoint(deck: Deck) -> bytes:
    """Return the file."""
    presentation = Presentation(io.BytesIO(template()))
    for slide in deck.slides:
        _add(presentation, slide)
    properties = presentation.core_properties
    properties.title, properties.author = xml_text(deck.title)[:255], LIBRARY_NAME
    properties.last_modified_by, properties.keywords, properties.language = "", "", "zh-CN"
    file = io.BytesIO()
    presentation.save(file)
    return finished_package(file.getvalue(), deck.date)


def _add(presentation: Any, slide: Slide) -> None:
    layout = presentation.slide_layouts[COVER if slide.is_cover else PLAIN]
    made = presentation.slides.add_slide(layout)
    shapes = made.shapes
    place = LAYOUT["cover"] if slide.is_cover else LAYOUT
    title = place["titleBesideCode"] if slide.address else place["title"]
    size = size_for([slide.title], title[2:], _SIZES["cover" if slide.is_cover else "title"])
    if slide.address:
        shapes.title.left, shapes.title.top, shapes.title.width, shapes.title.height = map(Inches, title)
    _fill(shapes.title.text_frame, [(Words(slide.title, strong=True),)], size)
    if slide.small:
        _text(shapes, place["small"], [(Words(slide.small),)], _SIZES["small"], colour="soft", name="说明")
    body = LAYOUT["bodyAboveFoot" if slide.foot else "bodyAlone"]
    if slide.large:
        room = place["large"] if slide.is_cover else LAYOUT["beside"] if slide.flow else body
        _sized(shapes, room, [slide.large], _SIZES["large"], name="正文")
    if slide.flow:
        draw_flow(shapes, LAYOUT["flow"], slide.flow)
    if slide.address:
        _add_code(shapes, slide)
    if slide.items:
        _sized(shapes, body, slide.items, _SIZES["items"], name="正文", numbered=True)
    if slide.rows:
        _add_table(shapes, slide.rows, body)
    if slide.entries:
        _sized(shapes, body, [(Words(one),) for one in slide.entries], _SIZES["entries"], name="参考文献")
    if slide.foot:
        _text(shapes, LAYOUT["foot"], [(Words(slide.foot),)], _SIZES["small"], colour="soft", name="脚注")
    _add_footers(made, layout)
    if slide.notes:
        made.notes_slide.notes_text_frame.text = "\n".join(map(xml_text, slide.notes))


def _sized(
    shapes: Any,
    room: Sequence[float],
    lines: Sequence[Line],
    sizes: Sequence[int],
    *,
    name: str,
    numbered: bool = False,
) -> None:
    size = size_for(["".join(one.text for one in line) for line in lines], room[2:], sizes)
    _text(shapes, room, lines, size, name=name, numbered=numbered)


def _text(
    shapes: Any,
    room: Sequence[float],
    lines: Iterable[Line],
    size: int,
    *,
    name: str,
    colour: str = "ink",
    numbered: bool = False,
) -> None:
    box = shapes.add_textbox(*map(Inches, room))
    box.name = name
    frame = box.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    _fill(frame, lines, size, colour=colour, numbered=numbered)


def _fill(frame: Any, lines: Iterable[Line], size: int, *, colour: str | None = "ink", numbered: bool = False) -> None:
    for number, line in enumerate(lines):
        paragraph = frame.add_paragraph() if number else frame.paragraphs[0]
        if number:
            paragraph.space_before = Pt(size * 0.4)
        if numbered:
            properties = paragraph._p.get_or_add_pPr()
            indent = Pt(size * 1.6)
            properties.set("marL", str(indent))
            properties.set("indent", str(-indent))
            properties.append(element("a:buFont", typeface="+mj-lt"))
            properties.append(element("a:buAutoNum", type="arabicPeriod"))
        for words in line:
            _add_run(paragraph, words, size, "mark" if words.mark else colour)


def _add_run(paragraph: Any, words: Words, size: int, colour: str | None) -> None:
    run = paragraph.add_run()
    run.text = xml_text(words.text)
    font = run.font
    font.size = Pt(size)
    if colour:
        font.color.rgb = COLOURS[colour]
    if words.strong:
        font.bold = True
    properties = run._r.get_or_add_rPr()
    properties.set("lang", "zh-CN")
    properties.set("altLang", "en-US")
    if words.mark:
        properties.set("baseline", "30000")
    # The theme's fonts, said here, too, for programs that look for the Chinese one in the run alone.
    for kind in ("latin", "ea"):
        properties.append(element(f"a:{kind}", typeface=LAYOUT["font"]))


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
    left, top, width, height = map(Inches, LAYOUT["code"])
    picture = shapes.add_picture(io.BytesIO(qr_png(slide.address)), left, top, width, height)
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
