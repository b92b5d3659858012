"""Let a query that is exactly what something is called find that first, and one that only sounds like it too.

A name term is "=" and the whole name without spaces and punctuation: =同步课堂; by sound: =tong'bu'ke'tang.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from kb.search.text.analyzer import is_unigram
from kb.search.text.fold import fold
from kb.search.text.tables import syllable_of, syllables

#: Fields that hold names, and the field of the table they are counted in.
NAMED_FIELDS = ("title", "aliases", "unit", "labels")

#: Shorter is a character, longer is a sentence: the pairs in it tell as much.
SHORTEST, LONGEST = 2, 12

#: What stands between the parts of a title, each of which is a name as well.
_PARTS = re.compile(r'[":,;/()]+|\s-+\s')
#: Texts whose names are remembered while indexing: labels come again in most documents.
_REMEMBERED = 20_000
_NOT_LETTERS = re.compile(r"[\W_]+")


def count_names(texts_of: Mapping[str, Sequence[str]]) -> Counter[str]:
    """Return the name terms of a document's fields, each once."""
    texts = {text for field in NAMED_FIELDS for text in texts_of.get(field, ())}
    return Counter(set().union(*map(_named, texts)))


def exact_name_terms(text: str) -> list[str]:
    """Return the name terms a query may mean: each of its words, and all of them together."""
    folded = fold(text)
    return list(dict.fromkeys(_terms([folded, *folded.split()])))


def asked_name_sounds(names: Iterable[str]) -> list[str]:
    """Return the sounds of name terms, where every character has one."""
    return [read for name in names if (read := _pinyin(name[1:]))]


def is_name(term: str) -> bool:
    """Tell whether the term is a whole name: no other begins with "="."""
    return term.startswith("=")


def name_sound(syllables: Iterable[str]) -> str:
    """Return the pinyin term of a whole name."""
    return "=" + "'".join(syllables)


def shard_key(name: str) -> str:
    """Return the first two characters or syllables of a name term, as the pair they are."""
    return "'".join(name[1:].split("'")[:2]) if "'" in name else name[1:3]


@lru_cache(maxsize=_REMEMBERED)
def _named(text: str) -> frozenset[str]:
    """Return the name terms of one text, written and by sound."""
    folded = fold(text)
    names = list(_terms([folded, *_PARTS.split(folded)]))
    return frozenset((*names, *asked_name_sounds(names), *_read_in_context(names)))


def _terms(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        name = _NOT_LETTERS.sub("", text)
        # What is written in letters is one term anyway.
        if SHORTEST <= len(name) <= LONGEST and all(map(is_unigram, name[:SHORTEST])):
            yield f"={name}"


def _read_in_context(names: Iterable[str]) -> Iterator[str]:
    from kb.content.readings import pinyin_of

    for name in names:
        if syllables().issuperset(read := pinyin_of(name[1:])):
            yield name_sound(read)


def _pinyin(name: str) -> str | None:
    syllables = [syllable for char in name if (syllable := syllable_of().get(char))]
    return name_sound(syllables) if len(syllables) == len(name) else None
