"""Give the browser index a row a term, taking over from the last build those of terms about which nothing changed."""

import hashlib
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from kb.content.cache import Cache
from kb.publish.search_index.impacts import TermImpacts, term_impacts
from kb.publish.search_index.postings import EXACT_SIZE, exact_row
from kb.search.index.whoosh import WhooshIndex
from kb.search.ranking.bm25f import query_weight

#: Terms in order, each with its row and how many documents hold it.
TermRows: TypeAlias = Iterable[tuple[str, str, int]]


def rows_from(impacts: TermImpacts, size: int) -> Iterator[tuple[str, str, int]]:
    """Write the rows of a collection of ``size`` documents."""
    for term, (places, of_term) in impacts:
        count = len(places)
        if size <= EXACT_SIZE:
            row = exact_row(places, of_term)
        else:
            # Small collections need not wait for numpy.
            from kb.publish.search_index.quantize import rounded_row

            row = rounded_row(places, of_term, query_weight(term, count, size), size, is_pinyin="'" in term)
        yield term, row, count


def cached_rows(index: WhooshIndex, cache: Cache) -> Iterator[tuple[str, str, int]]:
    """Write the rows of an index's documents, but for those of terms whose documents and impacts did not change."""
    # What a row says rests on the number of documents, too.
    purpose = str(index.size)
    known = cache.load("rows", purpose)
    fresh: dict[str, str] = {}
    terms = []
    for term, (documents, impacts) in term_impacts(index):
        mark = hashlib.blake2b(bytes(documents) + bytes(impacts), digest_size=8).hexdigest()
        row = known.pop(term, "")
        if not row.startswith(mark):
            [(_, written, _)] = rows_from([(term, (documents, impacts))], index.size)
            row = fresh[term] = mark + written
        terms.append(term)
        yield term, row[len(mark) :], len(documents)
    if fresh or known:
        cache.save("rows", purpose, fresh, terms)
