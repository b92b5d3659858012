"""Hold the data that search shares with the browser client, as files both can read."""

import json
from functools import cache
from pathlib import Path
from typing import cast

FOLD_TABLE = Path(__file__).with_name("fold.json")
PINYIN_TABLE = Path(__file__).with_name("pinyin.json")
PLACE_TABLE = Path(__file__).with_name("place_pinyin.json")


@cache
def fold_table() -> dict[str, str]:
    """Return the character → character table that folding ends with."""
    data = cast("dict[str, str]", json.loads(FOLD_TABLE.read_text(encoding="utf-8")))
    return dict(zip(data["from"], data["to"], strict=True))


@cache
def syllables() -> frozenset[str]:
    """Return every syllable of Mandarin that a common character has, without tones, ü written v."""
    return frozenset(_readings())


@cache
def syllable_of() -> dict[str, str]:
    """Return each common character's usual syllable."""
    return {char: syllable for syllable, chars in _readings().items() for char in chars}


@cache
def place_readings() -> dict[str, str]:
    """Return the names of divisions that are not read as their characters usually are, with their syllables."""
    return cast("dict[str, str]", json.loads(PLACE_TABLE.read_text(encoding="utf-8")))


@cache
def _readings() -> dict[str, str]:
    return cast("dict[str, str]", json.loads(PINYIN_TABLE.read_text(encoding="utf-8")))
