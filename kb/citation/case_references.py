"""Turn what the library holds into references: a case, a claim, a paragraph, the whole."""

from dataclasses import dataclass, replace

from kb.citation.citable_parts import claim_words
from kb.citation.name import Name
from kb.citation.reference import Reference, one_line
from kb.model import Case, Claim, Source

LIBRARY_NAME = "教育信息化典型案例库"

#: How many digits of the content hash name a version.
VERSION_LENGTH = 7


@dataclass(frozen=True)
class Library:
    """Name the library and the body that answers for it; ``url`` is the root of the published site, empty if none."""

    name: str
    editor: str
    url: str = ""


@dataclass(frozen=True)
class CaseVersion:
    """Name the state of a case that is cited: its content hash, and the date of its last change."""

    content_hash: str
    date: str

    @property
    def short(self) -> str:
        """Return the version as citations print it."""
        return self.content_hash[:VERSION_LENGTH]


def reference_of_case(case: Case, version: CaseVersion, library: Library, *, accessed: str) -> Reference:
    """Return a case as a web page of a stated version."""
    return reference_of_case_page(case.id, case.title, version, library, accessed=accessed)


def reference_of_case_page(
    name: str, title: str, version: CaseVersion, library: Library, *, accessed: str
) -> Reference:
    """Return the page of a case by its id and title."""
    return Reference(
        id=name,
        type="webpage",
        title=one_line(title),
        authors=(Name(one_line(library.editor)),),
        issued=version.date,
        version=version.short,
        container_title=one_line(library.name),
        url=_address(library, f"cases/{name}.html"),
        accessed=accessed,
    )


def reference_of_part(case: Reference, anchor: str, locator: str) -> Reference:
    """Return a part of a cited case: its address with the anchor, and the words that name the place."""
    url = f"{case.url}#{anchor}" if case.url else ""
    return replace(case, id=f"{case.id}-{anchor}", url=url, locator=one_line(locator))


def reference_of_claim(case: Reference, number: int, claim: Claim, source: Source) -> Reference:
    """Return a claim of a cited case by its number, counted from 1, with the place it rests on."""
    return reference_of_part(case, f"claim-{number}", claim_words(number, claim, source))


def reference_of_library(library: Library, *, date: str, accessed: str) -> Reference:
    """Return the library as a whole, as a web site; ``date`` is that of its last change."""
    return Reference(
        id="library",
        type="webpage",
        title=one_line(library.name),
        authors=(Name(one_line(library.editor)),),
        issued=date,
        url=_address(library, ""),
        accessed=accessed,
    )


def reference_of_page(title: str, page: str, library: Library, *, date: str, accessed: str = "") -> Reference:
    """Return one of the library's own pages, such as a reading list; ``page`` is its address under the root."""
    return Reference(
        id=page.removesuffix(".html").replace("/", "-"),
        type="webpage",
        title=one_line(title),
        authors=(Name(one_line(library.editor)),),
        issued=date,
        container_title=one_line(library.name),
        url=_address(library, page),
        accessed=accessed,
    )


def _address(library: Library, page: str) -> str:
    return library.url.rstrip("/") + "/" + page if library.url else ""
