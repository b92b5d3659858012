"""Fold text so that what means the same is written the same; offsets lead back to the original.

The same few rules stand in docs/search.md and in the browser client: change all three together.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from kb.search.text.tables import fold_table

#: Changes whenever the same text may fold or analyse to something else; an index made by another version is rebuilt.
ANALYZER_VERSION = 4

#: Characters that belong to the one before them, apart from marks and format characters: Hangul vowels and finals,
#: half-width kana's voice marks.
_JOINING = re.compile("[\u1160-\u11ff\uff9e\uff9f]")
#: Accents, variation selectors and Hangul fillers, which nobody sees, carry no meaning for search.
_DROPPED_MARKS = re.compile("[\u0300-\u036f\u115f\u1160\ufe00-\ufe0f\U000e0100-\U000e01ef]")


class Folded(NamedTuple):
    """Folded text; character ``i`` of ``text`` comes from ``original[starts[i]:ends[i]]``."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where the folded characters from ``start`` up to ``end`` stand in the original."""
        return self.starts[start], self.ends[end - 1]


#: Categories of spaces and control characters, all folded to one space.
_SPACES = ("Cc", "Zs", "Zl", "Zp")


def _joins(char: str) -> bool:
    if char < "\u00ad" or "\u3400" <= char <= "\u9fff":
        return False
    category = unicodedata.category(char)
    return category[0] == "M" or category == "Cf" or _JOINING.match(char) is not None


@cache  # text uses few different ones
def _fold_cluster(cluster: str) -> str:
    text = _DROPPED_MARKS.sub("", unicodedata.normalize("NFKD", cluster))
    text = "".join(char for char in text if unicodedata.category(char) != "Cf")
    text = unicodedata.normalize("NFKC", text).lower()
    table = fold_table()
    return "".join(" " if unicodedata.category(char) in _SPACES else table.get(char, char) for char in text)


#: Stands for a joining character in ``_CHARS``; never part of sound text.
_JOINED = "\ud800"


class _Chars(dict[int, str]):
    """Fold characters one by one with ``str.translate``, for text in which none joins another."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = self[code] = _JOINED if _joins(char) or char == _JOINED else _fold_cluster(char)
        return folded


_CHARS = _Chars()


def fold(text: str) -> str:
    """Fold text when only the result matters."""
    folded = text.translate(_CHARS)
    return fold_with_offsets(text).text if _JOINED in folded else folded


def fold_with_offsets(text: str) -> Folded:
    """Fold text and keep, for each folded character, the part of the original it comes from (code points)."""
    folded = text.translate(_CHARS)
    if len(folded) == len(text) and _JOINED not in folded:
        return Folded(folded, range(len(text)), range(1, len(text) + 1))
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    start, length = 0, len(text)
    while start < length:
        end = start + 1
        while end < length and _joins(text[end]):
            end += 1
        piece = _fold_cluster(text[start:end])
        starts += [start] * len(piece)
        ends += [end] * len(piece)
        pieces.append(piece)
        start = end
    return Folded("".join(pieces), tuple(starts), tuple(ends))
