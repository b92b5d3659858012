"""Write numbers as printable characters, so that browsers read them from a classic script and gzip packs them well.

One symbol is one character: gzip then codes symbols by how common they are, which base64 would hide from it.
"""

from collections.abc import Sequence
from typing import Final

from kb.search.ranking.bm25f import IMPACT_BITS

#: Printable ASCII without the characters that JSON or HTML would have to escape; a character's place is its value.
ALPHABET: Final = "".join(chr(code) for code in range(0x23, 0x7F) if chr(code) not in "<\\")

#: How an impact row is written; the first character of a row. Two are kb/publish/search_index/quantize.py's.
EXACT: Final = 0
SPARSE: Final = 1
PACKED: Final = 2
#: From here on it says how many documents a row of few has.
FEW: Final = 2

#: Collections up to this size keep every impact as it is, so that the order is Python's to the last place.
EXACT_SIZE: Final = 500

#: In larger ones a row of so many documents or fewer keeps its impacts in the steps of two symbols, about 8.
FEW_DOCUMENTS: Final = 24


def encode_varint(value: int) -> str:
    """Write a number of 0 or more: five bits a character, lowest first, with a sixth for "more follows"."""
    text = ""
    while value >= 32:
        text += ALPHABET[32 + value % 32]
        value //= 32
    return text + ALPHABET[value]


def encode_fixed(value: int, width: int) -> str:
    """Write a number in so many characters, highest first."""
    base = len(ALPHABET)
    return "".join(ALPHABET[value // base**power % base] for power in reversed(range(width)))


def quantize_impact(impact: int) -> str:
    """Write an impact in two characters."""
    return encode_fixed(impact * len(ALPHABET) ** 2 >> IMPACT_BITS, 2)


def exact_row(documents: Sequence[int], impacts: Sequence[int]) -> str:
    """Write one term's documents, ascending, with their impacts."""
    least = int(min(impacts))
    parts = [ALPHABET[EXACT], encode_varint(len(documents)), encode_varint(least)]
    previous = -1
    for document, impact in zip(map(int, documents), map(int, impacts), strict=True):
        parts += (encode_varint(document - previous - 1), encode_varint(impact - least))
        previous = document
    return "".join(parts)


def encode_rare(documents: Sequence[int], impacts: Sequence[int]) -> str:
    """Write the same for a rare term of a large collection, the impacts in steps of 8."""
    parts = [ALPHABET[FEW + len(documents)]]
    previous = -1
    # Numbers out of an array of 32 bits would not go below 0.
    for document, impact in zip(map(int, documents), map(int, impacts), strict=True):
        parts += (encode_varint(document - previous - 1), quantize_impact(impact))
        previous = document
    return "".join(parts)


def hash_of(term: str) -> int:
    """Return the hash by which terms are assigned to shards: FNV-1a over its UTF-16 units, as a browser sees them."""
    value = 0x811C9DC5
    units = term.encode("utf-16-le")
    for low, high in zip(units[::2], units[1::2], strict=True):
        value = ((value ^ (low | high << 8)) * 0x01000193) & 0xFFFFFFFF
    return value ^ value >> 15
