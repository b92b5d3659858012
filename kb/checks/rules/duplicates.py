"""Find cases that may be one and the same: same unit and model, or much the same wording."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain

from kb.checks.case_digest import CaseDigest
from kb.checks.scope import Scope
from kb.content.problems import problem
from kb.content.yaml_nodes import Position
from kb.model import Problem

#: Shared part of two texts' shingles from which people would call them the same text.
_ALIKE = 0.45
#: So many hashes a text needs to be compared; so many of its smallest find it. Of two texts that share 45% of their
#: shingles, two in 12 are the same with a chance of 99%.
_LEAST = 12
#: A shingle that more cases share is a common turn of phrase; copies beyond it are found through their others.
_COMMON = 12


def check_near_duplicates(scope: Scope) -> Iterator[Problem]:
    """Find for each case the first earlier one it repeats."""
    digests = sorted(scope.digests, key=lambda digest: digest.name)
    alike = _alike(digests)
    first: dict[tuple[str, str], CaseDigest] = {}
    for place, digest in enumerate(digests):
        earlier = next((first[key] for key in _keys(digest) if key in first), None)
        if place in alike:
            other, share = alike[place]
            where, values = Position(digest.body_line, 1), _named(digests[other])
            yield problem("KB308.text", digest.shown, where, share=round(share * 100), **values)
        elif earlier and earlier.name not in digest.related and digest.name not in earlier.related:
            models = "、".join(model for model in digest.models if model in earlier.models)
            yield problem("KB308.unit", digest.shown, digest.unit_at, models=models, **_named(earlier))
        for key in _keys(digest):
            first.setdefault(key, digest)


def _keys(digest: CaseDigest) -> list[tuple[str, str]]:
    return [(digest.unit, model) for model in digest.models if digest.unit]


def _named(digest: CaseDigest) -> dict[str, object]:
    return {"path": digest.shown, "title": digest.title}


def _alike(digests: Sequence[CaseDigest]) -> dict[int, tuple[int, float]]:
    """Return for each text that repeats an earlier one which it is, and how much they share."""
    found = {}
    holders: dict[int, list[int]] = defaultdict(list)
    whole: dict[bytes, int] = {}
    for place, digest in enumerate(digests):
        sketch = memoryview(digest.sketch).cast("I")
        if len(sketch) < _LEAST:
            continue
        first = whole.setdefault(digest.sketch, place)
        if first != place:
            found[place] = first, 1.0
            continue
        lists = list(map(holders.__getitem__, sketch[:_LEAST]))
        shared = Counter(chain.from_iterable(lists))
        for others in lists:
            if len(others) < _COMMON:
                others.append(place)
        if max(shared.values(), default=0) > 1:
            other = max(shared, key=shared.__getitem__)
            if (share := _share(digest.sketch, digests[other].sketch)) >= _ALIKE:
                found[place] = other, share
    return found


def _share(one: bytes, other: bytes) -> float:
    """Estimate the shared part of two texts' shingles from the smallest hashes of both together."""
    first, second = (set(memoryview(sketch).cast("I")) for sketch in (one, other))
    size = min(len(first), len(second))
    both = first & second
    if len(both) < _ALIKE * size:
        return len(both) / size  # no more than this, and too little already
    smallest = sorted(first | second)[:size]
    return len(both.intersection(smallest)) / size


CHECKS = (check_near_duplicates,)
