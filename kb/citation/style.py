"""Write references in the style asked for; ``_FORMATS`` is the one table of styles.

A new style is a module that writes an entry, a member of ``Style`` and a row in the table.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from string import ascii_lowercase
from typing import Final, TypeVar

from kb.citation.apa import heading_apa, render_apa, render_apa_mark
from kb.citation.bibtex import render_bibtex
from kb.citation.collation import order_key
from kb.citation.csl_json import render_csl_json
from kb.citation.gbt7714 import heading_gb, render_gb, render_gb_mark
from kb.citation.gbt7714_edition import GB_2015, GB_2025, Edition
from kb.citation.plain import render_plain
from kb.citation.reference import Reference
from kb.citation.ris import render_ris

K = TypeVar("K")


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
    label = f"GB/T 7714-{name} 顺序编码"
    return _Format(label, lambda reference, _: render_gb(reference, edition), f"{label}制")


def _gb_author_date(edition: Edition, name: str) -> _Format:
    label = f"GB/T 7714-{name} 著者-出版年"
    return _Format(
        label,
        lambda reference, letter: render_gb(reference, edition, author_date=True, letter=letter),
        f"{label}制",
        lambda reference, letter: render_gb_mark(reference, edition, letter),
        lambda reference: heading_gb(reference, edition),
    )


def _file(label: str, ending: str, write: Callable[[Sequence[Reference]], str]) -> _Format:
    return _Format(label, lambda reference, _: write([reference]), file=write, file_ending=ending)


_FORMATS: Final[Mapping[Style, _Format]] = {
    Style.GB_2025: _gb(GB_2025, "2025"),
    Style.GB_2025_AUTHOR_DATE: _gb_author_date(GB_2025, "2025"),
    Style.GB_2015: _gb(GB_2015, "2015"),
    Style.GB_2015_AUTHOR_DATE: _gb_author_date(GB_2015, "2015"),
    Style.APA: _Format("APA 第 7 版", render_apa, "APA 第 7 版", render_apa_mark, heading_apa),
    Style.PLAIN: _Format("一句话（幻灯片、消息用）", lambda reference, _: render_plain(reference)),
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


@dataclass(frozen=True)
class Entry:
    """One entry of a list, and the mark in the text that leads to it: ``[1]``, or author and date."""

    text: str
    mark: str
    is_numbered: bool = False

    @property
    def line(self) -> str:
        """Return the entry as the list has it, after its number if it has one."""
        return f"{self.mark} {self.text}" if self.is_numbered else self.text


def reference_list(references: Mapping[K, Reference], style: Style = Style.GB_2025) -> dict[K, Entry]:
    """Return entries by key in the order of the list: that of first mention with numbers, or sorted by author."""
    one = _FORMATS[style]
    if one.mark is None or one.heading is None:
        numbered = enumerate(references.items(), start=1)
        has_numbers = bool(one.list_label)
        return {key: Entry(one.entry(each, ""), f"[{number}]", has_numbers) for number, (key, each) in numbered}
    ordered = sorted(references.items(), key=lambda item: sort_key(item[1], style) or ())
    times = Counter(one.mark(each, "") for each in references.values())
    seen: Counter[str] = Counter()
    entries = {}
    for key, each in ordered:
        mark = one.mark(each, "")
        # Works of one author and year: a, b … after the year (2025: 9.3.1.3).
        letter = _year_suffix(seen[mark]) if times[mark] > 1 else ""
        seen[mark] += 1
        entries[key] = Entry(one.entry(each, letter), one.mark(each, letter))
    return entries


def render_references(references: Sequence[Reference], style: Style = Style.GB_2025) -> str:
    """Return a reference list as text, an entry a line, with numbers where the style numbers several.

    Files (BibTeX, RIS, CSL-JSON) are returned whole.
    """
    written = _FORMATS[style]
    if written.file:
        return written.file(references)
    entries = reference_list(dict(enumerate(references)), style).values()
    return "".join(f"{each.line if len(entries) > 1 else each.text}\n" for each in entries)


def render_entry(reference: Reference, style: Style = Style.GB_2025, *, letter: str = "") -> str:
    """Return one entry by itself; ``letter`` tells works of one author and year apart."""
    return _FORMATS[style].entry(reference, letter)


def render_mark(reference: Reference, style: Style, letter: str) -> str:
    """Return the author and date that stand in the text; nothing where lists are numbered."""
    mark = _FORMATS[style].mark
    return mark(reference, letter) if mark else ""


def sort_key(reference: Reference, style: Style) -> tuple[int, str, str, str, str] | None:
    """Return the place of an entry among others of its style, or None where a list keeps the order given."""
    heading = _FORMATS[style].heading
    return order_key(reference, heading(reference)) if heading else None


def _year_suffix(number: int) -> str:
    """Return a, b … z, aa, ab …, counted from 0."""
    rest, last = divmod(number, 26)
    return (_year_suffix(rest - 1) if rest else "") + ascii_lowercase[last]
