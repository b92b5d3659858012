"""Write the rows of large collections: impacts rounded to a few levels, finest where a query's first hits are decided.

Only imported for such a collection, for it needs numpy.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kb.publish.search_index.postings import (
    ALPHABET,
    FEW_DOCUMENTS,
    PACKED,
    SPARSE,
    encode_fixed,
    encode_rare,
    encode_varint,
    quantize_impact,
)
from kb.search.ranking.bm25f import IMPACT_BITS


class QuantizationProfile(NamedTuple):
    """How finely impacts are told apart.

    ``levels``: by the part of all documents that a row holds at most, how many levels it may have, of written terms
    and of pinyin terms; a common term is worth little. ``slight``: rows whose impacts make less than so many
    thousandths of a score's difference have three levels. Exactly kept are the ``kept`` greatest impacts of a row,
    but no more than one in ``share``. ``crowding``: how strongly levels crowd towards the greatest impacts, where the
    first hits are decided; a document counts 1 / its place to this power.
    """

    levels: tuple[tuple[float, int, int], ...]
    slight: int
    kept: int
    share: int
    crowding: float


#: Measured: of the first hits of many kinds of queries, 99 % are Python's, at 1,000 cases.
FINE: Final = QuantizationProfile(levels=((1 / 4, 80, 16), (1, 60, 16)), slight=60, kept=40, share=8, crowding=0.6)
#: What 10,000 cases leave room for: three bits a document, so that two share a character.
COARSE: Final = QuantizationProfile(
    levels=((1 / 20, 32, 8), (1 / 4, 16, 8), (1, 8, 3)), slight=150, kept=24, share=16, crowding=0.8
)
#: Up to so many documents, impacts are told apart finely.
FINE_SIZE: Final = 2000

_SLIGHT_LEVELS: Final = 3

#: Levels → how many documents share a character in a packed row, each told as absent or by its level.
PACKS: Final = {1: 6, 2: 4, 3: 3, 8: 2}

_ROUNDS: Final = 6
#: Levels are sought among so many bins.
_BIN_BITS: Final = IMPACT_BITS - 9

_SYMBOLS = np.frombuffer(ALPHABET.encode("ascii"), np.uint8)
_BASE = len(ALPHABET)
#: Symbols that may end a number, by which rows are tried.
_ENDINGS: Final = (4, 8, 16, 24, 32, 45, 60, 75, 85)

Integers = NDArray[np.int64]


def rounded_row(documents: Sequence[int], impacts: Sequence[int], value: int, size: int, *, is_pinyin: bool) -> str:
    """Write one term's documents, ascending, with their impacts, for a collection of ``size`` documents.

    ``value`` is what the term is worth there.
    """
    if len(documents) <= FEW_DOCUMENTS:
        return encode_rare(documents, impacts)
    places = np.asarray(documents, dtype=np.int64)
    exact = np.asarray(impacts, dtype=np.int64)
    fineness = FINE if size <= FINE_SIZE else COARSE
    reach = int(exact.max() - exact.min()) * value >> IMPACT_BITS
    levels = _levels_of(
        exact, _most_levels(fineness, len(places) / size, reach, is_pinyin=is_pinyin), fineness.crowding
    )
    steps: Integers = np.searchsorted((levels[1:] + levels[:-1]) / 2, exact)
    gaps = np.diff(places, prepend=-1) - 1
    sparse, ending = _shortest(gaps * len(levels) + steps)
    pack = next((states for states in PACKS if states >= len(levels)), None)
    shown = encode_varint(len(places)), ALPHABET[len(levels)], "".join(quantize_impact(int(level)) for level in levels)
    if pack is not None and -(-size // PACKS[pack]) < sparse:
        body = ALPHABET[PACKED], *shown, ALPHABET[pack], _packed(places, steps, pack)
    else:
        body = ALPHABET[SPARSE], *shown, ALPHABET[ending], _numbers(gaps * len(levels) + steps, ending)
    return "".join((*body, _greatest(exact, min(fineness.kept, len(exact) // fineness.share))))


def _most_levels(fineness: QuantizationProfile, part: float, reach: int, *, is_pinyin: bool) -> int:
    written, sounding = next((written, sounding) for most, written, sounding in fineness.levels if part <= most)
    return min(sounding if is_pinyin else written, _SLIGHT_LEVELS if reach < fineness.slight else _BASE)


def _levels_of(impacts: Integers, wanted: int, crowding: float) -> NDArray[np.float64]:
    """Choose levels so that impacts lie near one, the greatest ones nearest (Lloyd's method over a histogram)."""
    counts = np.bincount(impacts >> _BIN_BITS)
    bins = np.flatnonzero(counts)
    counts = counts[bins]
    middles = ((bins + 0.5) * (1 << _BIN_BITS)).astype(np.float64)
    if len(bins) <= wanted:
        return middles
    weights = counts / np.cumsum(counts[::-1])[::-1] ** crowding
    shares = np.cumsum(weights)
    levels: NDArray[np.float64] = np.unique(
        middles[np.searchsorted(shares, (np.arange(wanted) + 0.5) / wanted * shares[-1])]
    )
    for _ in range(_ROUNDS):
        nearest = np.searchsorted((levels[1:] + levels[:-1]) / 2, middles)
        of_level = np.bincount(nearest, weights, minlength=len(levels))
        sums = np.bincount(nearest, weights * middles, minlength=len(levels))
        levels[of_level > 0] = (sums / np.maximum(of_level, 1e-9))[of_level > 0]
    return levels


def _bounds(ending: int) -> tuple[int, int, int, int]:
    """Return from which value on a number takes two, three and four symbols, and which is too great for four."""
    more = _BASE - ending
    two, three = ending, ending + ending * more
    four = three + ending * more**2
    return two, three, four, four + ending * more**3


def _shortest(values: Integers) -> tuple[int, int]:
    """Return the least length in symbols, and how many symbols must end a number for it."""
    ordered = np.sort(values)
    return min(
        (len(values) * 4 - sum(int(np.searchsorted(ordered, bound)) for bound in _bounds(ending)[:3]), ending)
        for ending in _ENDINGS
        if ordered[-1] < _bounds(ending)[3]
    )


def _numbers(values: Integers, ending: int) -> str:
    """Write numbers of one to four symbols: the last is below ``ending``, those before are not."""
    more = _BASE - ending
    two, three, four, _ = _bounds(ending)
    lengths = 1 + (values >= two) + (values >= three) + (values >= four)
    ends = np.cumsum(lengths)
    symbols = np.empty(int(ends[-1]), np.int64)
    rest = values - np.choose(lengths - 1, [0, two, three, four])
    symbols[ends - 1] = rest % ending
    rest //= ending
    for before in (2, 3, 4):
        longer = lengths >= before
        symbols[(ends - before)[longer]] = ending + rest[longer] % more
        rest //= more
    return _text(symbols)


def _packed(places: Integers, steps: Integers, pack: int) -> str:
    together = PACKS[pack]
    # What lies behind the last document goes without saying.
    states = np.zeros(-(-int(places[-1] + 1) // together) * together, np.int64)
    states[places] = steps + 1
    return _text(states.reshape(-1, together) @ (pack + 1) ** np.arange(together))


def _greatest(impacts: Integers, count: int) -> str:
    """Write a row's greatest impacts exactly, each after the number of entries skipped since the one before."""
    text = encode_varint(count)
    previous = -1
    for at in np.sort(np.argsort(-impacts, kind="stable")[:count]).tolist():
        text += encode_varint(at - previous - 1) + encode_fixed(int(impacts[at]), 3)
        previous = at
    return text


def _text(symbols: Integers) -> str:
    return _SYMBOLS[symbols].tobytes().decode("ascii")
