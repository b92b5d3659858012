"""Hand out impacts term by term, with documents numbered in tie order whatever segments they lie in."""

from array import array
from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from kb.search.impacts.reader import ImpactIndex, Part
from kb.search.impacts.term_table import tie_ranks


def term_impacts(
    index: ImpactIndex, terms: Iterable[str] | None = None
) -> "Iterator[tuple[str, tuple[array[int], array[int]]]]":
    """Yield these terms, or each in order, with the documents that hold it, ascending, and its impact on each."""
    ranks = tie_ranks(index)
    for term in index.terms() if terms is None else terms:
        parts = [_entries(part) for part in index.parts(term)]
        places = np.concatenate([ranks[documents] for documents, _ in parts])
        impacts = np.concatenate([found for _, found in parts])
        alive = np.flatnonzero(places >= 0)
        alive = alive[np.argsort(places[alive], kind="stable")]
        documents, values = places[alive].astype(np.uint32), impacts[alive].astype(np.uint16)
        yield term, (array("I", documents.tobytes()), array("H", values.tobytes()))


def _entries(part: Part) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    impacts = np.asarray(part.impacts, np.int64)
    if part.numbers is None:
        documents = np.flatnonzero(impacts)
        return documents + part.first, impacts[documents]
    return np.asarray(part.numbers, np.int64) + part.first, impacts
