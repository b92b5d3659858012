"""Find the cases whose text is most like another's, by the impacts that queries are ranked by.

What a term is worth here moves in steps, so that one changed case among thousands leaves almost all others as they are.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import Final

from kb.search.index.whoosh import WhooshIndex
from kb.search.ranking.bm25f import heaviest, quantized, query_weight
from kb.search.text.analyzer import is_unigram, query_terms
from kb.search.text.fold import fold
from kb.search.text.stopwords import without_question_words

#: So many of the most like cases are told.
NEAREST: Final = 20
#: So many of a case's own pairs and words are looked up, the rarest: more make all cases of a kind alike.
_TELLING: Final = 24
#: A word that stands in more than one case in so many tells them not apart.
_COMMON: Final = 4


class MoreLikeThis:
    """What is like a case: title and first words of each are asked for as a query would be."""

    def __init__(self, index: WhooshIndex) -> None:
        self._index = index

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {name: about.number for name, about in self._index.documents().items()}

    @cached_property
    def _names(self) -> dict[int, str]:
        return {number: name for name, number in self._numbers.items()}

    def nearest(self, name: str) -> list[tuple[str, float]]:
        """Return the ids of the most like documents, each with its share of the score that the case itself has."""
        number = self._numbers.get(name)
        if number is None:
            return []
        record = self._index.record(number)
        text = without_question_words(fold(" ".join((record.title, *record.texts[:1]))))
        asked = self._asked([term for term in query_terms(text) if not is_unigram(term)])
        scores = self._index.scores_weighted(asked)
        [(_, own)] = scores.ranked(1 << number, 1)
        found = scores.ranked(scores.at_least(1), NEAREST + 1)
        others = [(self._names[one], score / own) for one, score in found if one != number] if own else []
        return others[:NEAREST]

    def _asked(self, words: Sequence[str]) -> dict[str, int]:
        """Return the rarest of these words that other documents hold, too, with what each is worth."""
        size = int(quantized(self._index.size))
        matching = {word: int(quantized(self._index.matching(word))) for word in words}
        shared = {
            word: query_weight(word, held, size)
            for word, held in matching.items()
            if 1 < held <= max(2, size // _COMMON)
        }
        return heaviest(shared, _TELLING)
