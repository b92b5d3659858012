"""Give the browser index a row a term, taking over from the last build those of terms about which nothing changed."""

import struct
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from kb.publish.core.cache_file import read_kept, write_kept
from kb.publish.core.fingerprint import code_fingerprint
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


def remembered_rows(index: ImpactIndex, table: "TermTable", memory: Path) -> Iterator[tuple[str, str, int]]:
    """Write the rows of an index's documents; ``memory`` has those of the last build, and gets these for the next."""
    from kb.search.impacts.export import term_impacts

    digests = table.digests.astype("<u8").tobytes()
    made_with = code_fingerprint()
    known = _known(memory, made_with, index.size)
    rows = [
        row if digest == then else ""
        for digest, (then, row) in zip(_numbers(digests), map(known.get, table.terms, repeat((-1, ""))), strict=True)
    ]
    missing = [at for at, row in enumerate(rows) if not row]
    fresh = rows_from(term_impacts(index, [table.terms[at] for at in missing]), index.size)
    for at, (_, row, _) in zip(missing, fresh, strict=True):
        rows[at] = row
    if missing or len(known) > len(rows):
        told = {"terms": "\n".join(table.terms), "rows": "\n".join(rows), "digests": b64encode(digests).decode("ascii")}
        write_kept(memory, {"made_with": made_with, "size": index.size, **told})
    yield from zip(table.terms, rows, table.counts, strict=True)


def _known(memory: Path, made_with: str, size: int) -> dict[str, tuple[int, str]]:
    """Return each remembered term's digest and row; none where all have to be written anew."""
    data = read_kept(memory)
    if data.get("made_with") != made_with or data.get("size") != size:
        return {}
    rows = zip(_numbers(b64decode(data["digests"])), data["rows"].split("\n"), strict=True)
    return dict(zip(data["terms"].split("\n"), rows, strict=True))


def _numbers(digests: bytes) -> Iterator[int]:
    """Yield digests one by one: a list of so many large numbers takes five times their bytes."""
    return (digest for (digest,) in struct.iter_unpack("<Q", digests))
