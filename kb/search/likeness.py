"""Find the cases whose text is most like another's, by the impacts that queries are ranked by."""

from functools import cached_property

from kb.search.analysis import is_unigram, query_terms
from kb.search.fold import fold
from kb.search.impacts.reader import ImpactIndex
from kb.search.question_words import without_question_words
from kb.search.ranking import worth

#: So many of a case's own pairs and words are looked up, the rarest: more make all cases of a kind alike.
_TELLING = 24
#: A word that stands in more than one case in so many tells them not apart.
_COMMON = 4


class Likeness:
    """What is like a case: title and first words of each are asked for as a query would be."""

    def __init__(self, index: ImpactIndex) -> None:
        self._index = index

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return self._index.numbers_by_id()

    def nearest(self, name: str, count: int) -> list[tuple[str, float]]:
        """Return the ids of the most like documents, each with its share of the score that the case itself has."""
        number = self._numbers.get(name)
        if number is None:
            return []
        index = self._index
        record = index.record(number)
        asked = query_terms(without_question_words(fold(" ".join((record.title, *record.texts[:1])))))
        matching = {term: index.matching(term) for term in asked if not is_unigram(term)}
        shared = [term for term, held in matching.items() if 1 < held <= max(2, index.size // _COMMON)]
        shared.sort(key=lambda term: (-worth(term, matching[term], index.size), term))
        scores = index.scores(shared[:_TELLING])
        found = scores.ranked(scores.reaching(1), count + 1)
        [(_, own)] = scores.ranked(1 << number, 1)
        return [(index.record(one).id, score / own) for one, score in found if one != number][:count] if own else []
