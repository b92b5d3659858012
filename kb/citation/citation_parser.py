"""Find in a citation, an address or an id what is cited: the case, the place, the version and the wording's hash."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kb.citation.paragraph_anchors import SECTION_ANCHORS

_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_ADDRESS = re.compile(rf"(?:^|[/\s])cases/({_ID})\.html(?:#({_ID}))?")
_BARE = re.compile(rf"({_ID})(?:\.md)?(?:#({_ID}))?")
#: As our styles write it: in words, in a field of BibTeX or CSL-JSON, in a line of RIS.
_VERSION = re.compile(r"(?:版本|[Vv]ersion\W{1,6}|\bET {2}- )\s*([0-9a-f]{7,64})\b")
_HASH = re.compile(r"文字指纹\s*([0-9a-f]{7})")
_PARAGRAPH = re.compile(r"“([^”]+)”第\s*(\d+)\s*段")
_SECTION = re.compile(r"“([^”]+)”一节")
_CLAIM = re.compile(r"事实陈述\s*(\d+)")


@dataclass(frozen=True)
class Cited:
    """What a citation points at; whatever it does not say is empty."""

    case: str
    anchor: str = ""
    version: str = ""
    text_hash: str = ""


def read_citation(text: str, titles: Mapping[str, str]) -> Cited | None:
    """Return what a text cites, or None; ``titles`` finds the id of a case where no address names it."""
    text = text.strip()
    version, wording = _VERSION.search(text), _HASH.search(text)
    said = (version[1] if version else "", wording[1] if wording else "")
    if match := _ADDRESS.search(text) or _BARE.fullmatch(text):
        return Cited(match[1], match[2] or _anchor(text), *said)
    named = [title for title in titles if title in text]
    return Cited(titles[max(named, key=len)], _anchor(text), *said) if named else None


def _anchor(text: str) -> str:
    if match := _PARAGRAPH.search(text):
        section = SECTION_ANCHORS.get(match[1])
        return f"{section}-p{match[2]}" if section else ""
    if match := _SECTION.search(text):
        return SECTION_ANCHORS.get(match[1], "")
    match = _CLAIM.search(text)
    return f"claim-{match[1]}" if match else ""
