"""Write a list of references in the style asked for."""

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum

from kb.citation.apa import heading_apa, render_apa, render_apa_mark
from kb.citation.bibtex import render_bibtex
from kb.citation.collation import order_key, sorted_by_author
from kb.citation.csl_json import render_csl_json
from kb.citation.gbt7714 import heading_gb, render_gb, render_gb_mark
from kb.citation.gbt7714_edition import GB_2015, GB_2025, Edition
from kb.citation.plain import render_plain
from kb.citation.reference import Reference
from kb.citation.ris import render_ris


class Style(StrEnum):
    """The styles and formats a citation may have; the value is what a user types."""

    GB_2025 = "gb-2025"
    GB_2025_AUTHOR_DATE = "gb-2025-author-date"
    GB_2015 = "gb-2015"
    GB_2015_AUTHOR_DATE = "gb-2015-author-date"
    APA = "apa"
    BIBTEX = "bibtex"
    BIBLATEX = "biblatex"
    RIS = "ris"
    CSL_JSON = "csl-json"
    PLAIN = "plain"


_EDITIONS: dict[Style, Edition] = {
    Style.GB_2025: GB_2025,
    Style.GB_2025_AUTHOR_DATE: GB_2025,
    Style.GB_2015: GB_2015,
    Style.GB_2015_AUTHOR_DATE: GB_2015,
}
_AUTHOR_DATE = {Style.GB_2025_AUTHOR_DATE, Style.GB_2015_AUTHOR_DATE, Style.APA}


def render_references(references: Sequence[Reference], style: Style = Style.GB_2025) -> str:
    """Return a reference list as text: numbered in the order given, or sorted by author; an entry a line.

    A single numeric entry stands without its number. Files (BibTeX, RIS, CSL-JSON) are returned whole.
    """
    match style:
        case Style.BIBTEX | Style.BIBLATEX:
            return render_bibtex(references, biblatex=style is Style.BIBLATEX)
        case Style.RIS:
            return render_ris(references)
        case Style.CSL_JSON:
            return render_csl_json(references)
    lines = render_entries(references, style)
    if style in (Style.GB_2025, Style.GB_2015) and len(lines) > 1:
        lines = [f"[{number}] {line}" for number, line in enumerate(lines, start=1)]
    return "".join(f"{line}\n" for line in lines)


def render_entries(references: Sequence[Reference], style: Style = Style.GB_2025) -> list[str]:
    """Return the entries of a reference list without their numbers, in the order of the list."""
    if style not in _AUTHOR_DATE:
        return [_render(reference, style, "") for reference in references]
    ordered = sorted_by_author(references, lambda reference: _heading(reference, style))
    return [_render(each, style, letter) for each, letter in zip(ordered, _letters(ordered, style), strict=True)]


def render_entry(reference: Reference, style: Style = Style.GB_2025, *, letter: str = "") -> str:
    """Return one entry by itself; ``letter`` tells works of one author and year apart."""
    return _render(reference, style, letter)


def sort_key(reference: Reference, style: Style) -> tuple[int, str, str, str] | None:
    """Return the place of an entry among others of its style, or None where a list keeps the order given."""
    return order_key(reference, _heading(reference, style)) if style in _AUTHOR_DATE else None


def render_mark(reference: Reference, style: Style, *, number: int = 1, letter: str = "") -> str:
    """Return what stands in the running text: ``[1]``, or author and date."""
    if style is Style.APA:
        return render_apa_mark(reference, letter)
    if style in _AUTHOR_DATE:
        return render_gb_mark(reference, _EDITIONS[style], letter)
    return f"[{number}]"


def _render(reference: Reference, style: Style, letter: str) -> str:
    if style is Style.APA:
        return render_apa(reference, letter=letter)
    if style is Style.PLAIN:
        return render_plain(reference)
    return render_gb(reference, _EDITIONS[style], author_date=style in _AUTHOR_DATE, letter=letter)


def _heading(reference: Reference, style: Style) -> str:
    return heading_apa(reference) if style is Style.APA else heading_gb(reference, _EDITIONS[style])


def _letters(references: Sequence[Reference], style: Style) -> list[str]:
    """Tell works of one author and year apart: a, b … after the year (2025: 9.3.1.3)."""
    marks = [render_mark(reference, style) for reference in references]
    times = Counter(marks)
    seen: Counter[str] = Counter()
    letters = []
    for mark in marks:
        letters.append(year_suffix(seen[mark]) if times[mark] > 1 else "")
        seen[mark] += 1
    return letters


def year_suffix(number: int) -> str:
    """Return a, b … z, aa, ab …, counted from 0."""
    text = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("a") + rest) + text
    return text
