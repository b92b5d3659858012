"""Write citations of cases as templates, once for the whole library; a browser fills in what each case says of itself.

A hole is a name in ⟨ ⟩: ``id``, ``title``, the ``reading`` it is sorted by, ``version`` and ``issued`` of the case,
``today``, and ``anchor`` and ``place`` of the passage that is cited. Dates have further forms, such as ``issuedYear``
and ``todaySlashed``.
"""

import re
from dataclasses import replace
from functools import cache
from typing import Final

from kb.citation.apa import MONTHS
from kb.citation.case_references import Library, reference_of_page, reference_of_part
from kb.citation.reference import LETTER, Reference, one_line, reference_of_source
from kb.citation.style import (
    CITATION_STYLES,
    LIST_STYLES,
    Style,
    render_entry,
    render_mark,
    render_references,
    sort_key,
)
from kb.errors import PublishError
from kb.model import Source

#: Dates that nothing has, of the case and of the day of reading: what a style makes of them shows where the holes are.
_ISSUED: Final = "9871-11-23"
_TODAY: Final = "9872-10-24"
#: Where a page is read; what a library that does not know its address is given as one.
SITE: Final = "⟨site⟩"
_TITLE: Final = "⟨title⟩"


def citation_templates(library: Library) -> dict[str, object]:
    """Return every style for a whole case and for a passage of one, by how exact the case's date is.

    A library that does not know its address has them once more, under ``here``, with a hole ``site`` for wherever the
    page is read.
    """
    site = library.url.rstrip("/")
    return {
        "site": f"{site}/" if site else "",
        "months": MONTHS,
        "styles": [[style.value, label, ending] for style, (label, ending) in CITATION_STYLES.items()],
        "templates": _templates(library, site),
        **({} if site else {"here": _templates(replace(library, url=SITE), SITE)}),
    }


def _templates(library: Library, site: str) -> dict[int, dict[str, list[list[object]]]]:
    exactness = {len(issued): issued for issued in (_ISSUED, _ISSUED[:7], _ISSUED[:4])}
    return {
        length: {
            style.value: [_template(whole, style, issued, site), _template(passage, style, issued, site)]
            for style in CITATION_STYLES
        }
        for length, issued in exactness.items()
        for whole in [_blank(library, issued)]
        for passage in [reference_of_part(whole, "⟨anchor⟩", "⟨place⟩")]
    }


def entry_to_fill(reference: Reference) -> str:
    """Return the usual entry of a page of the library with the hole ``today``."""
    return _rendered(replace(reference, accessed=_TODAY), Style.GB_2025).strip().replace(_TODAY, "⟨today⟩")


def title_forms(title: str, library: Library) -> dict[str, str]:
    """Return a title as the styles write it, where one writes it otherwise than it stands."""
    title, blank = one_line(title), _blank(library, _ISSUED)
    forms = {}
    for style, (before, after) in _around_title(library).items():
        text = _rendered(replace(blank, title=title), style)
        form = text[len(before) : len(text) - len(after)]
        if before + form + after != text:
            raise PublishError(f"标题“{title}”在引用里和库名分不清。请给案例换一个标题。")
        if form != title:
            forms[style.value] = form
    return forms


@cache
def _around_title(library: Library) -> dict[Style, tuple[str, str]]:
    blank = _blank(library, _ISSUED)
    parts = {style: _rendered(blank, style).partition(blank.title) for style in CITATION_STYLES}
    return {style: (before, after) for style, (before, _, after) in parts.items()}


def source_templates(source: Source) -> dict[str, list[object]]:
    """Return a source's entry, its mark and its place in the list, in every style of a list."""
    reference = reference_of_source(source)
    return {
        style.value: [render_entry(reference, style, letter=LETTER), *_marked(reference, style)]
        for style in LIST_STYLES
    }


def _blank(library: Library, issued: str) -> Reference:
    at_site = replace(library, url=SITE if library.url else "")
    page = reference_of_page(_TITLE, "cases/⟨id⟩.html", at_site, date=issued, accessed=_TODAY)
    return replace(page, id="⟨id⟩", version="⟨version⟩")


def _template(reference: Reference, style: Style, issued: str, site: str) -> list[object]:
    def opened(part: object) -> object:
        if isinstance(part, str):
            return _with_holes(part, issued).replace(SITE, site)
        return [opened(one) for one in part] if isinstance(part, tuple) else part

    return [opened(part) for part in (_rendered(reference, style), *_marked(reference, style))]


def _marked(reference: Reference, style: Style) -> list[object]:
    key = sort_key(reference, style)
    if key is None:
        return []
    by_title = (*key[:3], "⟨reading⟩", key[4]) if reference.title == _TITLE else key
    return [render_mark(reference, style, LETTER), by_title]


def _rendered(reference: Reference, style: Style) -> str:
    if style in LIST_STYLES:
        return render_entry(reference, style, letter=LETTER) + "\n"
    return render_references([reference], style)


def _with_holes(text: str, issued: str) -> str:
    for date, name in ((issued, "issued"), (_TODAY, "today")):
        text = text.replace(date, f"⟨{name}⟩").replace(date.replace("-", "/"), f"⟨{name}Slashed⟩")
        for number, part in zip(date.split("-"), ("Year", "Month", "Day"), strict=False):
            text = re.sub(rf"\b{number}\b", f"⟨{name}{part}⟩", text)
    return text.replace(MONTHS[int(_ISSUED[5:7]) - 1], "⟨issuedMonthName⟩")
