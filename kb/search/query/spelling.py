"""Offer what a query perhaps meant: «您是不是要找», from names here that sound or are spelt nearly the same.

A query is weak where it holds a pair of characters, or a Latin word, that nothing here holds, written or by sound. Such
a place is corrected by one character or letter, to what stands in a name: a vocabulary term, a place, or the title or
unit of one of the query's first hits (a near name shares most of its pairs with the query, so its case is among them).
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from kb.search.document import Facet
from kb.search.protocol import Index
from kb.search.query.filters import without_place_suffix
from kb.search.query.language import FIELD_NAMES
from kb.search.query.phrases import documents_with_all, word_runs
from kb.search.text.analyzer import is_unigram, query_terms
from kb.search.text.edit_distance import edit_distance
from kb.search.text.fold import fold
from kb.search.text.pinyin import pinyin_terms, unseen_bigrams, with_umlauts
from kb.search.text.stopwords import without_question_words
from kb.search.text.tables import syllable_of, syllables

#: Facets whose values are names that readers type.
NAMING_FACETS = ("theme", "problem", "model", "stage", "unit_type", "region")
#: Hits whose names are looked at.
NEAR_HITS = 10
#: Longer runs are sentences, and not corrected.
_LONGEST = 12
#: Characters in one run that are corrected at most.
_MOST_CORRECTIONS = 3
#: A run so short is weak too when no document holds all of its pairs.
_SHORT = 5
#: Characters that must stand unchanged beside a changed one (where both sound the same, one), and on either side of
#: one too few or too many.
_MATCHING_NEIGHBOURS, _EITHER_SIDE = 3, 2
#: Letters from which one, and from which two, may be wrong in a Latin word.
_ONE_WRONG, _TWO_WRONG = 4, 8
#: Characters that a name must have to be offered for Latin letters: nobody who types xian or luse means 县 or use.
_SHORTEST_NAME = 2
#: Names of facet values of which the runs are remembered; the country's divisions are half as many.
_REMEMBERED = 1 << 14

Held = Callable[[str], bool]


class _Candidate(NamedTuple):
    """A run with one change; the greatest value is the best."""

    value: int
    run: str


def suggestion(query: str, text: str, index: Index, first_hits: Callable[[], Sequence[int]]) -> str | None:
    """Return the query with the weak words of its text corrected; None when nothing is weak or better.

    ``text`` is what is left of the query without its fields, which stay as they are.
    """
    folded = fold(text).strip()

    def held(term: str) -> bool:
        return index.matching(term) > 0

    runs = word_runs(without_question_words(folded))
    spelled = word_runs(without_question_words(fold(with_umlauts(text)).strip()))
    weak = [
        run
        for run, as_read in zip(runs, spelled, strict=True)
        if run not in FIELD_NAMES and _is_weak(as_read, spelled, index, held)
    ]
    if not weak:
        return None
    names = list(dict.fromkeys((*_names_of_values(index.facet_values()), *_names_of_documents(index, first_hits()))))
    weak = [run for run in weak if not _is_made_of(run, set(names))]
    if all(map(_is_latin, runs)) and (name := _nearest("".join(runs), names)):
        return fold(query).strip().replace(folded, name, 1)
    asked = corrected = fold(query).strip()
    for run in weak:
        better = _nearest(run, names) if _is_latin(run) else _corrected(run, names, index, held)
        corrected = corrected.replace(run, better or run, 1)
    return corrected if corrected != asked else None


def _is_latin(run: str) -> bool:
    return run.isascii() and run.isalpha()


def _is_weak(run: str, spelled: Sequence[str], index: Index, held: Held) -> bool:
    if _is_latin(run):
        if len(run) < _ONE_WRONG or held(run) or any(map(held, pinyin_terms(run, held))):
            return False
        # A syllable apart from others is read with them.
        return run not in syllables() or not any(map(held, pinyin_terms(" ".join(spelled), held)))
    if not is_unigram(run[0]) or len(run) > _LONGEST:
        return False
    return bool(unseen_bigrams(query_terms(run), held)) or _is_torn(run, index)


def _is_made_of(run: str, names: Collection[str]) -> bool:
    """Tell whether a run is names one after the other, as 安徽芜湖: there is nothing to mend."""
    ends = {0}
    for end in range(2, len(run) + 1):
        if any(run[start:end] in names for start in ends if end - start > 1):
            ends.add(end)
    return len(run) in ends


def _is_torn(run: str, index: Index) -> bool:
    return 2 < len(run) <= _SHORT and not documents_with_all(index, run).bit_count()


def _names_of_values(facets: Iterable[Facet]) -> Iterable[str]:
    for facet in facets:
        if facet.name in NAMING_FACETS:
            for entry in facet.values:
                for name in (entry.label, *entry.aliases):
                    yield from _runs_of(name, facet.name == "region")


@lru_cache(_REMEMBERED)
def _runs_of(name: str, is_place: bool) -> tuple[str, ...]:
    folded = fold(name)
    return tuple(word_runs(without_place_suffix(folded) if is_place else folded))


def _names_of_documents(index: Index, first_hits: Iterable[int]) -> Iterable[str]:
    for number in first_hits:
        record = index.record(number)
        for name in (record.title, record.shown.get("unit", "")):
            yield from word_runs(fold(name))


def _corrected(run: str, names: Sequence[str], index: Index, held: Held) -> str | None:
    """Correct one place after the other, as long as unseen pairs are left; all must be gone in the end."""
    chars = set(run)
    near = [name for name in names if not chars.isdisjoint(name) and is_unigram(name[0])]
    better = None
    for _ in range(_MOST_CORRECTIONS):
        unseen = unseen_bigrams(query_terms(run), held)
        if not unseen and not _is_torn(run, index):
            break
        # Every pair that the change makes must be held.
        before = set(query_terms(run))
        found = [
            each
            for each in _candidates(run, unseen, near)
            if all(len(term) != 2 or held(term) for term in set(query_terms(each.run)) - before)
        ]
        if not found:
            break
        run = better = max(found, key=lambda candidate: candidate.value).run
    return better if not unseen_bigrams(query_terms(run), held) else None


def _candidates(run: str, unseen: Sequence[str], names: Sequence[str]) -> Iterable[_Candidate]:
    """Yield every change that makes a part of the run a part of a name."""
    pairs = [place for place in range(len(run) - 1) if not unseen or run[place : place + 2] in unseen]
    places = sorted({*pairs, *(place + 1 for place in pairs)})
    for name in names:
        for place in places:
            for at in _possible_places(name, run, place):
                for taken, put in ((1, 1), (0, 1), (1, 0), (2, 2)):
                    old, new = run[place : place + taken], name[at : at + put]
                    if old == new or len(old) < taken or len(new) < put or (taken == 2 and old != new[::-1]):
                        continue
                    left = _alike(run[:place][::-1], name[:at][::-1])
                    right = _alike(run[place + taken :], name[at + put :])
                    sounds = taken == put == 1 and old in syllable_of() and syllable_of()[old] == syllable_of().get(new)
                    # Where no pair is unseen, only the whole run as a part of a name is reason enough.
                    whole = left + right + taken == len(run) and (sounds or taken != put)
                    # Two characters are a word only at an edge of the name: 验学 is none of 实验学校.
                    inner = left + right == 1 and at - left > 0 and at + 1 + right < len(name)
                    if (unseen or whole) and not inner and _is_likely(left, right, taken, put, sounds):
                        value = left + right + 2 * sounds
                        yield _Candidate(value, run[:place] + new + run[place + taken :])


def _possible_places(name: str, run: str, place: int) -> list[int]:
    """Return where in a name the run's place may belong: beside the same character, or on the same two swapped."""
    places = {at + 1 for at in _places_of(run[place - 1 : place], name)}
    for taken in (0, 1):
        after = _places_of(run[place + taken : place + taken + 1], name)
        places.update(at - put for at in after for put in (0, 1))
    places.update(_places_of(run[place : place + 2][::-1], name))
    return [at for at in sorted(places) if 0 <= at < len(name)]


def _places_of(part: str, name: str) -> Iterator[int]:
    at = name.find(part) if part else -1
    while at >= 0:
        yield at
        at = name.find(part, at + 1)


def _is_likely(left: int, right: int, taken: int, put: int, sounds: bool) -> bool:
    if taken != put:
        return left >= _EITHER_SIDE and right >= _EITHER_SIDE
    return taken == 2 or left + right >= (1 if sounds else _MATCHING_NEIGHBOURS)


def _alike(one: str, other: str) -> int:
    """Return how many characters both begin with."""
    count = 0
    while count < min(len(one), len(other)) and one[count] == other[count]:
        count += 1
    return count


def _nearest(word: str, names: Sequence[str]) -> str | None:
    """Return the nearest Latin word of a name, or the name whose pinyin is nearest."""
    best, least = None, (2 if len(word) >= _TWO_WRONG else 1) + 1
    for name in names:
        is_written = is_unigram(name[0])
        if len(name) < (_SHORTEST_NAME if is_written else _ONE_WRONG):
            continue
        spelt = "".join(syllable_of().get(char, "?") for char in name) if is_written else name
        if abs(len(spelt) - len(word)) < least and (wrong := edit_distance(word, spelt)) < least:
            best, least = name, wrong
    return best
