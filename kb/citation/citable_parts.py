"""List the places of a case that can be cited, each with the words that name it and the wording it stands for."""

from collections.abc import Mapping
from dataclasses import dataclass

from kb.citation.paragraph_anchors import SECTION_ANCHORS, paragraph_anchors, text_hash
from kb.citation.reference import one_line
from kb.model import Case, Claim, Source


@dataclass(frozen=True)
class Place:
    """One claim, section or paragraph: its anchor, the words that name it, and its wording."""

    id: str
    words: str
    text: str
    text_hash: str


def places_of(case: Case, sources: Mapping[str, Source]) -> tuple[Place, ...]:
    """Return every place of a case: claims, then sections, each followed by its paragraphs."""
    claims = [
        Place(f"claim-{number}", claim_words(number, claim, sources[claim.source]), claim.text, text_hash(claim.text))
        for number, claim in enumerate(case.claims, start=1)
        if claim.source in sources
    ]
    paragraphs = paragraph_anchors(case.sections)
    parts = []
    for section in case.sections:
        if name := SECTION_ANCHORS.get(section.heading):
            parts.append(Place(name, f"“{section.heading}”一节", section.text, text_hash(section.text)))
        parts += [
            Place(one.id, f"{one.locator}（文字指纹 {one.text_hash}）", one.text, one.text_hash)
            for one in paragraphs
            if one.section == section.heading
        ]
    return (*claims, *parts)


def claim_words(number: int, claim: Claim, source: Source) -> str:
    """Name a claim by its number, counted from 1, and the place it rests on."""
    place = f"，{claim.locator}" if claim.locator else ""
    return one_line(f"“来源怎么说”第 {number} 条（据{source.quoted_title}{place}）")
