"""Choose the part of a document that shows best why it was found."""

from collections.abc import Iterable, Mapping, Sequence

from kb.search.text.analyzer import Occurrence, find_terms, is_unigram

SNIPPET_LENGTH = 110
#: How far before the first marked term a snippet may begin, to begin with a clause.
LEAD = 24
_CLAUSE_ENDS = "。！？；，：.!?;,:\n"


def snippet_of(title: str, texts: Sequence[str], values: Mapping[str, int]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the best excerpt, a substring of one of the texts, and the ranges in it to mark.

    ``values`` says what each query term is worth.
    """
    if not texts:
        return "", ()
    marked = _marked_terms(values)
    found = [find_terms(text, marked) for text in texts]
    if not any(found) and not find_terms(title, marked):
        found = [find_terms(text, values) for text in texts]
    best_value, best_text, best_start = 0, 0, 0
    for number, places in enumerate(found):
        value, start = _best_window(places, values)
        if value > best_value:
            best_value, best_text, best_start = value, number, start
    text, places = texts[best_text], found[best_text]
    start = _begin(text, best_start)
    end = min(len(text), start + SNIPPET_LENGTH)
    return text[start:end], _merged(places, start, end)


def _marked_terms(terms: Iterable[str]) -> set[str]:
    """Leave out single characters that a longer term covers: marking them marks half the page."""
    longer = {term for term in terms if not is_unigram(term)}
    covered = set("".join(longer))
    return longer | {term for term in terms if term not in covered}


def _best_window(places: Sequence[Occurrence], values: Mapping[str, int]) -> tuple[int, int]:
    """Return the greatest sum of different terms' values within one snippet's reach, and where that begins."""
    best, best_start = 0, 0
    reach = SNIPPET_LENGTH - LEAD
    inside: dict[str, int] = {}
    value = 0
    last = 0
    for first in places:
        while last < len(places) and (places[last].end <= first.start + reach or places[last] is first):
            term = places[last].term
            inside[term] = inside.get(term, 0) + 1
            if inside[term] == 1:
                value += values[term]
            last += 1
        if value > best:
            best, best_start = value, first.start
        inside[first.term] = inside.get(first.term, 0) - 1
        if inside[first.term] == 0:
            value -= values[first.term]
    return best, best_start


def _begin(text: str, first: int) -> int:
    """Return where a snippet begins so that it shows the place ``first`` and starts with a clause if it can."""
    if len(text) <= SNIPPET_LENGTH or first <= LEAD:
        return 0
    for start in range(first, first - LEAD, -1):
        if text[start - 1] in _CLAUSE_ENDS:
            break
    else:
        start = first - LEAD // 2
    start = min(start, len(text) - SNIPPET_LENGTH)
    while text[start] == " ":
        start += 1
    return start


def _merged(places: Sequence[Occurrence], start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Return the places inside ``[start, end)``, joined where they touch, counted from ``start``."""
    ranges: list[tuple[int, int]] = []
    for first, last in sorted(
        (place.start, place.end) for place in places if start <= place.start and place.end <= end
    ):
        if ranges and first - start <= ranges[-1][1]:
            ranges[-1] = (ranges[-1][0], max(ranges[-1][1], last - start))
        else:
            ranges.append((first - start, last - start))
    return tuple(ranges)
