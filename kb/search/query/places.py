"""Find the divisions that a query names, in characters or in pinyin."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from kb.region_table import region_names, short_names
from kb.search.protocol import Index
from kb.search.query.filters import codes_by_name, without_place_suffix
from kb.search.text.analyzer import is_unigram
from kb.search.text.fold import fold
from kb.search.text.pinyin import LATIN
from kb.search.text.tables import place_readings, syllable_of, syllables

#: Names of divisions have so many characters at most.
_LONGEST_NAME = 12
#: How what a name ends in is typed.
_KINDS = {"省": "sheng", "市": "shi", "县": "xian", "区": "qu", "州": "zhou", "旗": "qi", "盟": "meng"}
_LETTERS = re.compile("[a-z]+")


class Place(NamedTuple):
    """A division without cases, or several of one name, by code; whether cases elsewhere mention it."""

    codes: tuple[str, ...]
    is_mentioned: bool = False


def names_in(run: str, held: Callable[[str], bool]) -> Iterator[str]:
    """Yield the names of divisions in a run that begin with a pair that nothing holds, the longest at each place.

    Within other words the two characters of a county, as 东区, may mean anything.
    """
    at = 0
    while at < len(run) - 1:
        lengths = range(min(_LONGEST_NAME, len(run) - at), 1, -1) if not held(run[at : at + 2]) else ()
        names = (run[at : at + length] for length in lengths)
        known = (name for name in names if name in codes_by_name())
        name = next((name for name in known if len(name) > 2 or name == run or is_city(name)), "")
        if name:
            yield name
        at += len(name) or 1


def spelled_places(folded: str, index: Index) -> Iterator[tuple[str, Place]]:
    """Yield what is typed in letters and is the pinyin of divisions that no case lies in or mentions, with these."""
    for match in LATIN.finditer(folded):
        run = match[0]
        around = folded[: match.start()][-1:] + folded[match.end() :][:1]
        words = list(_LETTERS.finditer(run))
        is_alone = len(words) == 1 and not any(map(is_unigram, around))
        start = 0
        while start < len(words):
            # A syllable beside others, or beside characters, is that syllable first.
            is_syllable = not is_alone and words[start][0] in syllables()
            for end in range(len(words), start + is_syllable, -1):
                if codes := _codes_in_vain("".join(word[0] for word in words[start:end]), index):
                    yield run[words[start].start() : words[end - 1].end()], Place(codes)
                    start = end - 1
                    break
            start += 1


def _codes_in_vain(letters: str, index: Index) -> tuple[str, ...]:
    read = _codes_by_letters().get(letters, {})
    codes = tuple(code for codes in read.values() for code in codes)
    if not codes or index.matching(letters) or any(cases_in(index, code) for code in codes):
        return ()
    pairs = [[f"{one}'{other}" for one, other in pairwise(reading.split("'"))] for reading in read]
    return () if any(index.documents_with_all(each).bit_count() for each in pairs) else codes


def is_city(name: str) -> bool:
    """Tell whether a city or a province is called so."""
    return any(code.endswith("00") for code in codes_by_name().get(name, ()))


def cases_in(index: Index, code: str) -> int:
    """Return how many cases lie in a division."""
    return index.with_value("region", code).bit_count()


@cache
def pinyin_of_places() -> dict[str, str]:
    """Return how people read each division's name without its kind, by code: gui'yang."""
    found = {}
    for code, name in sorted(region_names().items()):
        short = short_names().get(code) or without_place_suffix(name)
        read = [syllable_of().get(char, "") for char in fold(short)]
        found[code] = place_readings().get(short) or ("'".join(read) if all(read) else "")
    return found


@cache
def _codes_by_letters() -> dict[str, dict[str, list[str]]]:
    """Return the divisions by their readings, by the letters that these are typed with."""
    found: dict[str, dict[str, list[str]]] = {}
    for code, reading in pinyin_of_places().items():
        kind = _KINDS.get(region_names()[code][-1], "")
        # Who has no ü types v, u or yu.
        spelt = {reading.replace("'", "").replace("v", sign) for sign in ("v", "u", "yu") if reading}
        for letters in sorted({*spelt, *(each + kind for each in spelt)}):
            found.setdefault(letters, {}).setdefault(reading, []).append(code)
    return found
