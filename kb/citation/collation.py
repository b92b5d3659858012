"""Put author-date lists in order: by script, then author, then year (GB/T 7714-2025, 9.3.2)."""

import re
import unicodedata
from functools import lru_cache

from pypinyin import lazy_pinyin

from kb.citation.name import has_han
from kb.citation.reference import Reference

#: Taxonomy names that are read otherwise than the character alone.
_SURNAMES = {
    **{"曾": "zeng", "仇": "qiu", "单": "shan", "解": "xie", "区": "ou", "任": "ren", "朴": "piao", "查": "zha"},
    **{"盖": "ge", "华": "hua", "纪": "ji", "缪": "miao", "宁": "ning", "覃": "qin", "翟": "zhai", "乐": "yue"},
    **{"尉迟": "yuchi", "万俟": "moqi", "长孙": "zhangsun"},
}
_KANA = re.compile(r"[\u3040-\u30ff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
#: The longest name taken for a person's; longer ones are bodies and read as words.
_PERSON = 4


def order_key(ref: Reference, heading: str) -> tuple[int, str, str, str]:
    """Return what an entry is sorted by: script, reading of the author, date, id."""
    return _script(heading, ref), _reading(heading), ref.issued, ref.id


def _script(heading: str, ref: Reference) -> int:
    if ref.language.lower().startswith("ja") or _KANA.search(heading):
        return 1
    if has_han(heading):
        return 0
    if _LATIN.match(unicodedata.normalize("NFKC", heading)):
        return 2
    return 3 if _CYRILLIC.search(heading) else 4


@lru_cache(maxsize=4096)  # a library's own name heads every one of its cases
def _reading(heading: str) -> str:
    first = re.split("[ ，,、]", heading, maxsplit=1)[0]
    if len(first) <= _PERSON:
        for length in (2, 1):
            if reading := _SURNAMES.get(first[:length]):
                return f"{reading} {' '.join(lazy_pinyin(heading[length:]))}".lower()
    return " ".join(lazy_pinyin(heading)).lower()
