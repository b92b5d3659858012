"""Choose the cases to read next, each with the reason."""

import heapq
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kb.model import ROLES, Case
from kb.publish.view.catalogue import Catalogue, labels_of
from kb.publish.view.taxonomies import MODELS, PROBLEMS, THEMES

#: How much a shared label of each list says, in the order reasons are given.
_WEIGHTS = ((PROBLEMS, 4), (MODELS, 3), (THEMES, 1))

#: How much it says at most that two cases read alike.
_SIMILARITY = 4
#: Below this share of its own score, another case has a few words in common and nothing to say.
_ALIKE_FROM = 0.2

#: Cases looked at per shared label, so that the work stays linear in a large library.
_NEAREST = 40


@dataclass(frozen=True)
class Related:
    """One case to read next and why."""

    case: Case
    reason: str


def related_cases(case: Case, catalogue: Catalogue, *, limit: int = 5) -> tuple[Related, ...]:
    """Return those the editors named, then those that share problem, model or theme or read alike.

    Of two that share as much, the one that reads more alike comes first; that alone weighs at most as a shared problem.
    """
    by_id = catalogue.case_by_id
    chosen = [
        _related(case, by_id[other], "编者建议接着读") for other in case.related if other in by_id and other != case.id
    ]
    taken = {case.id, *(related.case.id for related in chosen)}
    room = limit - len(chosen)
    if room > 0:
        chosen += _alike(case, catalogue, taken, room)
    return tuple(chosen[:limit])


def _related(case: Case, other: Case, otherwise: str) -> Related:
    """Say what both cases share, if anything, and what is different there."""
    reason, contrast = _in_common(case, other) or otherwise, contrast_of(case, other)
    return Related(other, f"{reason}；不同的是{contrast}" if contrast else reason)


def _in_common(case: Case, other: Case) -> str:
    """Say which problem and which model both cases have; the theme only where they have neither."""
    shared = {
        family: [label for label in labels_of(case, family) if label in labels_of(other, family)]
        for family, _ in _WEIGHTS
    }
    said = [f"同样要解决“{label}”" for label in shared[PROBLEMS]] + [f"同样是{label}" for label in shared[MODELS]]
    return "，".join(said or [f"同属“{label}”" for label in shared[THEMES]])


def _alike(case: Case, catalogue: Catalogue, taken: set[str], room: int) -> list[Related]:
    """Return the cases that share most with this one; among ten thousand cases each step here is taken often."""
    by_id = catalogue.case_by_id
    scores: dict[str, float] = defaultdict(float)
    for family, weight in _WEIGHTS:
        for label in labels_of(case, family):
            for other in _nearest(catalogue, catalogue.cases_of(family, label), case):
                scores[other.id] += weight
    for name, share in catalogue.more_like_this.nearest(case.id) if catalogue.more_like_this else ():
        if share >= _ALIKE_FROM and name in by_id:
            scores[name] += _SIMILARITY * min(1, share)
    for name in taken:
        scores.pop(name, None)

    def rank(name: str) -> tuple[float, int, str]:
        return -scores[name], -by_id[name].evidence, name

    best = heapq.nsmallest(room, scores, key=rank)
    if any(role.actors for role in case.mechanism.roles()):
        contrast = min((name for name in scores if contrast_of(case, by_id[name])), key=rank, default=None)
        if contrast is not None and contrast not in best:
            # One place is kept for a case that does it differently: that teaches more than one more of the same kind.
            best = [*best[: room - 1], contrast]
    return [_related(case, by_id[name], "说的事情相近") for name in best]


def contrast_of(case: Case, other: Case) -> str | None:
    """Say who does another thing there than here, in the roles that both cases tell; None where nobody does."""
    differences = []
    for role, title in ROLES.items():
        here: tuple[str, ...] = getattr(case.mechanism, role)
        if not here:
            continue
        there: tuple[str, ...] = getattr(other.mechanism, role)
        if there and set(here).isdisjoint(there):
            differences.append(f"{title}：这里是{'、'.join(here)}，那里是{'、'.join(there)}")
    return "；".join(differences) or None


def _nearest(catalogue: Catalogue, cases: Sequence[Case], case: Case) -> Sequence[Case]:
    """Return the cases listed around this one, so that large lists do not all name the same few."""
    if len(cases) <= _NEAREST:
        return cases
    here = bisect_left(cases, catalogue.rank[case.id], key=lambda other: catalogue.rank[other.id])
    start = max(0, min(here - _NEAREST // 2, len(cases) - _NEAREST))
    return cases[start : start + _NEAREST]
