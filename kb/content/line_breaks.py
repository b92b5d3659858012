"""Join lines of text: between Chinese there comes no space, as nobody writes one."""

import re
import unicodedata

_BREAK = re.compile(r"(?P<before>\S)[^\S\n]*\n\s*(?=(?P<after>\S?))")


def joined(text: str) -> str:
    """Return text on one line."""
    if "\n" not in text:
        return text
    return _BREAK.sub(lambda found: found["before"] + space_between(found["before"], found["after"]), text)


def space_between(before: str, after: str) -> str:
    """Return what stands for a line break between two characters: a space, or nothing beside Chinese."""
    both_wide = _is_wide(before) and _is_wide(after)
    return "" if both_wide or _is_wide_sign(before) or _is_wide_sign(after) else " "


def _is_wide(char: str) -> bool:
    return char != "" and (unicodedata.east_asian_width(char) in "WF" or char in "“”‘’…—·")


def _is_wide_sign(char: str) -> bool:
    return _is_wide(char) and unicodedata.category(char).startswith("P")
