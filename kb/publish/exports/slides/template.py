"""Make the empty presentation that every deck begins with: two layouts, and fonts that Windows and WPS have."""

from functools import cache
from typing import Any, Final

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.oxml import serialize_part_xml
from pptx.opc.package import XmlPart
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Inches

from kb.citation.case_references import LIBRARY_NAME
from kb.publish.exports.office.package import saved
from kb.publish.exports.slides.measures import LAYOUT

#: The layouts of python-pptx's own template that are used.
_COVER, _PLAIN = 0, 5
COVER, PLAIN = 0, 1
_NAMES: Final = ("封面", "标题和内容")
#: Kind of a placeholder → its place in layout.json; on which side and in which size its words stand.
_PLACES: Final = {"title": "title", "ctrTitle": "title", "subTitle": "small", "ftr": "footer", "sldNum": "number"}
_LOOKS: Final = {"subTitle": ("l", "small"), "ftr": ("l", "footer"), "sldNum": ("r", "footer")}
#: What the theme calls its colours, and ours.
_COLOURS: Final = {
    "dk1": "ink",
    "dk2": "mark",
    "lt2": "ground",
    "accent1": "mark",
    "accent2": "soft",
    "accent3": "line",
}


@cache
def template() -> bytes:
    """Return the file."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = map(Inches, LAYOUT["size"])
    layouts = list(presentation.slide_layouts)
    for place, layout in enumerate(layouts):
        if place not in (_COVER, _PLAIN):
            presentation.slide_layouts.remove(layout)
    master = presentation.slide_master
    _set_theme(master)
    _set_styles(master)
    for shape in list(master.placeholders):
        _place(shape)
    for layout, name in zip(presentation.slide_layouts, _NAMES, strict=True):
        layout.name = name
        for shape in list(layout.placeholders):
            _place(shape, on_cover=name == _NAMES[COVER])
    notes = presentation.notes_master
    _set_theme(notes)
    _drop(presentation.part.package, RELATIONSHIP_TYPE.THUMBNAIL)
    _drop(presentation.part, RELATIONSHIP_TYPE.PRINTER_SETTINGS)
    return saved(presentation)


def _place(shape: Any, *, on_cover: bool = False) -> None:
    """Put a placeholder where ours stands; those of no use go."""
    kind = shape._element.ph.get("type", "obj")
    if kind == "dt":
        shape._element.getparent().remove(shape._element)
        return
    name = _PLACES.get(kind, "bodyAlone")
    box = LAYOUT["cover"].get(name, LAYOUT[name]) if on_cover else LAYOUT[name]
    shape.left, shape.top, shape.width, shape.height = map(Inches, box)
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = 0
    if kind == "ftr":
        frame.text = f"{LIBRARY_NAME} · CC BY 4.0"
    if kind in _LOOKS:
        side, size = _LOOKS[kind]
        for level in shape._element.iter(qn("a:lvl1pPr")):
            level.set("algn", side)
            for properties in level.iter(qn("a:defRPr")):
                properties.set("sz", str(LAYOUT["sizes"][size] * 100))


def _set_styles(master: Any) -> None:
    """Make titles dark, bold and left, smaller than the theme has them."""
    style = master._element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    style.set("algn", "l")
    properties = style.find(qn("a:defRPr"))
    properties.set("sz", str(LAYOUT["sizes"]["title"][0] * 100))
    properties.set("b", "1")


def _set_theme(master: Any) -> None:
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    is_read = isinstance(part, XmlPart)
    theme = part._element if is_read else parse_xml(part.blob)
    for fonts in theme.iter(qn("a:majorFont"), qn("a:minorFont")):
        for kind in ("a:latin", "a:ea"):
            fonts.find(qn(kind)).set("typeface", LAYOUT["font"])
        for font in fonts.findall(qn("a:font")):
            fonts.remove(font)
    for name, ours in _COLOURS.items():
        colour = theme.find(f".//{qn('a:clrScheme')}/{qn(f'a:{name}')}")
        for child in list(colour):
            colour.remove(child)
        made = OxmlElement("a:srgbClr")
        made.set("val", LAYOUT["colours"][ours])
        colour.append(made)
    if not is_read:
        part._blob = serialize_part_xml(theme)


def _drop(part: Any, kind: str) -> None:
    relations = part._rels
    for name in [name for name, one in relations.items() if one.reltype == kind]:
        relations.pop(name)
