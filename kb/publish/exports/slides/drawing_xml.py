"""Write text boxes, rounded boxes and arrows as DrawingML: what python-pptx builds step by step is parsed at once."""

from collections.abc import Iterable, Sequence
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Inches

from kb.publish.exports.office.package import xml_text
from kb.publish.exports.slides.deck import Line, Words
from kb.publish.exports.slides.measures import LAYOUT

_COLOURS: Final = LAYOUT["colours"]
# The theme's fonts, said in the run, too, for programs that look for the Chinese one there alone.
_FONT: Final = f'<a:latin typeface="{LAYOUT["font"]}"/><a:ea typeface="{LAYOUT["font"]}"/>'
#: What stands between paragraphs, and how far the numbers of a list stand out, by the size of the type.
_BETWEEN, _INDENT = 0.4, 1.6
_POINT: Final = 12_700
_RECTANGLE: Final = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
_ROUND: Final = '<a:prstGeom prst="roundRect"><a:avLst><a:gd name="adj" fmla="val 6000"/></a:avLst></a:prstGeom>'
_ARROW_HEAD: Final = '<a:tailEnd type="triangle"/>'


def append_shapes(tree: Any, *shapes: str) -> None:
    """Put shapes above those of a slide; their numbers are given once all are there."""
    for shape in shapes:
        tree.append(parse_xml(shape.replace(">", f" {nsdecls('p', 'a')}>", 1)))


def text_box(name: str, room: Sequence[float], paragraphs: Iterable[str], *, in_middle: bool = False) -> str:
    """Return a box of text without a border."""
    anchor = ' anchor="ctr"' if in_middle else ""
    return _shape(name, room, _RECTANGLE, "<a:noFill/>", paragraphs, anchor, ' txBox="1"')


def rounded_box(name: str, room: Sequence[float], paragraphs: Iterable[str], *, is_dashed: bool) -> str:
    """Return a box with round corners, which holds words."""
    return _shape(name, room, _ROUND, f"<a:noFill/>{_stroke(is_dashed=is_dashed)}", paragraphs, ' anchor="ctr"', "")


def arrow(name: str, room: Sequence[float], *, is_leftwards: bool, is_dashed: bool) -> str:
    """Return an arrow along the top of ``room``."""
    flip = ' flipH="1"' if is_leftwards else ""
    return (
        f'<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="0" name={_attribute(name)}/><p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr>'
        f'<p:spPr>{_place(room, flip)}<a:prstGeom prst="straightConnector1"><a:avLst/></a:prstGeom>'
        f"{_stroke(is_dashed=is_dashed, end=_ARROW_HEAD)}</p:spPr></p:cxnSp>"
    )


def group(name: str, description: str, room: Sequence[float], shapes: Iterable[str]) -> str:
    """Return shapes as one."""
    at = _offset_and_size(room)
    inner = at.replace("a:off", "a:chOff").replace("a:ext", "a:chExt")
    return (
        f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="0" name={_attribute(name)} descr={_attribute(description)}/>'
        f"<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>{at}{inner}</a:xfrm></p:grpSpPr>"
        f"{''.join(shapes)}</p:grpSp>"
    )


def _shape(
    name: str, room: Sequence[float], kind: str, look: str, paragraphs: Iterable[str], anchor: str, box: str
) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="0" name={_attribute(name)}/><p:cNvSpPr{box}/><p:nvPr/></p:nvSpPr>'
        f"<p:spPr>{_place(room)}{kind}{look}</p:spPr>"
        f'<p:txBody><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0"{anchor}><a:normAutofit/></a:bodyPr>'
        f"<a:lstStyle/>{''.join(paragraphs)}</p:txBody></p:sp>"
    )


def _attribute(words: str) -> str:
    return quoteattr(xml_text(words))


def paragraphs(
    lines: Iterable[Line], size: int, *, colour: str | None = "ink", numbered: bool = False, centred: bool = False
) -> list[str]:
    """Return paragraphs set in one size; without a colour they have that of what is around."""
    aligned = ' algn="ctr"' if centred else ""
    indent = round(size * _INDENT * _POINT)
    margins = f' marL="{indent}" indent="{-indent}"' if numbered else ""
    sign = '<a:buFont typeface="+mj-lt"/><a:buAutoNum type="arabicPeriod"/>' if numbered else ""
    before = f'<a:spcBef><a:spcPts val="{round(size * _BETWEEN * 100)}"/></a:spcBef>'
    return [
        f"<a:p><a:pPr{margins}{aligned}>{before if number else ''}{sign}</a:pPr>"
        f"{''.join(_run(words, size, colour) for words in line)}</a:p>"
        for number, line in enumerate(lines)
    ]


def _run(words: Words, size: int, colour: str | None) -> str:
    colour = "mark" if words.mark else colour
    fill = f'<a:solidFill><a:srgbClr val="{_COLOURS[colour]}"/></a:solidFill>' if colour else ""
    look = ' b="1"' * words.strong + ' baseline="30000"' * words.mark
    text = escape(xml_text(words.text))
    return (
        f'<a:r><a:rPr lang="zh-CN" altLang="en-US" sz="{size * 100}"{look}>{fill}{_FONT}</a:rPr><a:t>{text}</a:t></a:r>'
    )


def _stroke(is_dashed: bool, end: str = "") -> str:
    dash = '<a:prstDash val="dash"/>' if is_dashed else ""
    fill = f'<a:solidFill><a:srgbClr val="{_COLOURS["ink"]}"/></a:solidFill>'
    return f'<a:ln w="{round(1.25 * _POINT)}">{fill}{dash}{end}</a:ln>'


def _place(room: Sequence[float], flip: str = "") -> str:
    return f"<a:xfrm{flip}>{_offset_and_size(room)}</a:xfrm>"


def _offset_and_size(room: Sequence[float]) -> str:
    left, top, width, height = map(Inches, room)
    return f'<a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/>'
