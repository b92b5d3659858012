"""Write the references of a pack ahead of it: what depends on the other entries or on the reader is left open.

Three signs stand for it: the letter after the year, the date of access, and the anchor of a quoted passage.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kb.citation import (
    CaseVersion,
    Library,
    Reference,
    Style,
    reference_of_case,
    reference_of_part,
    reference_of_source,
    render_entry,
    render_mark,
    sort_key,
)
from kb.citation.style import letter_of
from kb.model import Case, Source

LETTER: Final = "\ue000"
ACCESSED: Final = "\ue001"
ANCHOR: Final = "\ue002"

#: The styles of a printed list, with the names readers choose by.
STYLES: Final[Mapping[Style, str]] = {
    Style.GB_2025: "GB/T 7714-2025 顺序编码制",
    Style.GB_2025_AUTHOR_DATE: "GB/T 7714-2025 著者-出版年制",
    Style.GB_2015: "GB/T 7714-2015 顺序编码制",
    Style.GB_2015_AUTHOR_DATE: "GB/T 7714-2015 著者-出版年制",
    Style.APA: "APA 第 7 版",
}


@dataclass(frozen=True)
class ReferenceList:
    """The list at the end of a pack, and the mark that leads to each entry."""

    entries: tuple[str, ...]
    marks: Mapping[str, str]


def reference_list(references: Mapping[str, Reference], style: Style) -> ReferenceList:
    """Return the list of what a pack cites, key → reference in the order of first mention."""
    if all(sort_key(one, style) is None for one in references.values()):
        numbered = enumerate(references.items(), start=1)
        marks = {key: render_mark(one, style, number=number) for number, (key, one) in numbered}
        return ReferenceList(
            tuple(f"{marks[key]} {render_entry(one, style)}" for key, one in references.items()), marks
        )
    ordered = sorted(references.items(), key=lambda pair: sort_key(pair[1], style) or ())
    times = Counter(render_mark(one, style) for _, one in ordered)
    seen: Counter[str] = Counter()
    listed: list[str] = []
    lettered: dict[str, str] = {}
    for key, one in ordered:
        plain = render_mark(one, style)
        letter = letter_of(seen[plain]) if times[plain] > 1 else ""
        seen[plain] += 1
        lettered[key] = render_mark(one, style, letter=letter)
        listed.append(render_entry(one, style, letter=letter))
    return ReferenceList(tuple(listed), lettered)


#: A reference as JSON, style by style.
OpenReference = dict[str, dict[str, object]]


def case_reference(case: Case, content_hash: str, library: Library, *, accessed: str) -> Reference:
    """Return the case of this version as a reference."""
    return reference_of_case(case, CaseVersion(content_hash, case.review.date), library, accessed=accessed)


def open_references(case: Case, whole: Reference, sources: Mapping[str, Source]) -> dict[str, OpenReference]:
    """Return everything a pack may cite of a case: the case, a passage of it, its sources."""
    statements = (*case.prerequisites, *case.steps, *case.enabling, *case.constraints)
    named = [one.source for one in (*case.sources, *case.claims)] + [one.source for one in statements if one.source]
    named += [case.cost.source] if case.cost else []
    found = {"case": open_reference(whole), "passage": open_reference(reference_of_part(whole, ANCHOR, ""))}
    return found | {
        f"source:{name}": open_reference(reference_of_source(sources[name]))
        for name in dict.fromkeys(named)
        if name in sources
    }


def open_reference(reference: Reference) -> OpenReference:
    """Return an entry, its mark and its place in the list, in every style."""
    return {
        style.value: {
            "entry": render_entry(reference, style, letter=LETTER),
            "mark": render_mark(reference, style, letter=LETTER),
            "order": sort_key(reference, style),
        }
        for style in STYLES
    }
