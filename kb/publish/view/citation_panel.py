"""Write a case's citations ahead for its page: the usual one into the page, the rest into a script loaded on demand.

Every word of a citation is written here by ``kb.citation``. Signs stand for what is known only to the reader's browser:
today's date, and the place that is cited.
"""

import re
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from kb.citation import (
    Library,
    Reference,
    Style,
    places_of,
    reference_of_part,
    render_references,
)
from kb.citation.bibtex import escape_latex
from kb.citation.reference_list import case_reference
from kb.model import Case
from kb.publish.view.catalogue import Catalogue
from kb.publish.view.qr import qr_svg
from kb.publish.view.structured_data import LIBRARY

#: Style → what readers call it, and the ending of a file of it.
STYLES: Final = {
    Style.GB_2025: ("GB/T 7714-2025 顺序编码", "txt"),
    Style.GB_2025_AUTHOR_DATE: ("GB/T 7714-2025 著者-出版年", "txt"),
    Style.GB_2015: ("GB/T 7714-2015 顺序编码", "txt"),
    Style.GB_2015_AUTHOR_DATE: ("GB/T 7714-2015 著者-出版年", "txt"),
    Style.APA: ("APA 第 7 版", "txt"),
    Style.PLAIN: ("一句话（幻灯片、消息用）", "txt"),
    Style.BIBTEX: ("BibTeX", "bib"),
    Style.RIS: ("RIS（EndNote、Zotero、NoteExpress）", "ris"),
    Style.CSL_JSON: ("CSL-JSON", "json"),
}

#: Today as 2026-11-24, as 2026/11/24, and its three numbers; the anchor; the words that name the place.
DAY, DAY_IN_SLASHES, ANCHOR, WORDS = "\ue001", "\ue002", "\ue004", "\ue005"
YEAR, MONTH, DAY_OF_MONTH = "\ue003", "\ue006", "\ue007"
#: A date that no case has; it is what the signs replace.
_NEVER: Final = "0001-02-03"


@dataclass(frozen=True)
class CitationPanel:
    """What the page itself says; ``code`` is empty and ``address`` too where the site does not know its address."""

    entry: str
    version: str
    date: str
    address: str
    code: Markup
    script_uri: str


def citation_panel(case: Case, catalogue: Catalogue, site_url: str | None) -> CitationPanel:
    """Return the panel of a case's page."""
    whole = _reference(case, catalogue, site_url, accessed="")
    return CitationPanel(
        entry=render_references([whole], Style.GB_2025).strip(),
        version=whole.version,
        date=whole.issued,
        address=whole.url,
        code=Markup(qr_svg(whole.url)) if whole.url else Markup(""),
        script_uri=f"cases/{case.id}.cite.js",
    )


def citations_told(case: Case, catalogue: Catalogue, site_url: str | None) -> dict[str, object]:
    """Return every style of the case and of a place in it, and the places."""
    whole = _reference(case, catalogue, site_url, accessed=_NEVER)
    part = reference_of_part(whole, ANCHOR, WORDS)
    return {
        "id": case.id,
        "styles": [
            [style.value, label, ending, _open(whole, style), _open(part, style)]
            for style, (label, ending) in STYLES.items()
        ],
        "places": [
            [place.id, place.words, *([escaped] if (escaped := escape_latex(place.words)) != place.words else [])]
            for place in places_of(case, catalogue.corpus.sources)
        ],
    }


def _reference(case: Case, catalogue: Catalogue, site_url: str | None, *, accessed: str) -> Reference:
    content_hash = catalogue.corpus.content_hashes.get(case.id, "")
    return case_reference(case, content_hash, Library(LIBRARY, LIBRARY, site_url or ""), accessed=accessed)


def _open(reference: Reference, style: Style) -> str:
    text = render_references([reference], style)
    text = text.replace(_NEVER, DAY).replace(_NEVER.replace("-", "/"), DAY_IN_SLASHES)
    if style is Style.CSL_JSON:
        text = re.sub(r"\b1,(\s+)2,(\s+)3\b", rf"{YEAR},\1{MONTH},\2{DAY_OF_MONTH}", text)
    return text
