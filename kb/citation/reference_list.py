"""Write the list of references at the end of a document, and the mark that leads to each entry."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from kb.citation.case_references import CaseVersion, Library, reference_of_case
from kb.citation.reference import Reference
from kb.citation.style import Style, render_entry, render_mark, sort_key, year_suffix
from kb.model import Case


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
        letter = year_suffix(seen[plain]) if times[plain] > 1 else ""
        seen[plain] += 1
        lettered[key] = render_mark(one, style, letter=letter)
        listed.append(render_entry(one, style, letter=letter))
    return ReferenceList(tuple(listed), lettered)


def case_reference(case: Case, content_hash: str, library: Library, *, accessed: str) -> Reference:
    """Return the case of this version as a reference."""
    return reference_of_case(case, CaseVersion(content_hash, case.review.date), library, accessed=accessed)
