"""Count what a case tells of what a reader would like to know, and name the gaps."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from kb.model import ROLES, UNKNOWN, Case

#: Words by which a vocabulary label itself says that nothing is known.
_UNTOLD = (UNKNOWN, "没有说明")


def _has_role(name: str, case: Case) -> bool:
    return bool(getattr(case.mechanism, name))


#: What a reader would like to know beyond the required core, and whether a case tells it.
_WANTED: tuple[tuple[str, Callable[[Case], bool]], ...] = (
    *((label, partial(_has_role, name)) for name, label in ROLES.items()),
    ("合作期限", lambda case: case.mechanism.term is not None),
    ("费用", lambda case: case.cost is not None),
    ("何时开始", lambda case: case.practice.since is not None),
    ("现在是否还在做", lambda case: is_known(case.practice.status)),
    ("成效", lambda case: is_known(case.effect)),
    ("有出处的事实陈述", lambda case: bool(case.claims)),
    ("带数值的事实", lambda case: any(claim.value is not None for claim in case.claims)),
    ("第二来源", lambda case: len({citation.source for citation in case.sources}) > 1),
    ("前提条件", lambda case: bool(case.prerequisites)),
    ("实施步骤", lambda case: bool(case.steps)),
    ("有利条件", lambda case: bool(case.enabling)),
    ("限制", lambda case: bool(case.constraints)),
)


@dataclass(frozen=True)
class Completeness:
    """How many of the wanted things a case tells, and which it does not."""

    known: int
    total: int
    gaps: tuple[str, ...]


def is_known(label: str | None) -> bool:
    """Tell a real value from none and from a label that says nobody has told us."""
    return label is not None and not any(word in label for word in _UNTOLD)


def completeness_of(case: Case) -> Completeness:
    """Measure one case."""
    gaps = tuple(name for name, is_known in _WANTED if not is_known(case))
    return Completeness(known=len(_WANTED) - len(gaps), total=len(_WANTED), gaps=gaps)
