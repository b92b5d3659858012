"""Say how well one term describes one document: BM25F as whole numbers, the same in every implementation.

A score is the sum, over the query's terms, of what a term is worth times its impact on the document. An impact rests on
that document alone, and on mean lengths that only move in steps; how rare a term is counts when a query is answered. So
one changed document changes the impacts of no other. All are whole numbers: the order in which they are added cannot
change a score, and equal documents are equal everywhere.
"""

import math
from collections.abc import Iterable, Mapping

from kb.search.ranking.fields import FIELDS
from kb.search.text.analyzer import term_weight

#: Changes whenever the same documents may get other scores; an index made by another version is rebuilt.
RANKING_VERSION = 4

K1 = 1.2
#: Scores and values are told in thousandths.
SCALE = 1000
#: Impacts are 65536ths, and are stored in two bytes.
IMPACT_BITS = 16
IMPACT_SCALE = 1 << IMPACT_BITS

#: A document is a match when its score is at least the best one divided by this: without it every document that shares
#: one common character is "found". Measured: nothing is lost from the top ten up to one third.
FLOOR_DIVISOR = 5

#: Whoever pastes a paragraph asks for what is rare in it: more terms add time, and hardly anything to a score.
MOST_TERMS = 64

#: Steps between a number and its double; mean lengths matter too little for finer ones.
_STEPS = 4


def quantized(number: float) -> float:
    """Return the number to the nearest of the steps that numbers which should rarely move, move in (docs/search.md)."""
    fraction, exponent = math.frexp(number)
    # A fraction is at least a half, so that half of the steps lie between a number and its double.
    return math.ldexp(math.floor(fraction * 2 * _STEPS + 0.5) / (2 * _STEPS), exponent)


def mean_length(total: int, documents: int) -> float:
    """Return the mean length of so many texts of ``total`` terms together, in steps."""
    return quantized(total / documents)


def mean_lengths(lengths: Iterable[Mapping[str, int]]) -> dict[str, float]:
    """Return each field's mean length in terms, over the documents in which it has any."""
    totals: dict[str, int] = {}
    documents: dict[str, int] = {}
    for of_document in lengths:
        for name, length in of_document.items():
            if length:
                totals[name] = totals.get(name, 0) + length
                documents[name] = documents.get(name, 0) + 1
    return {name: mean_length(total, documents[name]) for name, total in totals.items()}


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


def impact(frequency: float) -> int:
    """Return how much a document that holds a term this often is about it."""
    return max(1, min(IMPACT_SCALE - 1, math.floor(frequency / (K1 + frequency) * IMPACT_SCALE)))


def term_value(term: str, matching: int, documents: int) -> float:
    """Return a query term's weight times its rarity, when ``matching`` of all ``documents`` hold it."""
    return term_weight(term) * math.log(1 + (documents - matching + 0.5) / (matching + 0.5))


def to_thousandths(number: float) -> int:
    """Return the number in whole thousandths, rounded half up."""
    return math.floor(number * SCALE + 0.5)


def query_weight(term: str, matching: int, documents: int) -> int:
    """Return what a query term's impacts are multiplied by."""
    return max(1, to_thousandths(term_value(term, matching, documents) * (K1 + 1)))


def query_weights(matching: Mapping[str, int], documents: int) -> dict[str, int]:
    """Return the weights of the terms that tell most, by term; ``matching`` says how many documents hold each."""
    weights = {term: query_weight(term, held, documents) for term, held in matching.items() if held}
    return weights if len(weights) <= MOST_TERMS else heaviest(weights, MOST_TERMS)


def heaviest(weights: Mapping[str, int], most: int) -> dict[str, int]:
    """Return so many terms of the greatest weights; of equal ones the first by code points."""
    telling = sorted(weights, key=lambda term: (-weights[term], term))[:most]
    return {term: weights[term] for term in telling}


def score_of(total: int) -> int:
    """Return the score, in thousandths, of a document whose impacts times their worth add up to ``total``."""
    return max(1, total >> IMPACT_BITS)


def min_score(best: int) -> int:
    """Return the lowest score near enough to the best one of the same query, filters aside."""
    return -(-best // FLOOR_DIVISOR)
