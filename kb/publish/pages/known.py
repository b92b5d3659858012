"""Render what is known and what is not: the cases by what readers want to know, and who does what in all of them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True)
class _Square:
    short: str
    label: str
    is_known: bool
    #: All that the case says of it is the editors' own analysis.
    is_analysis: bool


@dataclass(frozen=True)
class _Row:
    case: Case
    squares: tuple[_Square, ...]
    #: Who plays each role, as far as the case says.
    actors: tuple[str, ...]

    @property
    def names_actors(self) -> bool:
        return any(self.actors)

    @property
    def known(self) -> int:
        return sum(square.is_known and not square.is_analysis for square in self.squares)


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
    squares = (
        _Square(
            _SHORT.get(fact.key, fact.labels["completeness"][:2]),
            fact.labels["completeness"],
            fact.known(case) is not None,
            all(one.source is None for one in fact.statements(case)) and bool(fact.statements(case)),
        )
        for fact in facts
    )
    actors = ("、".join(getattr(case.mechanism, name)) for name in ROLES)
    return _Row(case, tuple(squares), tuple(actors))
