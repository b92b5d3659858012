"""Say how well one term describes one document: BM25F as a whole number, the same in every implementation.

A score is the sum of the impacts of the query's terms. Impacts are whole thousandths, so the order in which they are
added cannot change a score, and equal documents are equal everywhere.
"""

import math
from collections.abc import Iterable, Mapping

from kb.search.analysis import term_weight
from kb.search.fields import FIELDS

#: Changes whenever the same documents may get other impacts; an index made by another version is rebuilt.
RANKING_VERSION = 2

K1 = 1.2
SCALE = 1000
#: Impacts are stored in two bytes.
MAX_IMPACT = 65535

#: A document is a match when its score is at least the best one divided by this: without it every document that shares
#: one common character is "found". Measured: nothing is lost from the top ten up to one third.
FLOOR_DIVISOR = 5


def mean_lengths(lengths: Iterable[Mapping[str, int]]) -> dict[str, float]:
    """Return each field's mean length in terms, over the documents in which it has any."""
    totals: dict[str, int] = {}
    documents: dict[str, int] = {}
    for of_document in lengths:
        for name, length in of_document.items():
            if length:
                totals[name] = totals.get(name, 0) + length
                documents[name] = documents.get(name, 0) + 1
    return {name: total / documents[name] for name, total in totals.items()}


def weighted_frequency(counts: Mapping[str, int], lengths: Mapping[str, int], means: Mapping[str, float]) -> float:
    """Combine a term's counts in the fields of one document (BM25F), each relative to that field's usual length."""
    total = 0.0
    for name, boost, b in FIELDS:
        count = counts.get(name)
        if count:
            total += boost * count / length_norm(b, lengths[name], means[name])
    return total


def length_norm(b: float, length: int, mean: float) -> float:
    """Return what a count in a text of this length is divided by, where texts are ``mean`` long."""
    return 1 - b + b * length / mean


def term_value(term: str, matching: int, documents: int) -> float:
    """Return a query term's weight times its rarity, when ``matching`` of all ``documents`` hold it."""
    return term_weight(term) * math.log(1 + (documents - matching + 0.5) / (matching + 0.5))


def whole(number: float) -> int:
    """Return the number in whole thousandths, rounded half up."""
    return math.floor(number * SCALE + 0.5)


def impact(value: float, frequency: float) -> int:
    """Return what a term of this value adds to the score of a document that holds it this often."""
    return max(1, min(MAX_IMPACT, whole(value * (K1 + 1) * frequency / (K1 + frequency))))


def impacts(value: float, frequencies: Iterable[float]) -> list[int]:
    """Return ``impact`` for each frequency, without a call for each."""
    factor, floor = value * (K1 + 1), math.floor
    found = [floor(factor * frequency / (K1 + frequency) * SCALE + 0.5) for frequency in frequencies]
    if found and not 1 <= min(found) <= max(found) <= MAX_IMPACT:
        found = [max(1, min(MAX_IMPACT, each)) for each in found]
    return found


def least_match(best: int) -> int:
    """Return the lowest score near enough to the best one of the same query, filters aside."""
    return -(-best // FLOOR_DIVISOR)
