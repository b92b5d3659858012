"""Turn text into terms: single characters and pairs of neighbours for Han and its like, whole words for the rest.

The same rules stand in docs/search.md and in the browser client; tests/fixtures/analysis.json holds all three together.
"""

import re
from collections import Counter
from typing import NamedTuple

from kb.search.fold import fold, fold_with_offsets

#: Weight of a single character beside a pair or a word (measured: 0.8 gains .026 MRR over pairs alone, more is flat).
UNIGRAM_WEIGHT = 0.8

#: Characters written without spaces: Han, kana, Hangul.
_GRAM = (
    "\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7a3\uf900-\ufaff\U00020000-\U000323af"
)
_LETTER = rf"[^\W_{_GRAM}]"

#: A gram run, or a word; a word may hold a decimal point, thousands commas (700,000) or hyphens (e-learning).
_TOKEN = re.compile(
    rf"(?P<grams>[{_GRAM}]+)"
    rf"|(?P<thousands>(?<!{_LETTER})[0-9]{{1,3}}(?:,[0-9]{{3}})+(?!{_LETTER}|,[0-9]))"
    rf"|(?P<word>{_LETTER}+(?:(?:-|(?<=[0-9])\.(?=[0-9])){_LETTER}+)*)"
)
_WORD_PART = re.compile(r"[^.-]+")
_GRAM_ONLY = re.compile(rf"[{_GRAM}]")


class Occurrence(NamedTuple):
    """One term at one place: ``original[start:end]``, counted in code points."""

    term: str
    start: int
    end: int


def is_unigram(term: str) -> bool:
    """Tell whether the term is one character of a script written without spaces."""
    return len(term) == 1 and _GRAM_ONLY.match(term) is not None


def term_weight(term: str) -> float:
    """Return how much a query term counts beside the others."""
    return UNIGRAM_WEIGHT if is_unigram(term) else 1.0


def _word_terms(word: str) -> list[tuple[str, int, int]]:
    """Return the terms of one word with their places in it: the whole of it first, then its parts."""
    if "-" not in word:
        # A decimal is one term; a date or a version (2014.2.24) is also found by its parts.
        if word.count(".") < 2:
            return [(word, 0, len(word))]
        return [(word, 0, len(word)), *((m[0], m.start(), m.end()) for m in _WORD_PART.finditer(word))]
    parts = []
    start = 0
    for part in word.split("-"):
        parts += [(term, start + first, start + last) for term, first, last in _word_terms(part)]
        start += len(part) + 1
    if any(char.isalpha() for char in word):
        # "e-learning" and "elearning" meet; "2013-2014" stays two years.
        parts.insert(0, (word.replace("-", ""), 0, len(word)))
    return parts


def _terms(folded: str) -> list[tuple[str, int, int]]:
    terms = []
    for match in _TOKEN.finditer(folded):
        token, offset = match[0], match.start()
        if match.lastgroup == "grams":
            last = len(token) - 1
            for i, char in enumerate(token):
                terms.append((char, offset + i, offset + i + 1))
                if i < last:
                    terms.append((token[i : i + 2], offset + i, offset + i + 2))
        elif match.lastgroup == "thousands":
            terms.append((token.replace(",", ""), offset, match.end()))
        else:
            terms += [(term, offset + start, offset + end) for term, start, end in _word_terms(token)]
    return terms


def analyze(text: str) -> list[Occurrence]:
    """Return every term of the text in reading order, with its place in the text as given."""
    folded = fold_with_offsets(text)
    return [Occurrence(term, *folded.span(start, end)) for term, start, end in _terms(folded.text)]


def count_terms(text: str) -> Counter[str]:
    """Return how often each term occurs in the text."""
    return Counter(term for term, _, _ in _terms(fold(text)))


def query_terms(text: str) -> tuple[str, ...]:
    """Return the distinct terms of a query in the order they first occur."""
    return tuple(dict.fromkeys(term for term, _, _ in _terms(fold(text))))
