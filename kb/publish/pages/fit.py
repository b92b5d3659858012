"""Render «找适合我们学校的»: four questions that a school answers in its own browser, which name the cases that fit it.

Nothing is asked that changes nothing: an answer is offered where some case has it. Who has to help is read from what
carries a case and from its practice, as the vocabulary defines them; nothing here knows a threshold.
"""

from collections.abc import Iterator
from typing import NamedTuple

from kb.publish.core.page import Page
from kb.publish.pages.renderer import PageRenderer
from kb.publish.pages.taxonomy import counted_terms
from kb.publish.view.catalogue import Catalogue, place_of
from kb.publish.view.taxonomies import PROBLEMS, STAGES
from kb.publish.view.tile_grid import provinces
from kb.region_table import neighbours_of
from kb.search.case_document import SIZES, sizes_of


class Helper(NamedTuple):
    """Who can help; a case needs them where its unit is of such a type or its practice is one of these."""

    value: str
    words: str
    needed: str
    unit_types: tuple[str, ...] = ()
    models: tuple[str, ...] = ()


HELPERS = (
    Helper("bureau", "教育局愿意牵头", "教育局牵头", unit_types=("education-authority", "locality")),
    Helper(
        "school",
        "有别的学校愿意带我们",
        "另一所学校来带",
        models=("online-classroom", "synchronous-classroom", "dual-teacher", "renowned-school-classroom"),
    ),
    Helper(
        "company",
        "有企业愿意合作",
        "企业来合作",
        models=(
            *("purchase-of-service", "enterprise-investment", "market-competition"),
            *("school-enterprise-cooperation", "service-outsourcing"),
        ),
    ),
    Helper("research", "有大学或研究机构愿意来做", "研究机构来做", unit_types=("research-team",)),
    #: Where none of the others is needed.
    Helper("alone", "只能靠自己", ""),
)

#: A stage of those who learn, of which no school is.
_LEARNING_TEACHERS = "teacher-learning"


def render_fit(catalogue: Catalogue, renderer: PageRenderer) -> Iterator[Page]:
    """Yield the page with its questions, and one that leads there from its old address."""
    problems = [(term.id, term.label) for term, count in counted_terms(catalogue, PROBLEMS) if count]
    stages = [
        (term.id, term.label)
        for term, count in counted_terms(catalogue, STAGES)
        if count and term.id != _LEARNING_TEACHERS
    ]
    kinds = {label for case in catalogue.cases for label in case.setting.kind}
    sizes = {size for case in catalogue.cases for size in sizes_of(case)}
    yield renderer.page(
        "fit.html",
        places=[(place_of(code), neighbours_of(code)) for code in provinces()],
        stages=stages,
        kinds=[(term.id, term.label) for term in catalogue.vocabulary.school_kinds if term.label in kinds],
        sizes=[(name, words) for name, words, *_ in SIZES if name in sizes],
        problems=problems,
        helpers=HELPERS,
    )
    # Where it had its place while it was called a self-check.
    yield renderer.page("self-check.html", "moved.html")
