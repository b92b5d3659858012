"""Notice what of a query no case says: words that stand nowhere, and places that no case lies in."""

from collections.abc import Callable, Iterator
from itertools import groupby, pairwise
from typing import NamedTuple

from kb.search.protocol import Index
from kb.search.query.filters import codes_by_name, containers_of
from kb.search.query.language import FIELD_NAMES
from kb.search.query.phrases import word_runs
from kb.search.text.analyzer import is_unigram, query_terms
from kb.search.text.fold import fold
from kb.search.text.numerals import amounts
from kb.search.text.pinyin import pinyin_terms
from kb.search.text.tables import syllable_of

#: Characters that people ask with; a run that has one is no word of its own.
_ASKING = frozenset("谁哪何多几吗呢吧啊的了是在让给把被我你他她们这那很不没有想要")
#: Numerals and what counts by them: beside other characters they are no part of a word.
_COUNTING = frozenset("一二三四五六七八九十百千万亿两几个些")
_COMMANDS = ("and", "or", "not")
#: A query of one run so short is a word, and one that is half unknown is another word than the known half; up to twice
#: as long, they are two.
_WORD = 4
#: So many cases are looked through for a name that sounds like a word.
_LISTENED_TO = 10
#: Names of divisions have so many characters at most.
_LONGEST_NAME = 12


class Place(NamedTuple):
    """A division without cases, or several of one name, by code; whether cases elsewhere mention it."""

    codes: tuple[str, ...]
    is_mentioned: bool = False


class Missing(NamedTuple):
    """What of a query's folded text no case says: the text without it, and without places alone; words; places.

    ``is_half`` tells that a word is only in part unknown.
    """

    rest: str
    without_places: str
    words: tuple[str, ...] = ()
    places: tuple["Place", ...] = ()
    is_half: bool = False


def missing_in(folded: str, index: Index) -> Missing:
    """Return what of the text is missing; ``folded`` is without question words."""

    def held(term: str) -> bool:
        return index.matching(term) > 0

    runs = word_runs(folded)
    places: list[Place] = []
    rest = folded
    has_places = any(facet.name == "region" for facet in index.facet_values())
    for run in filter(_is_written, runs if has_places else ()):
        for name in _names_in(run, held):
            place = Place(codes_by_name()[name])
            if not any(cases_in(index, code) for code in place.codes):
                rest = rest.replace(name, " ", 1)
                places.append(place)
        if len(runs) == 1 and not places and is_city(run):
            codes = codes_by_name()[run]
            places += [] if any(cases_in(index, code) for code in codes) else [Place(codes, is_mentioned=True)]
    without_places, runs = rest, word_runs(rest)
    is_spoken = any(map(held, pinyin_terms(folded, held)))
    words: list[str] = []
    is_half = False
    for run in runs:
        found = ""
        if _is_written(run):
            parts = [part for part in _unknown_parts(run, index.matching) if not _sounds_like_a_name(part, index)]
            if parts == [run]:
                found = "" if any(map(held, amounts(run))) else run
            elif parts and len(runs) == 1 and len(run) <= 2 * _WORD and _COUNTING.isdisjoint(parts[0]):
                found = run if len(run) <= _WORD else parts[0]
                is_half = True
            found = found if _ASKING.isdisjoint(found) else ""
        elif len(run) > 1 and not is_spoken:
            letters = [term for term in query_terms(run) if any(map(str.isalpha, term))]
            found = run if letters and not any(map(held, letters)) else ""
        if found and found not in FIELD_NAMES and found not in _COMMANDS:
            rest = rest.replace(found, " ", 1)
            # Letters typed one after the other are one word to whoever typed them.
            before = words[-1] if words and not is_unigram(found[0]) and not is_unigram(words[-1][-1]) else None
            joined = next((f"{before}{gap}{found}" for gap in " '" if before and f"{before}{gap}{found}" in folded), "")
            words = [*words[:-1], joined] if joined else [*words, found]
    inner = [place for place in places if not any(_contains(place, other) for other in places)]
    return Missing(rest, without_places, tuple(dict.fromkeys(words)), tuple(dict.fromkeys(inner)), is_half)


def _contains(place: Place, other: Place) -> bool:
    return place.codes != other.codes and all(
        code in containers_of(each) for code in place.codes for each in other.codes
    )


def as_typed(word: str, text: str) -> str:
    """Return a word of folded text as the query has it, where that can be told."""
    at = text.lower().find(word)
    return text[at : at + len(word)] if at >= 0 else word


def _is_written(run: str) -> bool:
    return is_unigram(run[0]) and len(run) > 1


def _unknown_parts(run: str, matching: Callable[[str], int]) -> list[str]:
    """Return the stretches of two characters or more none of which stands in a pair that is held.

    A pair before one that more documents hold may be the seam of two words, whose first character belongs to what
    stands before it: of 编程教育, 程教 stands in 远程教育, and 编程 nowhere.
    """
    held = [matching(run[at : at + 2]) for at in range(len(run) - 1)]
    known = set()
    for at, count in enumerate(held):
        is_seam = at > 0 == held[at - 1] and held[at + 1 : at + 2] > [count]
        known |= {at + 1, *(() if is_seam else (at,))} if count else set()
    parts = groupby(range(len(run)), known.__contains__)
    return [part for is_known, places in parts if not is_known and len(part := "".join(run[at] for at in places)) > 1]


def _sounds_like_a_name(part: str, index: Index) -> bool:
    """Tell whether a case's title, unit or place sounds the same; bodies hold so many sounds that any word may."""
    syllables = _syllables(part)
    if len(syllables) < len(part):
        return False
    pairs = [f"{one}'{other}" for one, other in pairwise(syllables)]
    # Initials stand in names alone.
    initials = [f"{one[0]}'{other[0]}" for one, other in pairwise(syllables)]
    holding = index.documents_with_all([*pairs, *initials])
    records = (index.record(number) for number, _ in index.scores(()).ranked(holding, _LISTENED_TO))
    names = (name for each in records for name in (each.title, each.shown.get("unit", ""), each.shown.get("place", "")))
    return any(_sounds_like_a_part(part, "".join(filter(syllable_of().get, fold(name)))) for name in names)


def _sounds_like_a_part(part: str, name: str) -> bool:
    """Tell whether the part sounds like one of the name, or shares a character with it where readings differ."""
    places = (name[at : at + len(part)] for at in range(len(name) - len(part) + 1))
    sounds = _syllables(part)
    return any(
        all(one[0] == other[0] for one, other in zip(_syllables(place), sounds, strict=True))
        and (_syllables(place) == sounds or any(map(str.__eq__, place, part)))
        for place in places
    )


def _syllables(text: str) -> list[str]:
    return [syllable_of()[char] for char in text if char in syllable_of()]


def _names_in(run: str, held: Callable[[str], bool]) -> Iterator[str]:
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


def is_city(name: str) -> bool:
    """Tell whether a city or a province is called so."""
    return any(code.endswith("00") for code in codes_by_name().get(name, ()))


def cases_in(index: Index, code: str) -> int:
    """Return how many cases lie in a division."""
    return index.with_value("region", code).bit_count()
