"""Render the page on method, evidence and licence."""

from kb.publish.core.page import Page
from kb.publish.pages.renderer import PageRenderer
from kb.publish.view.catalogue import Catalogue
from kb.publish.view.completeness import completeness_of


def render_about(catalogue: Catalogue, renderer: PageRenderer) -> Page:
    """Return the page on method, evidence and licence."""
    return renderer.page(
        "about.html",
        "about.html",
        title="关于本库",
        description="案例怎么写成、证据怎么分级、未知怎么处理、怎么投稿。",
        ladder_terms=catalogue.vocabulary.evidence_levels,
        wanted=completeness_of(catalogue.cases[0]).total if catalogue.cases else 0,
        repository=renderer.options.repository,
    )
