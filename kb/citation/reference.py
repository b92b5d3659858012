"""Say what can be cited, whatever the style: one entry of a reference list."""

import re
import unicodedata
from dataclasses import dataclass, fields

from kb.citation.name import Name, read_name
from kb.model import Source

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
    year_kind: str = ""
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

    @property
    def address(self) -> str:
        """Return where it is found, by its DOI if there is no other address."""
        return self.url or (f"https://doi.org/{self.doi}" if self.doi else "")


#: What a source says in the same words.
TEXT_FIELDS = [field.name for field in fields(Reference) if field.name in Source.model_fields]


def reference_of_source(source: Source, locator: str | None = None) -> Reference:
    """Return a source of the bibliography as a reference; ``locator`` says where in it.

    Two habits of bibliographies would mislead every style: a body repeated as the publisher of its own document or
    report is no imprint, and an article whose journal is not known, met on the web, is a web page.
    """
    texts = {name: one_line(getattr(source, name)) for name in TEXT_FIELDS}
    known = source.publisher or source.container_title
    if source.type == "article" and source.url and not known:
        texts["type"] = "webpage"
    if source.publisher in source.author and source.type in POLICIES | {"report"}:
        texts["publisher"] = ""
    return Reference(
        authors=_names(source.author),
        editors=_names(source.editor),
        translators=_names(source.translator),
        locator=one_line(locator),
        **texts,
    )


def with_ranges(pages: str, sign: str) -> str:
    """Return page numbers with a style's own sign between two of them."""
    return re.sub(r"(?<=\d)\s*(?:--?|[–—~～])\s*(?=\d)", sign, pages)


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
