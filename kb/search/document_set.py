"""Sets of an index's documents: what answering a query asks of them, and how engines in one process keep them."""

from collections.abc import Iterable
from itertools import compress, count
from typing import Any, Protocol, TypeAlias


class DocumentSet(Protocol):
    """Documents of one index; whole numbers, a bit for each document, will do."""

    def __and__(self, other: Any, /) -> "DocumentSet": ...
    def __or__(self, other: Any, /) -> "DocumentSet": ...
    def __invert__(self) -> "DocumentSet": ...

    def bit_count(self) -> int:
        """Return how many documents there are in the set."""


#: A set that the same index handed out, or one made of such; each engine takes back its own kind only.
OwnSet: TypeAlias = Any


def numbers_in(bits: int) -> list[int]:
    """Return the document numbers in a set, ascending."""
    # The lowest bit is the first document.
    return list(compress(count(), map(int, reversed(f"{bits:b}")))) if bits else []


def bits_of(numbers: Iterable[int], size: int) -> int:
    """Return the set of document numbers, each below ``size``, as one whole number."""
    flags = bytearray(b"0") * (size + 1)
    for number in numbers:
        flags[number] = 0x31  # "1"
    flags.reverse()
    return int(flags, 2)
