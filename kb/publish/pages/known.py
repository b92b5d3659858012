"""Render what is known and what is not: the cases by what readers want to know, and who does what in all of them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kb.model import ROLES, Case
from kb.model.facts import Fact, facts_in
from kb.publish.core.page import Page
from kb.publish.pages.listing import listings
from kb.publish.pages.renderer import PageRenderer
from kb.publish.view.catalogue import Catalogue
from kb.publish.view.completeness import FIRST
from kb.publish.view.drawings.actors import RoleCounts, actors_picture

#: What the small squares say; a field without a name here is called by its first two characters.
_SHORT = {
    "mechanism.invest": "投资", "mechanism.build": "建设", "mechanism.operate": "运营", "mechanism.own": "归谁",
    "mechanism.pay": "付费", "mechanism.term": "期限", "practice.since": "开始", "practice.status": "现在",
    "claims": "出处", "claims.value": "数字", "sources.second": "二源", "steps": "步骤",
}  # fmt: skip

#: The column of those that do not say who it is.
_NOBODY = "没有写"


class _Square(NamedTuple):
    short: str
    label: str
    #: A source says it, or all that the case says of it is the editors' own analysis.
    is_known: bool
    is_analysis: bool


class _Row(NamedTuple):
    case: Case
    squares: tuple[_Square, ...]
    #: Who plays each role, as far as the case says; nothing where it names nobody.
    actors: tuple[str, ...]


def render_known(catalogue: Catalogue, renderer: PageRenderer) -> Iterator[Page]:
    """Yield the pages, as many as the list of cases needs."""
    facts = facts_in("completeness", first=FIRST)
    counts = role_counts(catalogue.cases, [term.label for term in catalogue.vocabulary.mechanism_actors])
    for listing in listings(catalogue.cases, "known.html"):
        yield renderer.page(
            listing.uri,
            "known.html",
            listing=listing,
            rows=[_row(case, facts) for case in listing.cases],
            roles=tuple(ROLES.values()),
            counts=counts,
            picture=actors_picture(counts),
            total=len(catalogue.cases),
        )


def role_counts(cases: Sequence[Case], actors: Sequence[str]) -> RoleCounts:
    """Count in how many cases each actor plays each role; the last column counts those that do not say."""
    counts = {
        label: Counter(actor for case in cases for actor in set(getattr(case.mechanism, name)) or (_NOBODY,))
        for name, label in ROLES.items()
    }
    columns = (*(actor for actor in actors if any(row[actor] for row in counts.values())), _NOBODY)
    return RoleCounts(columns, tuple((label, tuple(row[one] for one in columns)) for label, row in counts.items()))


def _row(case: Case, facts: Sequence[Fact]) -> _Row:
    squares = []
    for fact in facts:
        label, said = fact.labels["completeness"], fact.statements(case)
        is_analysis = bool(said) and all(one.source is None for one in said)
        is_known = fact.known(case) is not None and not is_analysis
        squares.append(_Square(_SHORT.get(fact.key, label[:2]), label, is_known, is_analysis))
    actors = tuple("、".join(getattr(case.mechanism, name)) for name in ROLES)
    return _Row(case, tuple(squares), actors if any(actors) else ())
