"""Propose an id for a case, so that nobody has to invent one."""

import re
from collections.abc import Collection

from kb.content.readings import pinyin_of

#: How long a suggested id may grow before further words are left out.
_ID_LENGTH = 40


def suggest_id(title: str, taken: Collection[str]) -> str:
    """Return the pinyin of a title's first phrases, a phrase a word; a number keeps it apart from ids in use."""
    words: list[str] = []
    for phrase in re.split(r"[^\w]+", title):
        word = "".join(re.findall(r"[a-z0-9]+", "".join(pinyin_of(phrase)).lower()))[:_ID_LENGTH]
        if word and sum(map(len, words)) + len(word) <= _ID_LENGTH:
            words.append(word)
    stem = "-".join(words) or "case"
    number = 2
    suggested = stem
    while suggested in taken:
        suggested = f"{stem}-{number}"
        number += 1
    return suggested
