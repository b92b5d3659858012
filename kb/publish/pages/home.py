"""Render the first page."""

from kb.model import VocabularyTerm
from kb.publish.core.page import Page
from kb.publish.pages.renderer import PageRenderer
from kb.publish.pages.taxonomy import counted_terms
from kb.publish.view.catalogue import Catalogue
from kb.publish.view.taxonomies import MODELS, PROBLEMS, THEMES, Taxonomy

#: Searches the home page suggests: a problem, a practice, a question, a place in pinyin.
TRIES = ("教学点开不齐课", "同步课堂", "谁来投资建网", "wuhu")

_TERMS_ON_HOME = 8
_CASES_ON_HOME = 3


def render_home(catalogue: Catalogue, renderer: PageRenderer) -> Page:
    """Return the first page: search, three ways in, how far the evidence goes."""
    best = [case for case in catalogue.cases[:_CASES_ON_HOME] if case.evidence]
    newest = sorted(catalogue.cases[len(best) :], key=lambda case: case.review.date, reverse=True)
    return renderer.page(
        "index.html",
        "home.html",
        title="首页",
        description="教育信息化典型案例库：带出处的中文案例，按问题、做法、地区查找，说清证据和未知。",
        tries=TRIES,
        ways=[(family, _most_used(catalogue, family)) for family in (PROBLEMS, MODELS)],
        grid=catalogue.tiles(),
        total=len(catalogue.cases),
        levels=[
            (term, catalogue.by_level[term.level])
            for term in catalogue.vocabulary.evidence_levels
            if term.level is not None and catalogue.by_level[term.level]
        ],
        themes=counted_terms(catalogue, THEMES),
        best=best,
        newest=newest[:_CASES_ON_HOME],
    )


def _most_used(catalogue: Catalogue, family: Taxonomy) -> list[tuple[VocabularyTerm, int]]:
    used = [pair for pair in counted_terms(catalogue, family) if pair[1]]
    return sorted(used, key=lambda pair: -pair[1])[:_TERMS_ON_HOME]
