"""Find the cases whose text is most like another's, by the impacts that queries are ranked by.

What a term is worth here moves in steps, so that one changed case among thousands leaves almost all others as they are:
kb/search/ranking/more_like_this_cache.py rests on that.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from sys import intern
from typing import Final, NamedTuple

from kb.search.impacts.reader import ImpactIndex
from kb.search.ranking.bm25f import stepped, worth
from kb.search.text.analyzer import is_unigram, query_terms
from kb.search.text.fold import fold
from kb.search.text.stopwords import without_question_words

#: So many of the most like cases are told.
NEAREST: Final = 20
#: So many of a case's own pairs and words are looked up, the rarest: more make all cases of a kind alike.
_TELLING: Final = 24
#: A word that stands in more than one case in so many tells them not apart.
_COMMON: Final = 4


class Nearest(NamedTuple):
    """What is most like one document.

    ``words`` are its own pairs and words; ``asked`` those that were asked for, each with what it is worth; ``own`` is
    the document's own score for them, ``found`` that of others by their ids, best first.
    """

    words: Sequence[str]
    asked: Mapping[str, int]
    own: int
    found: Mapping[str, int]

    def shares(self) -> list[tuple[str, float]]:
        """Return the ids of the others, each with its share of the score that the document itself has."""
        return [(name, score / self.own) for name, score in self.found.items()] if self.own else []


class Likeness:
    """What is like a case: title and first words of each are asked for as a query would be."""

    def __init__(
        self,
        index: ImpactIndex,
        *,
        matching: Callable[[str], int] | None = None,
        known: Mapping[str, Nearest] | None = None,
    ) -> None:
        """Take the number of documents that hold a term, and what is ``known`` of documents already, from elsewhere."""
        self._index = index
        self._matching = matching or index.matching
        self.known = dict(known or {})
        #: How many documents had to be looked up, because nothing was known.
        self.looked_up = 0

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return self._index.numbers_by_id()

    @cached_property
    def _names(self) -> dict[int, str]:
        return {number: name for name, number in self._numbers.items()}

    def nearest(self, name: str) -> list[tuple[str, float]]:
        """Return the ids of the most like documents, each with its share of the score that the case itself has."""
        if name not in self.known:
            number = self._numbers.get(name)
            if number is None:
                return []
            self.known[name] = self._look_up(number)
            self.looked_up += 1
        return self.known[name].shares()

    def _look_up(self, number: int) -> Nearest:
        record = self._index.record(number)
        text = without_question_words(fold(" ".join((record.title, *record.texts[:1]))))
        # Most words come again in other documents.
        words = [intern(term) for term in query_terms(text) if not is_unigram(term)]
        asked = self._asked(words)
        scores = self._index.weighed(asked)
        found = scores.ranked(scores.reaching(1), NEAREST + 1)
        [(_, own)] = scores.ranked(1 << number, 1)
        others = [(self._names[one], score) for one, score in found if one != number]
        return Nearest(words, asked, own, dict(others[:NEAREST]))

    def _asked(self, words: Sequence[str]) -> dict[str, int]:
        """Return the rarest of these words that other documents hold, too, with what each is worth."""
        size = int(stepped(self._index.size))
        matching = {word: int(stepped(self._matching(word))) for word in words}
        shared = {
            word: worth(word, held, size) for word, held in matching.items() if 1 < held <= max(2, size // _COMMON)
        }
        telling = sorted(shared, key=lambda word: (-shared[word], word))[:_TELLING]
        return {word: shared[word] for word in telling}
