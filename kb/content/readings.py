"""Read Chinese aloud in pinyin without tones, ü as v, words and place names as people read them.

Needed only where something is indexed, sorted or named: pypinyin is slow to import.
"""

import re
from functools import cache
from pathlib import Path

from pypinyin import lazy_pinyin, load_phrases_dict
from pypinyin.constants import PHRASES_DICT

#: Names of divisions that pypinyin reads wrongly; ``data/README.md`` says how they were found.
REGION_READINGS = Path(__file__).parent / "data" / "region-readings.tsv"


def pinyin_of(text: str) -> list[str]:
    """Return a syllable for each Chinese character; what is none stays together as it is."""
    return [syllable for part in _after_division().split(text) for syllable in lazy_pinyin(part)]


def is_word(text: str) -> bool:
    """Tell whether pypinyin knows the reading of the word as a whole."""
    _after_division()
    return text in PHRASES_DICT


@cache
def _after_division() -> re.Pattern[str]:
    """Teach pypinyin the names; return where a text is parted: before a name, lest 山西省长治市 have a 省长."""
    rows = (line.split("\t") for line in REGION_READINGS.read_text(encoding="utf-8").splitlines())
    readings = {name: [[syllable] for syllable in reading.split()] for name, reading in rows}
    load_phrases_dict(readings)
    return re.compile(rf"(?<=[省市区县州盟])(?={'|'.join(readings)})")
