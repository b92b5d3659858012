"""Find in a workbook's XML what openpyxl leaves out when it only reads: hidden rows and sheets, merged cells."""

import io
import posixpath
import re
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import defusedxml.ElementTree
from openpyxl.utils import column_index_from_string

from kb.publish.forms.file_kinds import LIMITS
from kb.publish.forms.vetting import Package

_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_HIDDEN: Final = ("1", "true")
_RANGE: Final = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7}):\$?([A-Z]{1,3})\$?([0-9]{1,7})")


class Merged(NamedTuple):
    """Cells of one column that are one: the words stand in the top row."""

    column: int
    top: int
    bottom: int


@dataclass
class SheetFacts:
    """What is known of a sheet besides its values."""

    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    merged: list[Merged] = field(default_factory=list)
    #: Cells whose formula nobody has worked out yet.
    unsolved: list[str] = field(default_factory=list)


def facts_of(package: Package) -> dict[str, SheetFacts]:
    """Return the facts of each sheet by its title."""
    workbook = defusedxml.ElementTree.fromstring(package.part("xl/workbook.xml"), forbid_dtd=True)
    relations = defusedxml.ElementTree.fromstring(package.part("xl/_rels/workbook.xml.rels"), forbid_dtd=True)
    targets = {one.get("Id"): posixpath.normpath(posixpath.join("/xl", one.get("Target", ""))) for one in relations}
    found = {}
    for sheet in workbook.iter():
        if _name(sheet.tag) == "sheet":
            target = targets.get(sheet.get(_RELATION), "").lstrip("/")
            if sheet.get("name", "") in found:
                raise ValueError("two sheets of one name")
            facts = SheetFacts(hidden=sheet.get("state", "visible") != "visible")
            if not facts.hidden:
                _read(package.part(target), facts)
            found[sheet.get("name", "")] = facts
    return found


def _read(part: bytes, facts: SheetFacts) -> None:
    if not part:
        return
    last = 0
    for _, element in defusedxml.ElementTree.iterparse(io.BytesIO(part), forbid_dtd=True):
        match _name(element.tag):
            case "c":
                value = {_name(child.tag): child.text or "" for child in element}
                if element.get("t") == "s" and value.get("v", "").startswith("-"):
                    raise ValueError("no such string")
                # A formula that comes to no text at all has a result.
                if "f" in value and not value.get("v") and element.get("t") != "str":
                    facts.unsolved.append(element.get("r", ""))
            case "row":
                number = int(element.get("r", last + 1))
                if number <= last:
                    raise ValueError("rows out of order")
                last = number
                if element.get("hidden") in _HIDDEN and element.get("r", "").isdecimal():
                    facts.hidden_rows.add(int(element.get("r", "")))
                element.clear()
            case "mergeCell":
                found = _RANGE.fullmatch(element.get("ref", "").upper())
                if found and len(facts.merged) < LIMITS.merged:
                    facts.merged.append(Merged(column_index_from_string(found[1]), int(found[2]), int(found[4])))


def _name(tag: object) -> str:
    return str(tag).rpartition("}")[2]
