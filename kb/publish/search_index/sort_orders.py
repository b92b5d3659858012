"""Write the orders a reader may choose beside relevance: for each document, in index order, its place in that order.

Evidence needs no file: documents are numbered by it.
"""

from collections.abc import Mapping, Sequence
from itertools import count

from kb.content.readings import pinyin_of
from kb.publish.search_index.postings import ALPHABET, encode_fixed
from kb.search.document import SearchDocument
from kb.search.text.fold import fold

#: Titles alike in so many characters keep the order of the list.
_SORTED_LENGTH = 12


def order_columns(documents: Sequence[SearchDocument]) -> Mapping[str, str]:
    """Return order → column of places, each as wide as the largest needs."""
    newest = sorted(range(len(documents)), key=lambda number: _latest_first(documents[number].date))
    names = sorted(range(len(documents)), key=lambda number: _by_pinyin(documents[number].title))
    return {"newest": _column(newest), "name": _column(names)}


def _latest_first(date: str) -> tuple[int, ...]:
    """Put 2014-05 before 2014, and no date last, as ties are settled."""
    return (*(-ord(char) for char in date), 0)


def _by_pinyin(title: str) -> tuple[list[str], str]:
    """Sort as a Chinese name list does: by the syllables of its words (长沙 is chang sha), then by characters."""
    name = "".join(char for char in fold(title) if char.isalnum())[:_SORTED_LENGTH]
    return pinyin_of(name), name


def _column(order: Sequence[int]) -> str:
    width = next(width for width in count(1) if len(ALPHABET) ** width >= len(order))
    places = [0] * len(order)
    for place, number in enumerate(order):
        places[number] = place
    return "".join(encode_fixed(place, width) for place in places)
