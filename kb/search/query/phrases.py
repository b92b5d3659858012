"""Find the documents in which words really stand side by side."""

import re
from functools import lru_cache, reduce
from itertools import pairwise
from operator import or_

from kb.search.document_set import DocumentSet
from kb.search.protocol import Index, Record
from kb.search.text.analyzer import is_unigram, query_terms
from kb.search.text.exact_names import exact_name_terms
from kb.search.text.fold import fold

_DIGIT_COMMA = re.compile(r"(?<=[0-9]),(?=[0-9]{3})")
_TOKEN = re.compile(r"[^\W_]+")
#: What nearly all runs are made of: Chinese characters, and Latin letters and digits.
_USUAL = re.compile("[\u3400-\u9fff]+|[0-9a-z]+")
#: Names of facet values that are remembered as they are compared; the country's divisions are half as many.
_REMEMBERED = 1 << 14


def documents_with_all(index: Index, text: str) -> DocumentSet:
    """Return the documents that hold all pairs and words of the text; its characters, if it has no others."""
    return index.documents_with_all(_telling_terms(text))


def documents_with_phrase(index: Index, phrase: str) -> DocumentSet:
    """Return the documents that hold the phrase in one of their texts, names or vocabulary terms."""
    holding = documents_with_all(index, phrase)
    if len(_telling_terms(phrase)) < 2:
        # One pair or word stands where it is held; only longer phrases may be made up of pieces.
        return holding
    named = [index.documents_with(name) for name in exact_name_terms(phrase)]
    known = reduce(or_, [*named, *_called(index, phrase)], holding & ~holding) & holding
    return known | index.documents_with_phrase(phrase, holding & ~known)


def stands_in(phrase: str, texts: list[str]) -> bool:
    """Tell whether the phrase stands in one of the texts, spaces and punctuation between words aside."""
    # Most text is folded already, and looking is much quicker than folding.
    if any(phrase in text for text in texts if is_unigram(phrase[0]) and is_unigram(phrase[-1])):
        return True
    wanted = _wanted(phrase)
    longest = max(side_by_side(phrase), key=len)
    return any(wanted in _spaced(text) for text in texts if longest in _plain(text))


def _telling_terms(text: str) -> list[str]:
    terms = query_terms(text)
    return [term for term in terms if not is_unigram(term)] or list(terms)


def texts_of(record: Record) -> list[str]:
    """Return all texts of a record."""
    return [record.title, *record.shown.values(), *record.texts]


def _called(index: Index, phrase: str) -> list[DocumentSet]:
    """Return the documents of each facet value that is called so."""
    wanted = _wanted(phrase)
    return [
        index.with_value(facet.name, entry.value)
        for facet in index.facet_values()
        for entry in facet.values
        if any(wanted in _spaced_name(name) for name in (entry.label, *entry.aliases))
    ]


def word_runs(folded: str) -> list[str]:
    """Return the runs of characters and the words of letters in folded text."""
    return [part for run in _TOKEN.findall(folded) for part in _split(run)]


def side_by_side(text: str) -> list[str]:
    """Return what stands side by side in the text, folded: each run of characters, each word of letters or digits."""
    return word_runs(_plain(text))


def _plain(text: str) -> str:
    return _DIGIT_COMMA.sub("", fold(text))


def _spaced(text: str) -> str:
    """Return folded text as its runs and words, each between spaces."""
    return f" {' '.join(side_by_side(text))} "


_spaced_name = lru_cache(_REMEMBERED)(_spaced)


def _wanted(phrase: str) -> str:
    """Return the phrase as it stands in spaced text: its first and last word whole, its first and last run in part."""
    spaced = _spaced(phrase)
    return spaced[is_unigram(spaced[1]) : len(spaced) - is_unigram(spaced[-2])]


def _split(run: str) -> list[str]:
    """Part a run where characters and letters meet: iPad教学 reads like iPad 教学."""
    usual = _USUAL.findall(run)
    if sum(map(len, usual)) == len(run):
        return usual
    words = [run[0]]
    for before, char in pairwise(run):
        if is_unigram(before) == is_unigram(char):
            words[-1] += char
        else:
            words.append(char)
    return words
