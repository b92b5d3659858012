"""Name a division in letters, for the ids that the form proposes."""

from functools import cache

from kb.content.readings import pinyin_of
from kb.content.regions import short_name


@cache  # thousands of divisions, the same for every corpus
def division_slug(name: str) -> str:
    """Return a division's short name in letters: 芜湖市 → wuhu."""
    syllables = pinyin_of(name)[: len(short_name(name))]
    return "".join(char for char in "".join(syllables).lower() if char.isascii() and char.isalnum())
