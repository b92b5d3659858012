"""Find by sound: pinyin in full or by initials, and characters typed for others that sound the same.

A pinyin term joins the syllables of two neighbouring characters, without tones: 芜湖 → wu'hu. Names also have the pairs
of initials: w'h. No other term holds an apostrophe.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from itertools import chain, pairwise

from kb.search.text.analyzer import is_unigram
from kb.search.text.exact_names import name_sound
from kb.search.text.fold import fold
from kb.search.text.tables import syllable_of, syllables

#: Fields whose sounds are indexed, and the field of the table they are counted in.
SOUND_FIELDS = {
    "name_sounds": ("title", "aliases", "unit", "place", "labels", "synonyms"),
    "sounds": ("summary", "claims", "body"),
}

_LONGEST_SYLLABLE = 6
#: A word that can be cut into syllables in several ways is looked up in at most so many of them.
_READINGS = 3
#: Names whose sounds are remembered while indexing: labels and their other names come again in most documents.
_REMEMBERED = 20_000
_LATIN = re.compile(r"[a-z]+(?:[ '][a-z]+)*")
#: üe after l and n is typed both ways.
_SPELLINGS = {"lue": "lve", "nue": "nve"}


def count_name_sounds(names: Iterable[str]) -> Counter[str]:
    """Return how many of the names have each pinyin term."""
    counts: Counter[str] = Counter()
    for text in names:
        counts.update(_name_sounds(text))
    return counts


def sounds_of_pairs(counted: Iterable[Mapping[str, int]]) -> Counter[str]:
    """Return the pinyin terms of texts whose terms were counted: those of each pair that has a reading."""
    counts: Counter[str] = Counter()
    for terms in counted:
        for term, count in terms.items():
            if term_pinyin := _PAIRS[term]:
                counts[term_pinyin] += count
    return counts


class _Pairs(dict[str, str]):
    """Remember the pinyin term of each pair of characters; nothing for what is no such pair."""

    def __missing__(self, term: str) -> str:
        syllables = [syllable_of().get(char, "") for char in term] if len(term) == 2 else []
        joined = self[term] = "'".join(syllables) if syllables and all(syllables) else ""
        return joined


_PAIRS = _Pairs()


def pinyin_of_unseen(terms: Iterable[str], held: Callable[[str], bool]) -> list[str]:
    """Return pinyin terms for pairs of characters that no document holds: one of the two was perhaps mistyped.

    Where both characters stand in other pairs that are held, the pair is only the seam between two words.
    """
    unseen = unseen_bigrams(terms, held)
    syllable = syllable_of() if unseen else {}
    return [f"{syllable[pair[0]]}'{syllable[pair[1]]}" for pair in unseen if all(char in syllable for char in pair)]


def unseen_bigrams(terms: Iterable[str], held: Callable[[str], bool]) -> list[str]:
    """Return the pairs of characters that no document holds and that are no seam between two words that some do."""
    pairs = {term: held(term) for term in terms if len(term) == 2 and is_unigram(term[0])}
    attested = set("".join(term for term, is_held in pairs.items() if is_held))
    return [pair for pair, is_held in pairs.items() if not is_held and not attested.issuperset(pair)]


def pinyin_terms(text: str, held: Callable[[str], bool]) -> list[str]:
    """Return pinyin terms for Latin words that no document holds, read as pinyin or as initials."""
    found: list[str] = []
    for match in _LATIN.finditer(fold(text)):
        before = ""
        whole: list[tuple[str, ...]] = []
        for word in re.split("[ ']", match[0]):
            if held(word):
                before = ""
                whole.append(())
                continue
            readings = _readings(word)
            whole.append(readings[0] if readings else ())
            if readings and before:
                found.append(f"{before}'{readings[0][0]}")
            for reading in readings:
                found += [f"{one}'{other}" for one, other in pairwise(reading)]
                if len(reading) > 1:
                    found.append(name_sound(reading))
            initials = [f"{one}'{other}" for one, other in pairwise(word)]
            # Initials of something here, not just any letters: every pair must occur.
            if not readings and all(map(held, initials)):
                found += initials
            before = readings[0][-1] if readings else ""
        if len(whole) > 1 and all(whole):
            found.append(name_sound(chain.from_iterable(whole)))
    return list(dict.fromkeys(found))


@lru_cache(maxsize=_REMEMBERED)
def _name_sounds(text: str) -> frozenset[str]:
    """Return a name's sounds: as its characters are usually read, as they are read in it, and by initials."""
    # Punctuation does not part a name's syllables: 芜湖“在线课堂” is typed whzxkt.
    folded = "".join(char for char in fold(text) if char in syllable_of())
    readings = [[syllable_of()[char] for char in folded], _read_in_context(folded)]
    sounds = {f"{one}'{other}" for reading in readings for one, other in pairwise(reading)}
    return frozenset(sounds | {f"{one[0]}'{other[0]}" for reading in readings for one, other in pairwise(reading)})


def _read_in_context(text: str) -> list[str]:
    # Knows 重庆 from 重点; needed only while indexing, and slow to import.
    from pypinyin import Style, lazy_pinyin

    return lazy_pinyin(text, style=Style.NORMAL)


def _readings(word: str) -> list[tuple[str, ...]]:
    """Return the shortest ways to cut a word into syllables, two at least if it can be; none when it cannot be cut."""
    known = syllables()
    # ways[i]: the cuts of word[:i]
    ways: list[list[tuple[str, ...]]] = [[()]]
    for end in range(1, len(word) + 1):
        here = []
        for start in range(max(0, end - _LONGEST_SYLLABLE), end):
            part = _SPELLINGS.get(word[start:end], word[start:end])
            if part in known:
                here += [(*way, part) for way in ways[start]]
        ways.append(sorted(here, key=lambda way: (len(way), way))[: _READINGS + 1])
    cuts = ways[-1]
    if len(cuts) > 1 and len(cuts[0]) == 1:
        cuts = cuts[1:]
    return [cut for cut in cuts if len(cut) == len(cuts[0])][:_READINGS]
