"""Show on a case's page how to cite it: the usual citation; the other styles are filled in by a script."""

from functools import cache

from markupsafe import Markup

from kb.citation.case_references import LIBRARY_NAME, CaseVersion, Library, reference_of_case
from kb.citation.reference import Reference
from kb.citation.style import Style, render_references
from kb.citation.templates import SITE, citation_templates, entry_to_fill
from kb.model import Case
from kb.publish.core.asset_urls import url_with_digest
from kb.publish.core.lookup import Lookup
from kb.publish.core.script import to_script
from kb.publish.view.qr import qr_svg

#: The script that hands the templates of citations over.
TEMPLATES_NAME = "kb/citations.js"


def citation_panel(case: Case, lookup: Lookup, site_url: str | None) -> dict[str, str]:
    """Return what a case's page itself says; code and address are empty where the site does not know its own.

    A script puts the day into ``filled``, and the address too where the page was read from one.
    """
    whole = reference_at(case, lookup, site_url)
    return {
        "entry": render_references([whole], Style.GB_2025).strip(),
        "filled": entry_to_fill(whole),
        "filled_here": "" if site_url else entry_to_fill(reference_at(case, lookup, SITE)),
        "date": whole.issued,
        "address": whole.url,
        "code": Markup(qr_svg(whole.url)) if whole.url else "",
        "templates": templates_address(site_url),
    }


def reference_at(case: Case, lookup: Lookup, site_url: str | None, *, accessed: str = "") -> Reference:
    """Return the case, in the version of its file, as a reference."""
    version = CaseVersion(lookup.content_hash(case), case.review.date)
    return reference_of_case(case, version, library_at(site_url), accessed=accessed)


def library_at(site_url: str | None) -> Library:
    """Return the library as citations name it."""
    return Library(LIBRARY_NAME, LIBRARY_NAME, site_url or "")


@cache
def templates_script(site_url: str | None) -> str:
    """Return the script that hands over the templates of all styles."""
    return to_script("kbCitations", "templates", citation_templates(library_at(site_url)))


@cache
def templates_address(site_url: str | None) -> str:
    """Return the script's address under the root, which changes with what is in it."""
    return url_with_digest(TEMPLATES_NAME, templates_script(site_url).encode("utf-8"))
