"""Say whether a cited wording still stands, and where."""

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from kb.citation.citable_parts import Place

#: Below this likeness two wordings are not one that changed but two.
_LIKE = 0.5


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
    lines = difflib.ndiff(_sentences(cited), _sentences(now))
    return [line.rstrip() for line in lines if not line.startswith("?")]


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()


def _sentences(text: str) -> list[str]:
    return [sentence for sentence in re.split(r"(?<=[。；！？])|\n", text) if sentence.strip()]
