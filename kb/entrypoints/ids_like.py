"""Ask whoever typed an id that nothing has whether they meant another."""

import difflib
from collections.abc import Iterable


def ids_like(name: str, ids: Iterable[str]) -> str:
    """Ask after the ids that are written much the same; nothing where there are none."""
    return meant(difflib.get_close_matches(name, list(ids), n=3))


def meant(words: Iterable[str]) -> str:
    """Ask whether one of these was meant; nothing where there are none."""
    known = " 或 ".join(words)
    return f"您是不是要写 {known}？" if known else ""
