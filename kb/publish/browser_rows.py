"""Write numbers as printable characters, so that browsers read them from a classic script and gzip packs them well.

One symbol is one character: gzip then codes symbols by how common they are, which base64 would hide from it.
"""

from collections.abc import Sequence
from typing import Final

from kb.search.ranking import IMPACT_BITS

#: Printable ASCII without the characters that JSON or HTML would have to escape; a character's place is its value.
ALPHABET: Final = "".join(chr(code) for code in range(0x23, 0x7F) if chr(code) not in "<\\")

#: How an impact row is written; the first character of a row.
EXACT: Final = 0
LEVELS: Final = 1
DENSE: Final = 2

#: How finely large collections tell impacts apart, in thousandths of a score; a common term's impacts hardly differ.
FINENESS: Final = 64
#: Most steps between a row's least and greatest impact, where one character holds the impact alone.
LEVEL_STEPS: Final = 80
#: Most steps, and gaps, that share one character; a greater gap follows as a number of its own.
DENSE_STEPS: Final = 16
DENSE_GAPS: Final = 5

#: So many of a row's greatest impacts are kept exactly after all: a short query's first hits are decided among them.
KEPT_EXACT: Final = 24

#: Collections up to this size keep every impact as it is, so that the order is Python's to the last place.
EXACT_SIZE: Final = 500


def number(value: int) -> str:
    """Write a number of 0 or more: five bits a character, lowest first, with a sixth for "more follows"."""
    text = ""
    while value >= 32:
        text += ALPHABET[32 + value % 32]
        value //= 32
    return text + ALPHABET[value]


def fixed(value: int, width: int) -> str:
    """Write a number in exactly so many characters, highest first."""
    base = len(ALPHABET)
    return "".join(ALPHABET[value // base**power % base] for power in reversed(range(width)))


def impact_row(documents: Sequence[int], impacts: Sequence[int], value: int, size: int) -> str:
    """Write one term's documents, ascending, with their impacts, for a collection of ``size`` documents.

    ``value`` is what the term is worth there: what adds little to a score is told roughly.
    """
    kind = EXACT if size <= EXACT_SIZE else DENSE if len(documents) * 4 >= size else LEVELS
    least = min(impacts)
    reach = max(impacts) - least
    steps = min(DENSE_STEPS if kind == DENSE else LEVEL_STEPS, -(-(reach * value >> IMPACT_BITS) // FINENESS) + 1)
    parts = [ALPHABET[kind], number(len(documents)), number(least), number(reach), number(steps)]
    previous = -1
    for document, impact in zip(documents, impacts, strict=True):
        gap = document - previous - 1
        previous = document
        if kind == EXACT:
            parts.append(number(gap) + number(impact - least))
        elif kind == LEVELS:
            parts.append(number(gap) + ALPHABET[_step(impact - least, reach, steps)])
        else:
            short = min(gap, DENSE_GAPS - 1)
            parts.append(ALPHABET[_step(impact - least, reach, steps) * DENSE_GAPS + short])
            if short == DENSE_GAPS - 1:
                parts.append(number(gap - short))
    if kind != EXACT:
        parts.append(_greatest(impacts, least))
    return "".join(parts)


def _greatest(impacts: Sequence[int], least: int) -> str:
    """Write a row's greatest impacts exactly, each after the number of entries skipped since the one before."""
    greatest = sorted(sorted(range(len(impacts)), key=lambda at: -impacts[at])[:KEPT_EXACT])
    text = number(len(greatest))
    previous = -1
    for at in greatest:
        text += number(at - previous - 1) + number(impacts[at] - least)
        previous = at
    return text


def _step(above: int, reach: int, steps: int) -> int:
    # Rounded down, so that none comes before the greatest, which are exact.
    return above * (steps - 1) // reach if reach else 0


def shard_of(term: str, shards: int) -> int:
    """Return which of so many shards holds the term: FNV-1a over its UTF-16 units, as a browser sees them."""
    value = 0x811C9DC5
    units = term.encode("utf-16-le")
    for low, high in zip(units[::2], units[1::2], strict=True):
        value = ((value ^ (low | high << 8)) * 0x01000193) & 0xFFFFFFFF
    return (value ^ value >> 15) % shards
