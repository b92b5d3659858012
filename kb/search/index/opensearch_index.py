"""Answer queries from a generation of the index that lies in a cluster, with few requests.

``answer`` asks one thing after the other. Here it is run on what is known so far: what is not known yet is noted, and
a guess takes its place. Then all that was noted is asked in one request, and ``answer`` is run again, until it met
nothing unknown: its results then are those of an index that knew everything from the start.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias, TypeVar

from kb.errors import SearchError
from kb.search.answer import answer
from kb.search.document import Facet
from kb.search.index.opensearch_documents import State
from kb.search.index.opensearch_sets import (
    ALL,
    NONE,
    AtLeast,
    Best,
    Count,
    Expression,
    HasValue,
    Held,
    Lowest,
    Question,
    Ranked,
    Standing,
    Stored,
    Values,
    Weights,
    both,
    either,
    other_than,
)
from kb.search.protocol import Record
from kb.search.query.phrases import side_by_side
from kb.search.query.search_query import SearchQuery
from kb.search.ranking.bm25f import query_weights
from kb.search.results import SearchResults
from kb.search.text.exact_names import is_name

T = TypeVar("T")
#: Asks a generation all these at once.
Ask: TypeAlias = Callable[[Sequence[Question]], Mapping[Question, Any]]

#: A query that needs more requests than this is none that people type; three are usual, nine the most we have seen.
_MOST_REQUESTS = 24
#: How many counts are remembered of a generation.
_REMEMBERED = 200_000
_NO_RECORD = Record("", "", "", {}, ())


class Generation:
    """One state of the index, which never changes: whoever holds it gets answers of this state alone."""

    def __init__(self, name: str, state: State, ask: Ask) -> None:
        self.name = name
        self.state = state
        #: The fingerprint of the sources that it was made from.
        self.made_from = state.fingerprint
        self.ask = ask
        #: How many documents hold a term or have a value.
        self.counts: dict[Expression, int] = {}

    def search(self, query: SearchQuery) -> SearchResults:
        """Answer a query; any thread may."""
        return self.answered(lambda index: answer(index, query))

    def answered(self, work: Callable[["ClusterIndex"], T]) -> T:
        """Return what the work makes of the index; it is done several times, and must have no other effect."""
        index = ClusterIndex(self)
        for _ in range(_MOST_REQUESTS):
            done = work(index)
            if not index.unknown:
                return done
            index.find_out()
        raise SearchError("这个查询要问的东西太多，请换个短一些的说法。")

    def remember(self, counts: Mapping[Expression, int]) -> None:
        """Keep counts for the queries that come."""
        if len(self.counts) + len(counts) > _REMEMBERED:
            self.counts = {}
        self.counts.update(counts)


class Documents:
    """Documents of one index; unknown as long as what they rest on is."""

    def __init__(self, index: "ClusterIndex", expression: Expression | None) -> None:
        self._index = index
        self.expression = expression

    def __and__(self, other: "Documents") -> "Documents":
        one, two = self._certain(), other._certain()
        return Documents(self._index, None if one is None or two is None else both((one, two)))

    def __or__(self, other: "Documents") -> "Documents":
        one, two = self.expression, other.expression
        if isinstance(one, AtLeast) and two is not None:
            # Nearly always what is put beside the near documents is near itself: then nobody scores them twice.
            are_near = self._index.all_score(one, two)
            if are_near is None or are_near:
                return self if are_near else Documents(self._index, None)
        one, two = self._certain(), other._certain()
        return Documents(self._index, None if one is None or two is None else either((one, two)))

    def __invert__(self) -> "Documents":
        certain = self._certain()
        return Documents(self._index, None if certain is None else other_than(certain))

    def bit_count(self) -> int:
        certain = self._certain()
        return 0 if certain is None else self._index.count(certain)

    def _certain(self) -> Expression | None:
        """Return the expression unless a score in it is not known yet."""
        expression = self.expression
        return None if isinstance(expression, AtLeast) and expression.score is None else expression


class ClusterIndex:
    """The index that one query is answered from; ``unknown`` holds what the last run did not know."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation
        self._known: dict[Question, Any] = {}
        self.unknown: dict[Question, None] = {}
        self._names: list[str] = []
        self._numbers: dict[str, int] = {}

    def find_out(self) -> None:
        """Ask all that was not known."""
        found = self._generation.ask(tuple(self.unknown))
        self._known.update(found)
        counts = {each.of: found[each] for each in self.unknown if isinstance(each, Count)}
        self._generation.remember({of: number for of, number in counts.items() if isinstance(of, Held | HasValue)})
        self.unknown = {}

    def known(self, question: Question, guess: Any) -> Any:
        """Return the answer, or note the question and return the guess."""
        if question not in self._known:
            self.unknown[question] = None
            return guess
        return self._known[question]

    @property
    def size(self) -> int:
        return self._generation.state.size

    @property
    def all_documents(self) -> Documents:
        return Documents(self, ALL)

    def count(self, of: Expression) -> int:
        """Return how many documents there are; until that is known, one that holds a term, and none for all else."""
        if of in (ALL, NONE) or not self.size:
            return self.size if of == ALL else 0
        count = self._generation.counts.get(of)
        # What is typed is mostly held, but is hardly ever a whole name.
        guess = int(isinstance(of, Held) and not is_name(of.term))
        return int(self.known(Count(of), guess)) if count is None else count

    def matching(self, term: str) -> int:
        return self.count(Held(term))

    def documents_with(self, term: str) -> Documents:
        return Documents(self, self._held(term))

    def documents_with_all(self, terms: Sequence[str]) -> Documents:
        return Documents(self, both(map(self._held, terms)) if terms else NONE)

    def _held(self, term: str) -> Expression:
        return Held(term) if self.matching(term) else NONE

    def documents_with_phrase(self, phrase: str, among: Documents) -> Documents:
        return among & Documents(self, Standing(tuple(side_by_side(phrase))))

    def facet_values(self) -> tuple[Facet, ...]:
        return self._generation.state.facets

    def with_value(self, facet: str, value: str) -> Documents:
        named = f"{facet}={value}"
        # What is no text at all, no document has.
        return Documents(self, HasValue(named) if _is_text(named) else NONE)

    def counted(self, facet: str, values: Sequence[str], among: Documents) -> list[int]:
        named = tuple(f"{facet}={value}" for value in values)
        certain = among._certain()
        if certain is None or certain == NONE or not values or not self.size:
            return [0] * len(values)
        counts: Mapping[str, int] = self.known(Values(certain, named), {})
        return [counts.get(each, 0) for each in named]

    def scores(self, terms: Sequence[str]) -> "ClusterScores":
        return ClusterScores(self, terms)

    def all_score(self, near: AtLeast, documents: Expression) -> bool | None:
        """Tell whether all these documents score as much as the near ones, and are among them; None: not known yet."""
        if documents == NONE:
            return True
        question = Lowest(near.weights, documents)
        lowest = self.known(question, None)
        if near.score is None or question in self.unknown:
            return None
        return lowest is None or lowest >= near.score

    def is_settled(self, of: Expression) -> bool:
        """Tell whether it is known how many documents are in a set."""
        return not self.size or of in (ALL, NONE) or of in self._generation.counts or Count(of) in self._known

    def ranked(self, among: Expression, weights: Weights, count: int) -> list[tuple[int, int]]:
        """Return the first documents by number, with their scores."""
        count = min(count, self.size)
        if among == NONE or not count:
            return []
        found: Sequence[tuple[str, int]] = self.known(Ranked(among, weights, count), ())
        return [(self._number(name), score) for name, score in found]

    def _number(self, name: str) -> int:
        if name not in self._numbers:
            self._numbers[name] = len(self._names)
            self._names.append(name)
        return self._numbers[name]

    def record(self, number: int) -> Record:
        record: Record = self.known(Stored(self._names[number]), _NO_RECORD)
        return record


class ClusterScores:
    """The scores of a query's terms; without weights as long as it is not known how rare the terms are."""

    def __init__(self, index: ClusterIndex, terms: Sequence[str]) -> None:
        self._index = index
        matching = {term: index.matching(term) for term in terms}
        are_known = all(index.is_settled(Held(term)) for term in terms)
        self._weights = tuple(query_weights(matching, index.size).items()) if are_known else None

    def best(self) -> int:
        return int(self._index.known(Best(self._weights), 0)) if self._weights else 0

    def at_least(self, score: int) -> Documents:
        if self._weights is None:
            return Documents(self._index, None)
        if score == 1:
            return Documents(self._index, either(Held(term) for term, _ in self._weights))
        if not self._weights:
            return Documents(self._index, NONE)
        # Whoever holds a term scores something, so that nothing is no score but one that is not known yet.
        return Documents(self._index, AtLeast(self._weights, score or None))

    def ranked(self, among: Documents, count: int) -> list[tuple[int, int]]:
        certain = among._certain()
        return [] if certain is None or self._weights is None else self._index.ranked(certain, self._weights, count)


def _is_text(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True
