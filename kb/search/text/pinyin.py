"""Find by sound: pinyin in full or by initials, and characters typed for others that sound the same.

A pinyin term joins the syllables of two neighbouring characters, without tones: 芜湖 → wu'hu. Names also have the pairs
of initials: w'h. No other term holds an apostrophe. What is indexed is read character by character as each is usually
read, and as people read words and places: 音乐 is yin'le, which many type, and yin'yue.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain, groupby, pairwise

from kb.search.text.analyzer import is_unigram
from kb.search.text.exact_names import name_sound
from kb.search.text.fold import fold
from kb.search.text.tables import syllable_of, syllables

#: Fields whose sounds are indexed, and the field of the table they are counted in.
SOUND_FIELDS = {
    "name_sounds": ("title", "aliases", "unit", "place", "labels", "synonyms"),
    "sounds": ("summary", "claims", "body"),
}

#: zhuangr
_LONGEST_SYLLABLE = 7
#: A word that can be cut into syllables in several ways is looked up in at most so many of them.
_READINGS = 3
#: Names whose sounds are remembered while indexing: labels and their other names come again in most documents.
_REMEMBERED = 20_000
#: Words in letters that follow each other, with the digits of their tones: wu hu, xi'an, wu2hu2.
LATIN = re.compile(r"[a-z]+(?:(?:[0-5]|[0-5]?[ '-]+)[a-z]+)*")
_LETTERS = re.compile("[a-z]+")
#: A word that may be one syllable beside a character: 无hu, 班班tong. The browser knows no more of it at first.
_SYLLABLE = re.compile("(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?[aeiouv]{1,3}(?:ng?|r)?")
#: Two syllables or more, each with its tone; of one, as h5, nobody knows whether it is one.
_TONED = re.compile(rf"(?<![a-z0-9])(?:{_SYLLABLE.pattern}[0-5][ '-]*){{2,}}(?![a-z0-9])")
#: Names typed so are looked up whole up to so many syllables.
_SHORT_NAME = 6
#: ü as it is written, with a mark of tone before or after its dots.
_UMLAUT = re.compile("(?<=[lLnN])[uU][\u0300-\u036f]*\u0308[\u0300-\u036f]*")
#: A syllable lu or nu.
_FLAT = re.compile("(?<![a-z])([ln])u(?![a-z])")
#: ü after l and n is typed in several ways, 谁 as it is spoken.
#: Syllables that are an abbreviation to whoever types them beside characters.
_ABBREVIATIONS = ("ai",)
_SPELLINGS = {"lue": "lve", "nue": "nve", "lyu": "lv", "nyu": "nv", "lyue": "lve", "nyue": "nve", "shei": "shui"}


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
            for term_pinyin in _PAIRS[term]:
                counts[term_pinyin] += count
    return counts


class _Pairs(dict[str, tuple[str, ...]]):
    """Remember the pinyin terms of each pair of characters; none for what is no such pair."""

    def __missing__(self, term: str) -> tuple[str, ...]:
        from kb.content.readings import is_word, pinyin_of

        syllables = [syllable_of().get(char, "") for char in term] if len(term) == 2 else []
        found = ["'".join(syllables)] if syllables and all(syllables) else []
        if found and is_word(term):
            found.append("'".join(pinyin_of(term)))
        readings = self[term] = tuple(dict.fromkeys(found))
        return readings


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


def with_umlauts(text: str) -> str:
    """Write lü and nü with v, before folding takes their dots away."""
    return _UMLAUT.sub("v", unicodedata.normalize("NFD", text))


def without_tones(folded: str) -> str:
    """Write a space for the digit of each tone, which is no number: jiao1zuo4."""
    return _TONED.sub(lambda match: re.sub("[0-5]", " ", match[0]), folded)


def latin_runs(folded: str) -> list[list[str]]:
    """Return the Latin words of folded text by run: in each, words follow each other; w h z x k t are one."""
    runs = []
    for run in LATIN.findall(folded):
        groups = groupby(_LETTERS.findall(run), lambda word: len(word) == 1)
        runs.append([word for alone, group in groups for word in (["".join(group)] if alone else list(group))])
    return runs


def pinyin_terms(folded: str, held: Callable[[str], bool]) -> list[str]:
    """Return pinyin terms for Latin words that no document holds, read as pinyin or as initials."""
    found: list[str] = []
    for run in latin_runs(folded):
        readings = [_readings(word, apart=len(run) > 1) for word in run]
        unread = [not is_pinyin(run, at, held) for at in range(len(run))]
        before = ""
        for at, word in enumerate(run):
            if unread[at]:
                before = ""
                continue
            if readings[at] and before:
                found.append(f"{before}'{readings[at][0][0]}")
            for reading in (*readings[at], *_named_cuts(word, readings[at], held)):
                found += _pairs(reading)
                if len(reading) > 1:
                    found.append(name_sound(reading))
            initials = _pairs(word)
            # Initials of something here, not just any letters: every pair must occur.
            if not readings[at] and all(map(held, initials)):
                found += initials
            before = readings[at][0][-1] if readings[at] else ""
        first = [() if unread[at] or not cuts else cuts[0] for at, cuts in enumerate(readings)]
        if len(first) > 1 and all(first):
            found.append(name_sound(chain.from_iterable(first)))
        for at, word in enumerate(run):
            if len(first[at]) == 1 < len(run) and not any(map(held, _around(first, at, first[at]))):
                found += [term for cut in _readings(word) if len(cut) > 1 for term in _around(first, at, cut)]
    found += _beside_characters(folded, held)
    # Who has no ü types u, and where nothing is read so, means ü.
    found += [_FLAT.sub(r"\1v", term) for term in found if _FLAT.search(term) and not held(term)]
    return list(dict.fromkeys(found))


def words_beside_characters(folded: str) -> list[tuple[str, str, str]]:
    """Return words that may be syllables of what stands glued to them, or beside a lone word: before, word, after."""
    found = []
    for match in LATIN.finditer(folded):
        words = _LETTERS.findall(match[0])
        before, after = folded[: match.start()], folded[match.end() :].lstrip("012345")
        if len(words) == 1:
            before, after = before.removesuffix(" "), after.removeprefix(" ")
        for at, word in enumerate(words):
            one = before[-1:] if at == 0 and is_unigram(before[-1:]) else ""
            other = after[:1] if at == len(words) - 1 and is_unigram(after[:1]) else ""
            if (one or other) and len(word) > 1 and _SYLLABLE.fullmatch(word):
                found.append((one, word, other))
    return found


def _beside_characters(folded: str, held: Callable[[str], bool]) -> list[str]:
    """Return pinyin terms that join a syllable to the characters it is typed beside: 无hu is wu'hu."""
    found: list[str] = []
    for before, word, after in words_beside_characters(folded):
        cuts = _readings(word, apart=True)
        if held(word) or word in _ABBREVIATIONS or not cuts or len(cuts[0]) > 1:
            continue
        one, other = ([syllable_of()[char]] if char in syllable_of() else [] for char in (before, after))
        seams = _pairs([*one, *cuts[0], *other])
        if not any(map(held, seams)):
            seams += [pair for cut in _readings(word) if len(cut) > 1 for pair in _pairs([*one, *cut, *other])]
        found += seams
    return found + _mixed_names(folded) if found else []


