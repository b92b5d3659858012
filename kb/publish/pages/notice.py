"""Render the page on the founding notice."""

from kb.model import Case
from kb.publish.core.page import Page
from kb.publish.pages.renderer import PageRenderer
from kb.publish.pages.taxonomy import counted_terms
from kb.publish.view.catalogue import Catalogue
from kb.publish.view.footnotes import Footnotes
from kb.publish.view.province_map import fund_bars
from kb.publish.view.taxonomies import THEMES

#: So many cases of one paragraph are named; the page must not grow with the library.
_CASES_A_PARAGRAPH = 20


def render_notice(catalogue: Catalogue, renderer: PageRenderer) -> Page:
    """Return the page on the founding notice, its data as tables."""
    notice = catalogue.corpus.notice
    measures = notice.measures if notice else ()
    funds = [row.fund for row in measures if row.fund is not None]
    notes = Footnotes(catalogue.corpus.sources)
    if notice:
        notes.cite(notice.source, None)
    paragraphs = _cited_paragraphs(catalogue, notice.source) if notice else {}
    return renderer.page(
        "notice.html",
        notice=notice,
        paragraphs=paragraphs,
        places=catalogue.places,
        source=catalogue.corpus.sources[notice.source] if notice else None,
        notes=notes,
        measures=measures,
        fund_total=sum(funds),
        fund_count=len(funds),
        funds=fund_bars(catalogue),
        themes=counted_terms(catalogue, THEMES),
    )


def _cited_paragraphs(catalogue: Catalogue, source: str) -> dict[str, list[Case]]:
    """Return the notice's paragraphs that cases cite, in order, each with the first of these cases."""
    found: dict[str, dict[str, Case]] = {}
    for case in catalogue.cases:
        for citation in case.citations():
            if citation.source == source and citation.locator:
                found.setdefault(citation.locator, {}).setdefault(case.id, case)
    return {place: list(found[place].values())[:_CASES_A_PARAGRAPH] for place in sorted(found, key=_order)}


def _order(locator: str) -> tuple[int, str]:
    """Sort by the number of the part, then of the paragraph."""
    return "前一二三四五六七八九".find(locator[:1]), locator
