"""Read the text of a Word file as its people see it: lists with their signs, boxes with their ticks, no pictures."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from kb.publish.forms.file_kinds import BOXES

_W: Final = qn("w:p").removesuffix("p")
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"

#: Properties; deleted words, codes of fields, how words are read aloud, and what is drawn: text in it stands beside.
_LEFT_OUT: Final = frozenset(
    {
        *("w:tcPr", "w:pPr", "w:rPr", "w:sdtPr", "w:del", "w:moveFrom", "w:instrText", "w:delText"),
        *("w:drawing", "w:pict", "w:object", "w:rt", f"{_MC}Fallback"),
    }
)


class WordText:
    """Reads parts of one document; ``lists`` maps number ids and levels to what stands before their items."""

    def __init__(self, lists: dict[tuple[str, str], str]) -> None:
        self._lists = lists

    def of(self, element: Element) -> str:
        """Return the text of a cell or a control, a line for each paragraph; of a control nobody filled in, none."""
        return "\n".join(self._lines(element)).replace("\xa0", " ")

    def _lines(self, element: Iterable[Element]) -> Iterator[str]:
        for child in element:
            match _name(child):
                case "w:p":
                    yield self._sign(child) + "".join(self._inline(child))
                case "w:sdt":
                    yield from [""] if is_placeholder(child) else self._lines(content_of(child))
                case "w:tbl":
                    for row in child.iter(qn("w:tr")):
                        yield " ".join(self.of(cell) for cell in row.iter(qn("w:tc")))
                case name if name not in _LEFT_OUT:
                    yield from self._lines(child)

    def _inline(self, element: Iterable[Element]) -> Iterator[str]:
        for child in element:
            match _name(child):
                case "w:t":
                    yield child.text or ""
                case "w:br" | "w:cr":
                    yield "\n" if child.get(qn("w:type"), "textWrapping") == "textWrapping" else ""
                case "w:tab":
                    yield " "
                case "w:noBreakHyphen":
                    yield "-"
                case "w:sym":
                    yield _symbol(child)
                case "w:sdt" if not is_placeholder(child):
                    box = checkbox_of(child)
                    yield from [box] if box else self._inline(content_of(child))
                case name if name not in _LEFT_OUT and name != "w:sdt":
                    yield from self._inline(child)

    def _sign(self, paragraph: Element) -> str:
        """Return what Word shows before an item of a list, as Markdown writes it."""
        number = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if number is None:
            return ""
        name, level = number.find(qn("w:numId")), number.find(qn("w:ilvl"))
        depth = level.get(qn("w:val"), "0") if level is not None else "0"
        sign = self._lists.get((name.get(qn("w:val"), ""), depth), "") if name is not None else ""
        return "  " * int(depth) + sign if sign and depth.isdecimal() else sign


def _name(element: Element) -> str:
    """Return what an element is, as Word's own are written: ``w:p``."""
    return str(element.tag).replace(_W, "w:")


def content_of(control: Element) -> Iterable[Element]:
    """Return what stands within a control."""
    content = control.find(qn("w:sdtContent"))
    return () if content is None else content


def checkbox_of(control: Element) -> str:
    """Return a control's box, ticked or not; nothing where it is no box."""
    box = control.find(f"{qn('w:sdtPr')}/{_W14}checkbox")
    if box is None:
        return ""
    checked = box.find(f"{_W14}checked")
    return "☑" if checked is not None and checked.get(f"{_W14}val") in ("1", "true", "on") else "☐"


def is_placeholder(control: Element) -> bool:
    """Tell whether a control still shows what it showed before anybody typed."""
    shown = control.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}")
    return shown is not None and shown.get(qn("w:val"), "1") not in ("0", "false", "off")


def lists_of(numbering: Element | None) -> dict[tuple[str, str], str]:
    """Return what stands before an item, by the number's id and its level: ``- `` or ``1. ``."""
    if numbering is None:
        return {}
    forms = {
        one.get(qn("w:abstractNumId")): {level.get(qn("w:ilvl")): _sign_of(level) for level in one.findall(qn("w:lvl"))}
        for one in numbering.findall(qn("w:abstractNum"))
    }
    found = {}
    for number in numbering.findall(qn("w:num")):
        form = number.find(qn("w:abstractNumId"))
        levels = forms.get(form.get(qn("w:val"))) if form is not None else None
        for level, sign in (levels or {}).items():
            found[(number.get(qn("w:numId"), ""), level or "0")] = sign
    return found


def _sign_of(level: Element) -> str:
    kind = level.find(qn("w:numFmt"))
    form = kind.get(qn("w:val"), "") if kind is not None else ""
    return "" if form == "none" else "- " if form == "bullet" else "1. "


def _symbol(element: Element) -> str:
    font, code = element.get(qn("w:font"), "").lower(), element.get(qn("w:char"), "")
    if not re.fullmatch("[0-9A-Fa-f]{1,4}", code):
        return ""
    return BOXES.get((font, int(code, 16) & 0xFF), "")
