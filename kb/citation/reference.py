"""Say what can be cited, whatever the style: one entry of a reference list."""

import re
import unicodedata
from dataclasses import dataclass, fields
from typing import Final

from kb.citation.name import Name, read_name
from kb.citation.source_types import SourceType, type_of
from kb.model import Source
from kb.model.base import STILL_ISSUED

#: A volume that is a mere number: 4, IV, Ⅲ, 四, 1-3.
_NUMBER = re.compile(r"(?:\d+|[IVXLC]+|[一二三四五六七八九十]+)(?:\s*[-–—~、，,/]\s*(?:\d+|[IVXLC]+))*")
#: A page, in figures with letters about them or in small Roman numerals.
_PAGE = r"(?:[A-Za-z]{0,2}\d+[a-z]?|[ivxlc]+)"
_PAGES = re.compile(rf"(?<![\w-])({_PAGE})\s*(?:--?|[–—~～])\s*({_PAGE})(?![\w-])")

#: Stands for the letter after a year in templates, and for the one after a hyphen where there is no year.
LETTER: Final = "⟨letter⟩"
_LETTER_APART: Final = "⟨letterApart⟩"


@dataclass(frozen=True)
class Reference:
    """One entry, in CSL-JSON's terms; dates are ISO and as exact as known, an empty text is not known."""

    id: str
    type: str
    title: str
    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    translators: tuple[Name, ...] = ()
    interviewers: tuple[Name, ...] = ()
    issued: str = ""
    issued_until: str = ""
    year_kind: str = ""
    number: str = ""
    status: str = ""
    effective: str = ""
    publisher: str = ""
    publisher_place: str = ""
    container_title: str = ""
    collection_title: str = ""
    collection_number: str = ""
    event_title: str = ""
    event_place: str = ""
    edition: str = ""
    version: str = ""
    genre: str = ""
    dimensions: str = ""
    volume: str = ""
    issue: str = ""
    page: str = ""
    isbn: str = ""
    issn: str = ""
    url: str = ""
    doi: str = ""
    cstr: str = ""
    accessed: str = ""
    language: str = "zh-CN"
    locator: str = ""
    note: str = ""

    @property
    def kind(self) -> SourceType:
        """Return what is known of its type."""
        return type_of(self.type)

    @property
    def is_chinese(self) -> bool:
        """Tell which language the words around the entry's data are in."""
        return self.language.lower().startswith("zh")

    @property
    def is_article(self) -> bool:
        """Tell whether the volume is that of a serial, not of the work itself."""
        return self.kind.group == "article" or (self.type == "article" and bool(self.container_title))

    @property
    def own_volume(self) -> str:
        """Return the volume that names a part of the work, or of the book that it is in."""
        return "" if self.is_article or self.type == "periodical" else self.volume

    @property
    def volume_number(self) -> str:
        """Return that volume where it is a mere number, which styles put a word to."""
        return self.own_volume if _NUMBER.fullmatch(unicodedata.normalize("NFKC", self.own_volume)) else ""

    @property
    def chinese_volume(self) -> str:
        """Return that volume in Chinese words; a year is that of a yearbook."""
        number = self.volume_number
        is_year = re.fullmatch(r"(?:1[89]|20)\d\d", number)
        return f"{number}年卷" if is_year else f"第{number}卷" if number else self.own_volume

    @property
    def article_number(self) -> str:
        """Return the number that stands in the place of an article's pages (2025: 7.7)."""
        has_pages = self.page or self.type == "article-newspaper"
        return self.number if self.is_article and not has_pages else ""

    @property
    def year(self) -> str:
        """Return the year of issue, bare; the first of several."""
        return self.issued[:4]

    def years(self, dash: str, present: str = "") -> str:
        """Return the year of issue, or the first and the last."""
        if not self.issued_until or not self.issued:
            return self.year
        return self.year + dash + (present if self.issued_until == STILL_ISSUED else self.issued_until[:4])

    @property
    def force(self) -> str:
        """Return from when a document is in force, and whether it is."""
        since = f"{self.effective} 起施行" if self.is_chinese else f"in force from {self.effective}"
        comma = "，" if self.is_chinese else ", "
        return comma.join(part for part in (self.effective and since, self.status) if part)

    @property
    def address(self) -> str:
        """Return where it is found, by its DOI if there is no other address."""
        return self.url or (f"https://doi.org/{self.doi}" if self.doi else "")


#: What a source says in the same words.
TEXT_FIELDS = [field.name for field in fields(Reference) if field.name in Source.model_fields]


def reference_of_source(source: Source, locator: str | None = None) -> Reference:
    """Return a source of the bibliography as a reference; ``locator`` says where in it.

    Two habits of bibliographies would mislead every style: a body repeated as the publisher of its own document or
    report is no imprint, and an article whose journal is not known, met on the web, is a web page. A title that the
    editors made up stands in square brackets (2025: 7.2.1).
    """
    texts = {name: one_line(getattr(source, name)) for name in TEXT_FIELDS}
    known = source.publisher or source.container_title
    if source.type == "article" and source.url and not known:
        texts["type"] = "webpage"
    if source.publisher in source.author and (source.type == "report" or type_of(source.type).group == "policy"):
        texts["publisher"] = ""
    if source.title_by_editor and not is_bracketed(texts["title"]):
        texts["title"] = f"[{texts['title']}]"
    return Reference(
        authors=_names(source.author),
        editors=_names(source.editor),
        translators=_names(source.translator),
        interviewers=_names(source.interviewer),
        locator=one_line(locator),
        **texts,
    )


def is_bracketed(title: str) -> bool:
    """Tell whether a title is the editors' own."""
    return title.startswith("[") and title.endswith("]")


def letter_apart(letter: str) -> str:
    """Return the letter that tells undated works apart, as it stands after words."""
    return _LETTER_APART if letter == LETTER else letter and f"-{letter}"


def with_ranges(pages: str, sign: str) -> str:
    """Return page numbers with a style's own sign between two of them."""
    return _PAGES.sub(rf"\1{sign}\2", pages)


def ordinal(number: str) -> str:
    """Return a number as English counts by it: 2nd."""
    last = int(number) % 10 if int(number) % 100 // 10 != 1 else 0
    return f"{int(number)}" + {1: "st", 2: "nd", 3: "rd"}.get(last, "th")


def one_line(text: str | None) -> str:
    """Return text on one line: what ends a line or cannot be seen would break the formats that count lines."""
    spaced = "".join(" " if unicodedata.category(char) in ("Cc", "Zl", "Zp") else char for char in text or "")
    return re.sub(r" {2,}", " ", spaced).strip()


def _names(written: tuple[str, ...]) -> tuple[Name, ...]:
    return tuple(read_name(one_line(text)) for text in written)