def _mixed_names(folded: str) -> list[str]:
    """Return the text and each of its words as the name by sound that it may be."""
    found = []
    for text in dict.fromkeys((folded.strip(), *folded.split())):
        parts = _LETTERS.sub(" \\g<0> ", re.sub(r"[\W\d_]", " ", text)).split()
        read: list[Sequence[str]] = []
        for part in parts:
            read += (
                [(syllable_of().get(char, ""),) for char in part]
                if is_unigram(part[0])
                else _readings(part)[:1] or [("",)]
            )
        name = list(chain.from_iterable(read))
        if all(name) and 1 < len(name) <= _SHORT_NAME and any(map(is_unigram, "".join(parts))):
            found.append(name_sound(name))
    return found


def is_pinyin(run: Sequence[str], at: int, held: Callable[[str], bool]) -> bool:
    """Tell whether a word is to be read: none holds it, or it is a syllable beside one that none holds, as in xi an."""
    if not held(run[at]):
        return True
    beside = run[max(0, at - 1) : at + 2]
    return all(word in syllables() for word in beside) and not all(map(held, beside))


def _pairs(parts: Sequence[str]) -> list[str]:
    return [f"{one}'{other}" for one, other in pairwise(parts)]


def _around(first: Sequence[Sequence[str]], at: int, reading: Sequence[str]) -> list[str]:
    """Return the pinyin terms of one word's reading with the syllables beside it."""
    before = first[at - 1][-1:] if at else ()
    after = first[at + 1][:1] if at + 1 < len(first) else ()
    return _pairs([*before, *reading, *after])


