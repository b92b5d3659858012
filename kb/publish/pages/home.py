"""Render the first page."""

from collections.abc import Iterator, Sequence

from kb.model import Case, VocabularyTerm
from kb.publish.core.page import Page
from kb.publish.pages.renderer import PageRenderer
from kb.publish.pages.taxonomy import counted_terms
from kb.publish.view.catalogue import Catalogue
from kb.publish.view.taxonomies import MODELS, PROBLEMS, Taxonomy

#: Searches the home page suggests, as a teacher would type them: problems, a practice.
TRIES = ("没有音乐老师", "教学点开不齐课", "谁来投资建网", "同步课堂")

#: What village schools are called in the vocabulary, and how much a problem says that it is theirs.
_RURAL_SCHOOLS = frozenset({"teaching-point", "village-school", "township-school", "remote-school"})
_RURAL_PROBLEMS = {"teaching-point-courses": 2, "regional-gap": 1}

_TERMS_ON_HOME = 12
_CASES_ON_HOME = 3


def render_home(catalogue: Catalogue, renderer: PageRenderer) -> Page:
    """Return the first page: where the cases come from, search, three ways in, what village schools look at first."""
    return renderer.page(
        "index.html",
        "home.html",
        tries=TRIES,
        ways=[(family, tuple(_most_used(catalogue, family))) for family in (PROBLEMS, MODELS)],
        grid=catalogue.tiles(),
        total=len(catalogue.cases),
        levels=_levels(catalogue),
        founding=catalogue.founding_cases(),
        rural=_for_village_schools(catalogue),
    )


def _levels(catalogue: Catalogue) -> list[tuple[VocabularyTerm, int]]:
    """Return the steps of the evidence ladder, the highest first, with the number of their cases."""
    steps = sorted(catalogue.vocabulary.evidence_levels, key=lambda term: -(term.level or 0))
    return [(term, catalogue.by_level[term.level or 0]) for term in steps]


def _for_village_schools(catalogue: Catalogue) -> Sequence[Case]:
    """Return the cases that most concern a village school; of equal ones those with more evidence come first."""

    def ids(folder: str, labels: tuple[str, ...]) -> set[str]:
        return {term.id for label in labels if (term := catalogue.vocabulary.term(folder, label))}

    def concern(case: Case) -> int:
        kinds = ids("school_kinds", case.setting.kind)
        if kinds and kinds.isdisjoint(_RURAL_SCHOOLS):
            return 0
        problems = ids("problems", case.problem)
        return 2 * bool(kinds) + sum(weight for name, weight in _RURAL_PROBLEMS.items() if name in problems)

    return sorted(filter(concern, catalogue.cases), key=concern, reverse=True)[:_CASES_ON_HOME]


def _most_used(catalogue: Catalogue, family: Taxonomy) -> Iterator[tuple[VocabularyTerm, int, Case]]:
    """Yield the terms with most cases, how many these are, and one of them that no term above it has shown."""
    used = sorted((pair for pair in counted_terms(catalogue, family) if pair[1]), key=lambda pair: -pair[1])
    shown: set[str] = set()
    for term, count in used[:_TERMS_ON_HOME]:
        cases = catalogue.cases_of(family, term.label)
        example = next((case for case in cases if case.id not in shown), cases[0])
        shown.add(example.id)
        yield term, count, example
