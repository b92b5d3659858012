"""Turn text into terms: single characters and pairs of neighbours for Han and its like, whole words for the rest.

The same rules stand in docs/search.md and in the browser client; tests/fixtures/analysis.json holds all three together.
"""

import re
from collections import Counter
from collections.abc import Collection
from operator import add
from typing import NamedTuple

from kb.search.text.fold import fold, fold_with_offsets

#: Weight of a single character beside a pair or a word (measured: 0.8 gains .026 MRR over pairs alone, more is flat).
UNIGRAM_WEIGHT = 0.8

#: Weight of a pinyin term (kb/search/text/pinyin.py): what sounds right counts less than what is written right.
SOUND_WEIGHT = 0.7

#: Characters written without spaces: Han, kana, Hangul. First and last of each range.
_GRAMS = (
    (0x3005, 0x3007), (0x3041, 0x3096), (0x309D, 0x309F), (0x30A1, 0x30FA), (0x30FC, 0x30FF), (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0x20000, 0x323AF),
)  # fmt: skip

# Text is matched by the kinds of its characters rather than the characters: patterns over large character classes
# take longer to compile than a search takes to run.
_GRAM, _DIGIT, _LETTER, _OTHER = "gdl "
_TOKEN = re.compile(
    r"(?P<grams>g+)"
    r"|(?P<thousands>(?<![dl])d{1,3}(?:,d{3})+(?![dl]|,d))"
    r"|(?P<initials>(?<![dl.])l(?:\.l)+(?![dl]|\.[dl]))"
    r"|(?P<word>[dl]+(?:(?:-|(?<=d)\.(?=d))[dl]+)*)"
)

#: What a word is also found by: of a date or a version all that lies between dots; of letters glued to numbers each,
#: unless a single letter would be left, as in K12.
_DATED = re.compile(r"(?:[^.]+\.){2}.*|(?:19|20)[0-9]{2}\.[0-9]{1,2}")
_BETWEEN_DOTS = re.compile(r"[^.]+")
_GLUED = re.compile(r"(?=.*[^0-9.])(?=.*[0-9])(?:[^0-9.]{2,}|[0-9]+(?:\.[0-9]+)*)+")
_LETTERS_OR_NUMBER = re.compile(r"[^0-9.]+|[0-9]+(?:\.[0-9]+)*")


class _Kinds(dict[int, str]):
    """Remember the kind of each character, for ``str.translate``."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char in ",.-":
            kind = char
        elif char.isascii() and char.isdecimal():
            kind = _DIGIT
        elif any(first <= code <= last for first, last in _GRAMS):
            kind = _GRAM
        else:
            kind = _LETTER if char.isalnum() else _OTHER
        self[code] = kind
        return kind


_KINDS = _Kinds()


class Occurrence(NamedTuple):
    """One term at one place: ``original[start:end]``, counted in code points."""

    term: str
    start: int
    end: int


def is_unigram(term: str) -> bool:
    """Tell whether the term is one character of a script written without spaces."""
    return len(term) == 1 and _KINDS[ord(term)] == _GRAM


def term_weight(term: str) -> float:
    """Return how much a query term counts beside the others."""
    return UNIGRAM_WEIGHT if is_unigram(term) else SOUND_WEIGHT if "'" in term else 1.0


def _word_terms(word: str) -> list[tuple[str, int, int]]:
    """Return the terms of one word with their places in it: the whole of it first, then its parts."""
    if "-" not in word:
        # A decimal is one term; a date or a version (2014.2.24) is also found by its parts, and Web2.0 by Web.
        if _GLUED.fullmatch(word):
            parts = _LETTERS_OR_NUMBER
        elif _DATED.fullmatch(word):
            parts = _BETWEEN_DOTS
        else:
            return [(word, 0, len(word))]
        return [(word, 0, len(word)), *((part[0], *part.span()) for part in parts.finditer(word))]
    terms = []
    start = 0
    for each in word.split("-"):
        terms += [(term, start + first, start + last) for term, first, last in _word_terms(each)]
        start += len(each) + 1
    if any(char.isalpha() for char in word):
        # "e-learning" and "elearning" meet; "2013-2014" stays two years.
        terms.insert(0, (word.replace("-", ""), 0, len(word)))
    return terms


def _word_places(match: re.Match[str], folded: str) -> list[tuple[str, int, int]]:
    """Return the terms of a word or number found in the text."""
    start, end = match.span()
    if match.lastgroup == "thousands":
        return [(folded[start:end].replace(",", ""), start, end)]
    if match.lastgroup == "initials":
        return [(folded[start:end].replace(".", ""), start, end)]
    return [(term, start + first, start + last) for term, first, last in _word_terms(folded[start:end])]


def _terms(folded: str) -> list[tuple[str, int, int]]:
    terms = []
    for match in _TOKEN.finditer(folded.translate(_KINDS)):
        if match.lastgroup != "grams":
            terms += _word_places(match, folded)
            continue
        offset, end = match.span()
        last = end - 1
        for place in range(offset, end):
            terms.append((folded[place], place, place + 1))
            if place < last:
                terms.append((folded[place : place + 2], place, place + 2))
    return terms


def analyze(text: str) -> list[Occurrence]:
    """Return every term of the text in reading order, with its place in the text as given."""
    folded = fold_with_offsets(text)
    return [Occurrence(term, *folded.span(start, end)) for term, start, end in _terms(folded.text)]


def find_terms(text: str, terms: Collection[str]) -> list[Occurrence]:
    """Return where the given terms occur in the text, by start, then end; quicker than analysing all of it."""
    folded = fold_with_offsets(text)
    words = {term for term in terms if _KINDS[ord(term[0])] != _GRAM}
    found = []
    if words:
        for match in _TOKEN.finditer(folded.text.translate(_KINDS)):
            if match.lastgroup != "grams":
                found += [place for place in _word_places(match, folded.text) if place[0] in words]
    for term in terms:
        if term not in words:
            start = folded.text.find(term)
            while start >= 0:
                found.append((term, start, start + len(term)))
                start = folded.text.find(term, start + 1)
    found.sort(key=lambda place: place[1:])
    return [Occurrence(term, *folded.span(start, end)) for term, start, end in found]


def count_terms(folded: str) -> Counter[str]:
    """Return how often each term occurs in folded text."""
    terms: list[str] = []
    for match in _TOKEN.finditer(folded.translate(_KINDS)):
        if match.lastgroup == "grams":
            run = folded[match.start() : match.end()]
            terms += run
            terms += map(add, run, run[1:])
        else:
            terms += [term for term, _, _ in _word_places(match, folded)]
    return Counter(terms)


def query_terms(text: str) -> tuple[str, ...]:
    """Return the distinct terms of a query in the order they first occur."""
    return tuple(dict.fromkeys(term for term, _, _ in _terms(fold(text))))
