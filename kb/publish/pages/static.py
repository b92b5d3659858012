"""Render the pages that no case changes: their scripts fill them from the cases' own files, or they say one thing."""

from collections.abc import Iterator
from typing import Final

from markupsafe import Markup

from kb.citation.style import LIST_STYLES
from kb.content.messages import RULES
from kb.publish.core.page import Page
from kb.publish.core.script import script_json
from kb.publish.pages.renderer import PageRenderer
from kb.publish.view.catalogue import Catalogue
from kb.publish.view.citation_panel import templates_address
from kb.publish.view.completeness import completeness_of
from kb.publish.view.facts import compared_facts

#: What the form and the checks find, explained; ``problems.html`` would be taken for the problems that cases solve.
RULES_PAGE: Final = "rules.html"


def render_static(catalogue: Catalogue, renderer: PageRenderer) -> Iterator[Page]:
    """Yield the pages about the library, for comparing, for workshops and for having no network."""
    yield renderer.page(
        "about.html",
        ladder_terms=catalogue.vocabulary.evidence_levels,
        founding=catalogue.founding_cases(),
        wanted=completeness_of(catalogue.cases[0]).total if catalogue.cases else 0,
    )
    yield renderer.page("glossary.html", terms=catalogue.vocabulary.glossary)
    questions = catalogue.corpus.questions
    yield renderer.page(
        "compare.html",
        facts=Markup(script_json(compared_facts())),
        templates=templates_address(renderer.options.site_url),
    )
    yield renderer.page(
        "workshop.html",
        styles=LIST_STYLES.items(),
        templates=templates_address(renderer.options.site_url),
        collections=Markup(script_json({name: one.title for name, one in catalogue.corpus.collections.items()})),
        questions=Markup(script_json(questions.model_dump() if questions else None)),
    )
    yield renderer.page(RULES_PAGE, rules=list(RULES.values()))
    yield renderer.page("offline.html")


def render_not_found(renderer: PageRenderer) -> Page:
    """Return the page that a server shows at an address that is missing; the site has no link to it."""
    return renderer.page("404.html", "not_found.html")
