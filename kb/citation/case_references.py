"""Turn what the library holds into references: a case, a claim, a paragraph, the whole."""

from dataclasses import dataclass, replace

from kb.citation.name import Name
from kb.citation.reference import Reference, one_line
from kb.model import Case

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
    page = reference_of_page(case.title, f"cases/{case.id}.html", library, date=version.date, accessed=accessed)
    return replace(page, id=case.id, version=version.short)


def reference_of_part(case: Reference, anchor: str, locator: str) -> Reference:
    """Return a part of a cited case: its address with the anchor, and the words that name the place."""
    url = f"{case.url}#{anchor}" if case.url else ""
    return replace(case, id=f"{case.id}-{anchor}", url=url, locator=one_line(locator))


def reference_of_library(library: Library, *, date: str, accessed: str) -> Reference:
    """Return the library as a whole, as a web site; ``date`` is that of its last change."""
    page = reference_of_page(library.name, "", library, date=date, accessed=accessed)
    return replace(page, id="library", container_title="")


def reference_of_page(title: str, page: str, library: Library, *, date: str, accessed: str = "") -> Reference:
    """Return one of the library's own pages, such as a reading list; ``page`` is its address under the root."""
    return Reference(
        id=page.removesuffix(".html").replace("/", "-"),
        type="webpage",
        title=one_line(title),
        authors=(Name(one_line(library.editor)),),
        issued=date,
        container_title=one_line(library.name),
        url=f"{library.url.rstrip('/')}/{page}" if library.url else "",
        accessed=accessed,
    )
