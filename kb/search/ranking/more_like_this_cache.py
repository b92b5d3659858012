"""Know from the last build what is most like each case, so that one changed case makes few of them be looked up anew.

What is like a document rests on its own words, on what these are worth, and on the impacts of all documents. So what
was found stays right while its words are worth the same, no changed document is among those found, and none that
changed scores as much as the last of them.
"""

from collections.abc import Mapping
from typing import Any, Final

from kb.search.impacts.reader import ImpactIndex
from kb.search.impacts.term_table import impacts_on
from kb.search.ranking.bm25f import score_of, stepped
from kb.search.ranking.more_like_this import NEAREST, Nearest

#: Looking at more changed documents takes longer than looking everything up.
_MOST_CHANGED: Final = 64


def still_right(
    told: Mapping[str, Any], index: ImpactIndex, hashes: Mapping[str, str], counts: Mapping[str, int]
) -> dict[str, Nearest]:
    """Return what ``told`` says that still holds for an index of documents with these content hashes, by id.

    ``counts`` says how many documents hold each term now.
    """
    if told.get("means") != dict(index.means) or told.get("size") != stepped(index.size):
        return {}
    before: Mapping[str, str] = told["hashes"]
    changed = {name for name in {*before, *hashes} if before.get(name) != hashes.get(name)}
    if len(changed) > _MOST_CHANGED:
        return {}
    moved = {word for word, count in told["counts"].items() if stepped(counts.get(word, 0)) != stepped(count)}
    numbers = index.numbers_by_id()
    fresh = [impacts_on(index, numbers[name]) for name in sorted(changed & numbers.keys())]
    return {
        name: nearest
        for name, nearest in ((name, Nearest(*parts)) for name, parts in told["nearest"].items())
        if name not in changed
        and moved.isdisjoint(nearest.words)
        and changed.isdisjoint(nearest.found)
        and not any(_is_as_like(impacts, nearest) for impacts in fresh)
    }


def told_of(
    known: Mapping[str, Nearest], index: ImpactIndex, hashes: Mapping[str, str], counts: Mapping[str, int]
) -> dict[str, Any]:
    """Return what ``still_right`` has to be told next time, as plain data."""
    words = {word for nearest in known.values() for word in nearest.words}
    return {
        "means": dict(index.means),
        "size": stepped(index.size),
        "hashes": dict(hashes),
        "counts": {word: counts.get(word, 0) for word in sorted(words)},
        "nearest": dict(known),
    }


def _is_as_like(impacts: Mapping[str, int], nearest: Nearest) -> bool:
    """Tell whether a document with these impacts belongs among the nearest, or may."""
    total = sum(value * impacts[word] for word, value in nearest.asked.items() if word in impacts)
    return total > 0 and (len(nearest.found) < NEAREST or score_of(total) >= min(nearest.found.values()))
