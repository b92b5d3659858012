"""Count what a case says of what a reader would like to know, and name the gaps."""

from dataclasses import dataclass
from typing import Final

from kb.model import ROLES, Case
from kb.model.facts import facts_in

#: What readers ask first: who does what, for how long and for how much, and whether it still runs.
FIRST: Final = (
    *(f"mechanism.{name}" for name in (*ROLES, "term")),
    *("cost", "practice.since", "practice.status"),
)


@dataclass(frozen=True)
class Completeness:
    """How many of the wanted facts a case gives, and what readers call the others."""

    known: int
    total: int
    gaps: tuple[str, ...]


def completeness_of(case: Case) -> Completeness:
    """Measure one case."""
    wanted = facts_in("completeness", first=FIRST)
    gaps = tuple(fact.labels["completeness"] for fact in wanted if fact.known(case) is None)
    return Completeness(known=len(wanted) - len(gaps), total=len(wanted), gaps=gaps)
