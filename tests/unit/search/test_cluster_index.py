"""Asking all that is unknown at once gives the answers of an index that knows everything: no cluster needed here."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import reduce
from operator import and_, or_
from typing import Any

import pytest

from kb.errors import SearchError
from kb.search import SearchQuery
from kb.search.answer import answer
from kb.search.document_set import numbers_in
from kb.search.index.memory import MemoryIndex
from kb.search.index.opensearch_documents import State, document_body, meta_of, spaced, state_of
from kb.search.index.opensearch_index import Generation
from kb.search.index.opensearch_requests import _GUARDED
from kb.search.index.opensearch_requests import ask as ask_engine
from kb.search.index.opensearch_sets import (
    ALL,
    NONE,
    And,
    AtLeast,
    Best,
    Count,
    Expression,
    HasValue,
    Held,
    Lowest,
    Not,
    Or,
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
from kb.search.query.phrases import side_by_side, texts_of
from kb.search.ranking.bm25f import impact, query_weight, score_of, weighted_frequency
from tests.fixtures.documents import RANKING_COLLECTION
from tests.fixtures.queries import (
    EXPANDED_QUERIES,
    LANGUAGE_QUERIES,
    MISSING_QUERIES,
    MISTYPED_QUERIES,
    RANKING_QUERIES,
)

QUERIES = [*RANKING_QUERIES, *MISSING_QUERIES, *EXPANDED_QUERIES, *MISTYPED_QUERIES, *LANGUAGE_QUERIES]


class Evaluated:
    """Answers questions by the plainest reading of what they mean; ``requests`` holds what was asked at once."""

    def __init__(self, index: MemoryIndex) -> None:
        self.index = index
        self.requests: list[Sequence[Question]] = []

    def __call__(self, questions: Sequence[Question]) -> Mapping[Question, Any]:
        self.requests.append(questions)
        return {question: self.answer(question) for question in questions}

    def documents(self, of: Expression) -> int:
        if isinstance(of, Held):
            return self.index.documents_with(of.term)
        if isinstance(of, HasValue):
            return self.index.with_value(*of.value.split("=", 1))
        if isinstance(of, Standing):
            numbers = numbers_in(self.index.all_documents)
            return sum(1 << number for number in numbers if self.stands(of.words, number))
        if isinstance(of, AtLeast):
            assert of.score
            return sum(1 << number for number, score in self.scores(of.weights).items() if score >= of.score)
        if isinstance(of, Not):
            return self.index.all_documents & ~self.documents(of.part)
        if isinstance(of, And):
            return reduce(and_, map(self.documents, of.parts), self.index.all_documents)
        return reduce(or_, map(self.documents, of.parts), 0)

    def stands(self, words: Sequence[str], number: int) -> bool:
        """Compare words as the engine does, one after the other."""
        wanted = f" {spaced(words)} "
        texts = texts_of(self.index.record(number))
        return any(wanted in f" {spaced(side_by_side(text))} " for text in texts)

    def scores(self, weights: Weights) -> Counter[int]:
        totals: Counter[int] = Counter()
        for term, weight in weights:
            assert weight == query_weight(term, self.index.matching(term), self.index.size)
            for number in numbers_in(self.index.documents_with(term)):
                counts = {name: terms[term] for name, terms in self.index._counts[number].items() if term in terms}
                frequency = weighted_frequency(counts, self.index._lengths[number], self.index._means)
                totals[number] += weight * impact(frequency)
        return Counter({number: score_of(total) for number, total in totals.items()})

    def answer(self, question: Question) -> Any:
        if isinstance(question, Best):
            return max(self.scores(question.weights).values(), default=0)
        if isinstance(question, Stored):
            return next(each for each in map(self.index.record, range(self.index.size)) if each.id == question.id)
        documents = self.documents(question.of)
        if isinstance(question, Count):
            return documents.bit_count()
        if isinstance(question, Values):
            return {each: (documents & self.documents(HasValue(each))).bit_count() for each in question.values}
        scores = self.scores(question.weights)
        if isinstance(question, Lowest):
            return min((scores[number] for number in numbers_in(documents)), default=None)
        assert isinstance(question, Ranked)
        # Documents stand in tie order.
        first = sorted(numbers_in(documents), key=lambda number: -scores[number])[: question.count]
        return tuple((self.index.record(number).id, scores[number]) for number in first)


@pytest.fixture(scope="module")
def memory() -> MemoryIndex:
    return MemoryIndex(RANKING_COLLECTION)


@pytest.fixture
def evaluated(memory: MemoryIndex) -> Evaluated:
    return Evaluated(memory)


@pytest.fixture
def generation(evaluated: Evaluated) -> Generation:
    return Generation("g", State(evaluated.index.size, RANKING_COLLECTION.facets, {}), evaluated)


def test_every_query_is_answered_as_by_an_index_that_knows_all(memory: MemoryIndex) -> None:
    for query in QUERIES:
        evaluated = Evaluated(memory)
        generation = Generation("g", State(memory.size, RANKING_COLLECTION.facets, {}), evaluated)
        assert generation.search(query) == answer(memory, query), query
        assert len(evaluated.requests) <= 9, query
        assert all(evaluated.requests), query


def test_what_was_counted_is_not_asked_again(generation: Generation, evaluated: Evaluated) -> None:
    first = generation.search(SearchQuery("学校 课堂"))
    asked, evaluated.requests = evaluated.requests, []
    assert generation.search(SearchQuery("学校 课堂")) == first
    assert len(evaluated.requests) == len(asked) - 1


def test_a_query_that_needs_too_many_requests_is_given_up(
    generation: Generation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kb.search.index.opensearch_index._MOST_REQUESTS", 2)
    with pytest.raises(SearchError, match="短一些"):
        generation.search(SearchQuery("学校"))


def test_sets_are_put_in_few_words() -> None:
    one, two = Held("一"), Held("二")
    assert both([one, ALL, both([two, one])]) == And((one, two))
    assert both([one, Not(one)]) == both([one, NONE]) == both([one, two, Not(And((two, one)))]) == NONE
    assert both([one, Not(And((two, one)))]) == And((one, Not(And((two, one)))))
    assert either([one, NONE]) == one
    assert either([one, Not(one)]) == either([ALL, one]) == ALL
    assert other_than(other_than(one)) == one
    assert (other_than(ALL), other_than(NONE)) == (NONE, ALL)
    assert either([]) == Or(()) == NONE


def test_what_is_kept_of_a_generation_comes_back() -> None:
    state = State(9, RANKING_COLLECTION.facets, {"body": [7, 2]}, 3, "made of this")
    assert state_of(meta_of(state)) == state
    assert state_of({}) is None
    assert state_of({**meta_of(state), "edition": "another"}) is None
    for damaged in ("", "x", "eJw=", "bm8=", 7, None):
        assert state_of({**meta_of(state), "state": damaged}) is None


def test_words_are_kept_apart_and_none_is_cut() -> None:
    assert spaced(side_by_side("用iPad教学，1,234人")) == "用 ␣ ipad ␣ 教 学 ␣ 1234 ␣ 人"
    long = "x" * 6001
    body = document_body(RANKING_COLLECTION.documents[0], [("课堂", 7), (long, 9)], [])
    assert body["terms"] == "课堂|7"
    assert long not in spaced(side_by_side(f"甲{long}乙"))


def test_what_people_type_stands_in_no_script() -> None:
    bodies: list[dict[str, Any]] = []

    def search(asked: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        bodies.extend(asked)
        return [{"hits": {"hits": []}} for _ in asked]

    weights = (('");System.exit(1);//', 7), ("${x}", 8))
    ask_engine(search, [Lowest(weights, Held("'x'")), Best(weights)])
    [script] = [body["query"]["script_score"]["script"] for body in bodies if "script_score" in body["query"]]
    assert script == {"source": _GUARDED, "params": {"terms": [term for term, _ in weights], "worth": [7, 8]}}


def test_all_that_facets_and_hits_tell_of_the_same_cases_is_asked_in_one_search() -> None:
    bodies: list[dict[str, Any]] = []

    def search(asked: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        bodies.extend(asked)
        buckets = [{"key": "theme=sharing", "doc_count": 2}, {"key": "region=410000", "doc_count": 1}]
        found = [{"_id": "1", "_score": 9.0, "fields": {"id": ["wuhu"]}}]
        return [{"hits": {"hits": found}, "aggregations": {"0": {"doc_count": 3, "values": {"buckets": buckets}}}}]

    near = AtLeast((("课堂", 7),), 4)
    themes, regions = Values(near, ("theme=sharing",)), Values(near, ("region=410000", "region=340000"))
    first = Ranked(near, near.weights, 5)
    found = ask_engine(search, [themes, regions, Count(near), first])
    assert [body["min_score"] for body in bodies] == [4]
    assert found[first] == (("wuhu", 9),)
    assert found[Count(near)] == 3
    assert (found[themes]["theme=sharing"], found[regions]["region=410000"]) == (2, 1)
