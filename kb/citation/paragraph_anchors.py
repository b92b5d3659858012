"""Name the paragraphs of a body so that a citation can point at the exact wording and tell when it has changed."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass

from kb.content.line_breaks import joined
from kb.content.markdown_blocks import blocks_of, leaves
from kb.model import Section

#: Body heading → the permanent anchor of its section on the page; the last two are what sections were called before,
#: as old versions of a case and citations of them still say.
SECTION_ANCHORS = {
    "背景与问题": "background",
    "做法": "practice",
    "成效与证据": "evidence",
    "想学，先想好这几件事（编者的话）": "replication",
    "还想知道": "gaps",
    "复制条件（编者分析）": "replication",
    "待补证据": "gaps",
}
_HASH_LENGTH = 7
#: What takes a number: all that once did, since numbers are permanent. Only paragraphs, in lists too, can be cited.
_COUNTED = frozenset({"paragraph", "rule", "code", "definition"})


@dataclass(frozen=True)
class Anchor:
    """One paragraph or list item: where it stands, and the hash of its wording."""

    id: str
    section: str
    number: int
    text: str
    text_hash: str

    @property
    def locator(self) -> str:
        """Say the place in words."""
        return f"“{self.section}”第 {self.number} 段"


def paragraph_anchors(sections: tuple[Section, ...]) -> tuple[Anchor, ...]:
    """Return an anchor for every paragraph and list item, ``practice-p2`` being the second under 做法.

    Tables, code and headings have none. The number is the place and the hash is the wording: together they tell a moved
    paragraph (same hash elsewhere) from a changed one.
    """
    return tuple(anchor for place, section in enumerate(sections, 1) for anchor in section_anchors(section, place))


def section_anchors(section: Section, place: int) -> tuple[Anchor, ...]:
    """Return the anchors of the section at this place in the body, counted from 1; one for each of its paragraphs."""
    name = SECTION_ANCHORS.get(section.heading, f"section-{place}")
    counted = (block for block in leaves(blocks_of(section.text)) if block.kind in _COUNTED)
    return tuple(
        Anchor(f"{name}-p{number}", section.heading, number, joined(block.text), text_hash(block.text))
        for number, block in enumerate(counted, 1)
        if block.kind == "paragraph"
    )


def text_hash(text: str) -> str:
    """Return the hash of a wording; line breaks and runs of spaces do not count, signs and characters do."""
    wording = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()
    return hashlib.sha256(wording.encode("utf-8")).hexdigest()[:_HASH_LENGTH]
