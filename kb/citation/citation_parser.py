"""Find in a citation, an address or an id what is cited: the case, the place, the version and the wording's hash."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from kb.citation.paragraph_anchors import SECTION_ANCHORS

_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_ADDRESS = re.compile(rf"(?:^|[/\s])cases/({_ID})\.html(?:#({_ID}))?")
_BARE = re.compile(rf"({_ID})(?:\.md)?(?:#({_ID}))?")
#: As our styles write it: in words, in a field of BibTeX or CSL-JSON, in a line of RIS.
_VERSION = re.compile(r"(?:版本|[Vv]ersion\W{1,6}|\bET {2}- )\s*([0-9a-f]{7,64})\b")
_HASH = re.compile(r"文字指纹\s*([0-9a-f]{7})")
_PLACE = re.compile(r"“([^“”\n]{1,20})”(?:第\s*(\d{1,4})\s*段|一节)|(?:“来源怎么说”第|事实陈述)\s*(\d{1,4})")
#: What LaTeX writes for a sign: \textbackslash{}.
_LATEX_SIGN = re.compile(r"\\text[a-z]+\{\}")


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
    # A title may speak of versions and paragraphs; what cites them stands after it.
    said = [["", *pattern.findall(text)][-1] for pattern in (_VERSION, _HASH)]
    if match := _ADDRESS.search(text) or _BARE.fullmatch(text):
        return Cited(match[1], match[2] or _anchor(text), *said)
    wording = _wording(text)
    named = [title for title in titles if (own := _wording(title)) and own in wording]
    return Cited(titles[max(named, key=len)], _anchor(text), *said) if named else None


def _wording(text: str) -> str:
    """Return letters and digits alone: styles and files set the signs of a title each in their own way."""
    folded = unicodedata.normalize("NFKC", _LATEX_SIGN.sub("", text)).casefold()
    return "".join(filter(str.isalnum, folded))


def _anchor(text: str) -> str:
    heading, paragraph, claim = [("", "", ""), *_PLACE.findall(text)][-1]
    if claim:
        return f"claim-{claim}"
    section = SECTION_ANCHORS.get(heading, "")
    return f"{section}-p{paragraph}" if section and paragraph else section
