"""Write references in the style asked for; ``_FORMATS`` is the one table of styles.

A new style is a module that writes an entry, a member of ``Style`` and a row in the table.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Final

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


@dataclass(frozen=True)
class _Format:
    """How one style writes.

    ``label`` is what readers choose it by, "" where only the command line has it; ``list_label`` that for a printed
    list of references. ``mark`` and ``heading`` are given where entries are sorted by author; others are numbered, or
    stand for themselves where a style is no list. ``file`` writes all references as one file.
    """

    label: str
    entry: Callable[[Reference, str], str]
    list_label: str = ""
    mark: Callable[[Reference, str], str] | None = None
    heading: Callable[[Reference], str] | None = None
    file: Callable[[Sequence[Reference]], str] | None = None
    file_ending: str = "txt"


def _gb(edition: Edition, name: str) -> _Format:
    def entry(reference: Reference, letter: str) -> str:
        return render_gb(reference, edition, letter=letter)

    return _Format(f"GB/T 7714-{name} 顺序编码", entry, f"GB/T 7714-{name} 顺序编码制")


def _gb_author_date(edition: Edition, name: str) -> _Format:
    def entry(reference: Reference, letter: str) -> str:
        return render_gb(reference, edition, author_date=True, letter=letter)

    def mark(reference: Reference, letter: str) -> str:
        return render_gb_mark(reference, edition, letter)

    def heading(reference: Reference) -> str:
        return heading_gb(reference, edition)

    return _Format(f"GB/T 7714-{name} 著者-出版年", entry, f"GB/T 7714-{name} 著者-出版年制", mark, heading)


def _apa(reference: Reference, letter: str) -> str:
    return render_apa(reference, letter=letter)


def _plain(reference: Reference, _letter: str) -> str:
    return render_plain(reference)


def _file(label: str, ending: str, write: Callable[[Sequence[Reference]], str]) -> _Format:
    return _Format(label, lambda reference, _: write([reference]), file=write, file_ending=ending)


_FORMATS: Final[Mapping[Style, _Format]] = {
    Style.GB_2025: _gb(GB_2025, "2025"),
    Style.GB_2025_AUTHOR_DATE: _gb_author_date(GB_2025, "2025"),
    Style.GB_2015: _gb(GB_2015, "2015"),
    Style.GB_2015_AUTHOR_DATE: _gb_author_date(GB_2015, "2015"),
    Style.APA: _Format("APA 第 7 版", _apa, "APA 第 7 版", render_apa_mark, heading_apa),
    Style.PLAIN: _Format("一句话（幻灯片、消息用）", _plain),
    Style.BIBTEX: _file("BibTeX", "bib", render_bibtex),
    Style.BIBLATEX: _file("", "bib", partial(render_bibtex, biblatex=True)),
    Style.RIS: _file("RIS（EndNote、Zotero、NoteExpress）", "ris", render_ris),
    Style.CSL_JSON: _file("CSL-JSON", "json", render_csl_json),
}

#: The styles of a single citation, with what readers call them and the ending of a file.
CITATION_STYLES: Final[Mapping[Style, tuple[str, str]]] = {
    style: (one.label, one.file_ending) for style, one in _FORMATS.items() if one.label
}

#: The styles of a printed list, with the names readers choose by.
LIST_STYLES: Final[Mapping[Style, str]] = {style: one.list_label for style, one in _FORMATS.items() if one.list_label}


def render_references(references: Sequence[Reference], style: Style = Style.GB_2025) -> str:
    """Return a reference list as text: numbered in the order given, or sorted by author; an entry a line.

    A single numbered entry stands without its number. Files (BibTeX, RIS, CSL-JSON) are returned whole.
    """
    written = _FORMATS[style]
    if written.file:
        return written.file(references)
    lines = render_entries(references, style)
    if written.list_label and not written.heading and len(lines) > 1:
        lines = [f"[{number}] {line}" for number, line in enumerate(lines, start=1)]
    return "".join(f"{line}\n" for line in lines)


def render_entries(references: Sequence[Reference], style: Style = Style.GB_2025) -> list[str]:
    """Return the entries of a reference list without their numbers, in the order of the list."""
    heading = _FORMATS[style].heading
    if heading is None:
        return [render_entry(reference, style) for reference in references]
    ordered = sorted_by_author(references, heading)
    return [render_entry(each, style, letter=one) for each, one in zip(ordered, _letters(ordered, style), strict=True)]


def render_entry(reference: Reference, style: Style = Style.GB_2025, *, letter: str = "") -> str:
    """Return one entry by itself; ``letter`` tells works of one author and year apart."""
    return _FORMATS[style].entry(reference, letter)


def sort_key(reference: Reference, style: Style) -> tuple[int, str, str, str] | None:
    """Return the place of an entry among others of its style, or None where a list keeps the order given."""
    heading = _FORMATS[style].heading
    return order_key(reference, heading(reference)) if heading else None


def render_mark(reference: Reference, style: Style, *, number: int = 1, letter: str = "") -> str:
    """Return what stands in the running text: ``[1]``, or author and date."""
    mark = _FORMATS[style].mark
    return mark(reference, letter) if mark else f"[{number}]"


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
