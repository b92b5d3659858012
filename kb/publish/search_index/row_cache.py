"""Give the browser index a row a term, taking over from the last build those of terms about which nothing changed."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from kb.content.cache import Cache
from kb.publish.search_index.impacts import TermImpacts
from kb.publish.search_index.postings import EXACT_SIZE, exact_row
from kb.search.impacts.reader import ImpactIndex
from kb.search.ranking.bm25f import worth

if TYPE_CHECKING:
    # Needs numpy, which a preview starts quicker without.
    from kb.search.impacts.term_table import TermTable

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

            row = rounded_row(places, of_term, worth(term, count, size), size, sound="'" in term)
        yield term, row, count


def cached_rows(index: ImpactIndex, table: "TermTable", cache: Cache) -> Iterator[tuple[str, str, int]]:
    """Write the rows of an index's documents, but for those of terms whose documents and impacts did not change."""
    from kb.search.impacts.export import term_impacts

    # What a row says rests on the number of documents, too.
    purpose = str(index.size)
    known = cache.load("rows", purpose)
    marks = [f"{digest:x} " for digest in table.digests.tolist()]
    rows = [
        text.removeprefix(mark) if text.startswith(mark) else ""
        for mark, text in zip(marks, (known.pop(term, "") for term in table.terms), strict=True)
    ]
    missing = [at for at, row in enumerate(rows) if not row]
    fresh = rows_from(term_impacts(index, [table.terms[at] for at in missing]), index.size)
    for at, (_, row, _) in zip(missing, fresh, strict=True):
        rows[at] = row
    if missing or known:
        cache.save("rows", purpose, {table.terms[at]: marks[at] + rows[at] for at in missing}, table.terms)
    yield from zip(table.terms, rows, table.counts, strict=True)
