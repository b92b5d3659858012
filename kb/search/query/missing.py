"""Notice what of a query no case says: words that stand nowhere, and places that no case lies in."""

import re
from collections.abc import Callable
from itertools import groupby, pairwise
from typing import NamedTuple

from kb.search.protocol import Index
from kb.search.query.filters import codes_by_name, containers_of
from kb.search.query.language import FIELD_NAMES
from kb.search.query.phrases import documents_with_all, documents_with_phrase, texts_of, word_runs
from kb.search.query.places import Place, cases_in, is_city, names_in, spelled_places
from kb.search.text.analyzer import is_unigram, query_terms
from kb.search.text.fold import fold
from kb.search.text.numerals import amounts
from kb.search.text.pinyin import is_pinyin, latin_runs, pinyin_terms
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


class Missing(NamedTuple):
    """What of a query's folded text no case says: the text without it, and without places alone; words; places.

    ``is_half`` tells that a word is only in part unknown.
    """

    rest: str
    without_places: str
    words: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
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
        left = run
        for name in names_in(run, held):
            place = Place(codes_by_name()[name])
            if not any(cases_in(index, code) for code in place.codes):
                left = left.replace(name, " ", 1)
                places.append(place)
        # One character beside a name belongs to it, or is no word: 长白山.
        rest = rest if left == run else rest.replace(run, " ".join(filter(_is_written, left.split())) or " ", 1)
        if len(runs) == 1 and not places and is_city(run):
            codes = codes_by_name()[run]
            places += [] if any(cases_in(index, code) for code in codes) else [Place(codes, is_mentioned=True)]
    for typed, place in spelled_places(folded, index) if has_places else ():
        rest = rest.replace(typed, " ", 1)
        places.append(place)
    without_places, runs = rest, word_runs(rest)
    is_spoken = any(map(held, pinyin_terms(folded, held)))
    read = {run[at] for run in latin_runs(rest) for at in range(len(run)) if is_pinyin(run, at, held)}
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
            elif len(runs) == 1 and _ends_in_a_seam(run, index):
                found, is_half = run, True
            found = found if _ASKING.isdisjoint(found) else ""
        elif len(run) > 1 and not is_spoken:
            letters = [term for term in query_terms(run) if any(map(str.isalpha, term))]
            found = run if letters and (run in read or not any(map(held, letters))) else ""
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


def _ends_in_a_seam(run: str, index: Index) -> bool:
    """Tell whether a word of three characters is known by a pair alone that is nowhere a word: 程课 of 编程课.

    Wherever that pair stands, each of its characters makes a pair that more documents hold with the one on its other
    side, as in 课程课时.
    """
    pair, count = run[1:], index.matching(run[1:])
    if len(run) != _WORD - 1 or not count or index.matching(run[:2]):
        return False
    texts = [name for facet in index.facet_values() for entry in facet.values for name in (entry.label, *entry.aliases)]
    for number, _ in index.scores(()).ranked(index.documents_with(pair), _LISTENED_TO):
        texts += texts_of(index.record(number))
    around = re.compile(f"(.?){re.escape(pair)}(.?)", re.DOTALL)
    found = [match for text in texts for match in around.finditer(fold(text))]
    return bool(found) and all(
        before and after and min(index.matching(before + pair[0]), index.matching(pair[1] + after)) > count
        for before, after in map(re.Match.groups, found)
    )


def is_scattered(asked: str, index: Index) -> bool:
    """Tell whether what is asked is a word of three characters that stands nowhere, though its parts do."""
    runs = word_runs(asked)
    if len(runs) != 1 or len(runs[0]) != _WORD - 1 or not _is_written(runs[0]) or not _ASKING.isdisjoint(runs[0]):
        return False
    holding = documents_with_all(index, runs[0]).bit_count()
    if holding > _LISTENED_TO or (holding and documents_with_phrase(index, runs[0]).bit_count()):
        return False
    is_known = runs[0] in codes_by_name() or any(map(index.matching, amounts(asked)))
    return not is_known and not _sounds_like_a_name(runs[0], index)


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
