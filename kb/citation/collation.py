"""Put author-date lists in order: by script, then author, then year and title (GB/T 7714-2025, 9.3.2; APA 9.47)."""

import re
import unicodedata
from functools import lru_cache

from kb.citation.name import has_han, reading_of
from kb.citation.reference import Reference
from kb.content.readings import pinyin_of

_KANA = re.compile(r"[\u3040-\u30ff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
#: What does not count at the beginning of a title.
_ARTICLE = re.compile(r"^(?:(?:the|an|a) )|^[\W_]+", re.IGNORECASE)


def order_key(ref: Reference, heading: str) -> tuple[int, str, str, str, str]:
    """Return what an entry is sorted by: script, reading of the author, date, reading of the title, id."""
    return _script(heading, ref), _reading(heading), ref.issued, title_reading(ref.title), ref.id


def title_reading(title: str) -> str:
    """Return what a title is sorted by among those of one author and year."""
    return " ".join(pinyin_of(_ARTICLE.sub("", title))).lower()


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
    first, *others = re.split("[，,、] ?", heading)
    return " ".join([reading_of(first), *map(reading_of, others)])
