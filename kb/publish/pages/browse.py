"""Render the list of all cases."""

from collections.abc import Iterator

from kb.publish.core.page import Page
from kb.publish.pages.listing import listings
from kb.publish.pages.renderer import PageRenderer
from kb.publish.pages.taxonomy import counted_terms
from kb.publish.view.catalogue import Catalogue
from kb.publish.view.taxonomies import TAXONOMIES


def render_browse(catalogue: Catalogue, renderer: PageRenderer) -> Iterator[Page]:
    """Yield the list of all cases, which the search script turns into results."""
    facets = [(family, [pair for pair in counted_terms(catalogue, family) if pair[1]]) for family in TAXONOMIES]
    for listing in listings(catalogue.cases, "cases/index.html"):
        yield renderer.page(
            listing.uri,
            "browse.html",
            title="案例",
            description=f"全部 {len(catalogue.cases)} 个教育信息化案例，可搜索、可筛选。",
            total=len(catalogue.cases),
            facets=facets,
            listing=listing,
        )
