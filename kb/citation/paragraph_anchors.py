"""Name the paragraphs of a body so that a citation can point at the exact wording and tell when it has changed."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass

from kb.model import Section

#: Body heading → the permanent anchor of its section on the page.
SECTION_ANCHORS = {
    "背景与问题": "background",
    "做法": "practice",
    "成效与证据": "evidence",
    "复制条件（编者分析）": "replication",
    "待补证据": "gaps",
}
_HASH_LENGTH = 7
_ITEM = re.compile(r"(?:[-*+]|\d+[.)])\s+")
_FENCE = re.compile(r"\s{0,3}(```+|~~~+)")


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
    found = []
    for place, section in enumerate(sections, start=1):
        name = SECTION_ANCHORS.get(section.heading, f"section-{place}")
        for number, text in enumerate(_paragraphs(section.text), start=1):
            found.append(Anchor(f"{name}-p{number}", section.heading, number, text, text_hash(text)))
    return tuple(found)


def text_hash(text: str) -> str:
    """Return the hash of a wording; line breaks and runs of spaces do not count, signs and characters do."""
    wording = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()
    return hashlib.sha256(wording.encode("utf-8")).hexdigest()[:_HASH_LENGTH]


def _paragraphs(text: str) -> list[str]:
    blocks: list[list[str]] = [[]]
    fence = ""
    for line in text.split("\n"):
        opening = _FENCE.match(line)
        if fence or opening:
            if not fence and opening:
                fence = opening[1]
            elif line.strip().startswith(fence):
                fence = ""
            blocks.append([])
            continue
        bare = line.strip()
        if not bare or bare.startswith(("#", "|")):
            blocks.append([])
        elif item := _ITEM.match(bare):
            blocks.append([bare[item.end() :]])
        else:
            blocks[-1].append(bare.removeprefix("> "))
    return [" ".join(block) for block in blocks if block]