@lru_cache(maxsize=_REMEMBERED)
def _name_sounds(text: str) -> frozenset[str]:
    """Return a name's sounds: as its characters are usually read, as they are read in it, and by initials."""
    from kb.content.readings import pinyin_of

    # Punctuation does not part a name's syllables: 芜湖“在线课堂” is typed whzxkt.
    folded = [char for char in fold(text) if is_unigram(char)]
    written = "".join(filter(is_unigram, text))
    # Folding makes 乾县 a 干县, and rare characters (沚) are in no table.
    as_read = (filter(syllables().__contains__, pinyin_of(each)) for each in {"".join(folded), written})
    readings = [list(filter(None, map(syllable_of().get, folded))), *map(list, as_read)]
    sounds = {f"{one}'{other}" for reading in readings for one, other in pairwise(reading)}
    return frozenset(sounds | {f"{one[0]}'{other[0]}" for reading in readings for one, other in pairwise(reading)})


def _named_cuts(word: str, readings: Sequence[Sequence[str]], held: Callable[[str], bool]) -> list[tuple[str, ...]]:
    """Return the cuts of one syllable more whose every pair, and its initials, are held: luanshi is Lu'an, too."""
    longer = [cut for cut in _cuts(word) if readings and len(cut) == len(readings[0]) + 1 > 2]
    return [cut for cut in longer if all(map(held, (*_pairs(cut), *_pairs([syllable[0] for syllable in cut]))))]


def _readings(word: str, *, apart: bool = False) -> list[tuple[str, ...]]:
    """Return the shortest ways to cut a word into syllables; none when it cannot be cut.

    They have two at least if it can be: xian is xi'an. A word ``apart`` from others is one syllable if it can be.
    """
    cuts = _cuts(word)
    if not apart and len(cuts) > 1 and len(cuts[0]) == 1:
        cuts = cuts[1:]
    return [cut for cut in cuts if len(cut) == len(cuts[0])][:_READINGS]


def _cuts(word: str) -> list[tuple[str, ...]]:
    """Return the first ways to cut a word into syllables, by number of syllables, then by letters."""
    # ways[i]: the cuts of word[:i]
    ways: list[list[tuple[str, ...]]] = [[()]]
    for end in range(1, len(word) + 1):
        here = []
        for start in range(max(0, end - _LONGEST_SYLLABLE), end):
            if part := _syllable(word[start:end]):
                here += [way + part for way in ways[start]]
        ways.append(sorted(here, key=lambda way: (len(way), way))[: _READINGS + 1])
    return ways[-1]


def _syllable(typed: str) -> tuple[str, ...]:
    """Return the syllable that is typed so, or two for one that ends in 儿: wanr is wan'er."""
    part = _SPELLINGS.get(typed, typed)
    if part in syllables():
        return (part,)
    return (part[:-1], "er") if part[-1:] == "r" and part[:-1] in syllables() else ()
