"""Say whether a cited wording still stands, and where."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise

from kb.citation.citable_parts import Place
from kb.content.body import CITATION

#: Below this likeness two wordings are not one that changed but two: about every third character is another.
_LIKE = 0.4


class CitationStatus(Enum):
    """What became of a wording."""

    STANDS = auto()
    CHANGED = auto()
    MOVED = auto()
    WITHDRAWN = auto()


@dataclass(frozen=True)
class CitationReport:
    """What became of a wording, and the place where it, or what it became, stands now."""

    standing: CitationStatus
    place: Place | None = None


def check_citation(anchor: str, cited_hash: str, cited_text: str | None, places: Sequence[Place]) -> CitationReport:
    """Compare a cited place with those of the case as it is; ``cited_text`` is None where only its hash is known."""
    rivals = [one for one in places if ("-" in one.id) == ("-" in anchor)]
    here = next((one for one in rivals if one.id == anchor), None)
    if here is not None and here.text_hash == cited_hash:
        return CitationReport(CitationStatus.STANDS, here)
    for one in rivals:
        if one.text_hash == cited_hash:
            return CitationReport(CitationStatus.MOVED, one)
    if cited_text is None:
        return CitationReport(CitationStatus.CHANGED, here) if here else CitationReport(CitationStatus.WITHDRAWN)
    near = max(rivals, key=lambda one: (_likeness(cited_text, one.text), one is here), default=None)
    if near is None or _likeness(cited_text, near.text) < _LIKE:
        return CitationReport(CitationStatus.WITHDRAWN)
    return CitationReport(CitationStatus.CHANGED, near)


def diff_of(cited: str, now: str) -> list[str]:
    """Return what changed sentence by sentence: ``- `` was, ``+ `` is, two spaces where nothing changed."""
    old, new = _sentences(cited), _sentences(now)
    lines, was, stands = [], 0, 0
    for at, other in (*_shared(old, new), (len(old), len(new))):
        lines += [f"- {sentence}" for sentence in old[was:at]] + [f"+ {sentence}" for sentence in new[stands:other]]
        lines += [f"  {sentence}" for sentence in old[at : at + 1]]
        was, stands = at + 1, other + 1
    return [line.rstrip() for line in lines]


def _likeness(one: str, other: str) -> float:
    """Return the share of pairs of neighbouring characters that two wordings have in common, sources aside."""
    pairs, others = (Counter(pairwise(re.sub(CITATION, "", text))) for text in (one, other))
    both = pairs.total() + others.total()
    return 2 * (pairs & others).total() / both if both else float(one == other)


def _shared(old: Sequence[str], new: Sequence[str]) -> Sequence[tuple[int, int]]:
    """Return the places of as many sentences as stand in both in one order; of equal ones, nth matches nth."""
    places = {sentence: place for place, sentence in enumerate(_numbered(new))}
    pairs = [(at, places[sentence]) for at, sentence in enumerate(_numbered(old)) if sentence in places]
    ends: list[int] = []  # the last place of each length of run, the lowest there is
    tails: list[int] = []
    before: list[int] = []
    for number, (_, place) in enumerate(pairs):
        length = bisect_left(ends, place)
        ends[length : length + 1], tails[length : length + 1] = [place], [number]
        before.append(tails[length - 1] if length else -1)
    found, number = [], tails[-1] if tails else -1
    while number >= 0:
        found.append(pairs[number])
        number = before[number]
    return found[::-1]


def _numbered(sentences: Sequence[str]) -> Iterator[tuple[str, int]]:
    seen: Counter[str] = Counter()
    for sentence in sentences:
        seen[sentence] += 1
        yield sentence, seen[sentence]


def _sentences(text: str) -> list[str]:
    return [sentence for sentence in re.split(r"(?<=[。；！？])|\n", text) if sentence.strip()]
