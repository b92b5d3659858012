"""Say what can be cited, whatever the style: one entry of a reference list."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from kb.citation.name import Name, read_name
from kb.model import Source

YearKind = Literal["copyright", "printing", "estimated"]
_YEAR_KINDS: dict[str, YearKind] = {"版权年": "copyright", "印刷年": "printing", "估计年": "estimated"}

#: Types of official documents.
POLICIES = frozenset({"regulation", "legislation", "bill", "treaty"})


@dataclass(frozen=True)
class Reference:
    """One entry, in CSL-JSON's terms; dates are ISO and as exact as known, an empty text is not known."""

    id: str
    type: str
    title: str
    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    translators: tuple[Name, ...] = ()
    issued: str = ""
    year_kind: YearKind | None = None
    number: str = ""
    publisher: str = ""
    publisher_place: str = ""
    container_title: str = ""
    event_title: str = ""
    edition: str = ""
    version: str = ""
    genre: str = ""
    volume: str = ""
    issue: str = ""
    page: str = ""
    isbn: str = ""
    url: str = ""
    doi: str = ""
    cstr: str = ""
    accessed: str = ""
    language: str = "zh-CN"
    locator: str = ""
    note: str = ""

    @property
    def is_chinese(self) -> bool:
        """Tell which language the words around the entry's data are in."""
        return self.language.lower().startswith("zh")

    @property
    def year(self) -> str:
        """Return the year of issue, bare."""
        return self.issued[:4]


def reference_of_source(source: Source, locator: str | None = None) -> Reference:
    """Return a source of the bibliography as a reference; ``locator`` says where in it.

    Two habits of bibliographies would mislead every style: a body repeated as the publisher of its own document or
    report is no imprint, and an article whose journal is not known, met on the web, is a web page.
    """
    return Reference(
        id=source.id,
        type=_type(source),
        title=one_line(source.title),
        authors=_names(source.author),
        editors=_names(source.editor),
        translators=_names(source.translator),
        issued=source.issued or "",
        year_kind=_YEAR_KINDS[source.year_kind] if source.year_kind else None,
        number=one_line(source.number),
        publisher=_publisher(source),
        publisher_place=one_line(source.publisher_place),
        container_title=one_line(source.container_title),
        event_title=one_line(source.event_title),
        edition=one_line(source.edition),
        version=one_line(source.version),
        genre=one_line(source.genre),
        volume=one_line(source.volume),
        issue=one_line(source.issue),
        page=one_line(source.page),
        isbn=one_line(source.isbn),
        url=source.url or "",
        doi=source.doi or "",
        cstr=one_line(source.cstr),
        accessed=source.accessed or "",
        language=source.language,
        locator=one_line(locator),
        note=one_line(source.note),
    )


def _type(source: Source) -> str:
    known = source.publisher or source.container_title
    return "webpage" if source.type == "article" and source.url and not known else source.type


def _publisher(source: Source) -> str:
    repeats = source.publisher in source.author and source.type in POLICIES | {"report"}
    return "" if repeats else one_line(source.publisher)


def one_line(text: str | None) -> str:
    """Return text on one line: what ends a line or cannot be seen would break the formats that count lines."""
    spaced = "".join(" " if unicodedata.category(char) in ("Cc", "Zl", "Zp") else char for char in text or "")
    return re.sub(r" {2,}", " ", spaced).strip()


def _names(written: tuple[str, ...]) -> tuple[Name, ...]:
    return tuple(read_name(one_line(text)) for text in written)
