"""Put what is asked of the index as searches of OpenSearch, and read the answers.

Scores are exact: a term's frequency in a document is its impact, the similarity multiplies it with the term's worth,
and where the sum, which the engine adds up in floating point, lies too near to a whole number, the script adds whole
numbers instead. Scripts are constant; what a person typed stands in parameters and values alone.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from kb.search.index.opensearch_documents import spaced
from kb.search.index.opensearch_sets import (
    ALL,
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
    is_scored,
    parts_of,
)
from kb.search.protocol import Record
from kb.search.ranking.bm25f import IMPACT_SCALE

Query: TypeAlias = dict[str, Any]
Answers: TypeAlias = dict[Question, Any]
#: Carries out searches of one index, and returns the whole answer to each.
Searches: TypeAlias = Callable[[Sequence[Query]], Sequence[Query]]

#: A sum of doubles that were rounded to floats, rounded to a float, is wrong by this share at most.
_ERROR = 1.2e-7
#: Records come with so many hits; of more, only those that are shown are asked for.
_WITH_RECORDS = 100

_GUARDED = (
    f"if (_score == 0) {{ return 0; }} double near = _score / {IMPACT_SCALE}.0; double off = near * {_ERROR}; "
    "if (Math.floor(near - off) == Math.floor(near + off)) { return Math.max(1, Math.floor(near)); } "
    "long sum = 0; for (int i = 0; i < params.terms.length; ++i) "
    "{ sum += (long) params.worth[i] * (long) termFreq('terms', params.terms[i]); } "
    f"return Math.max(1, sum / {IMPACT_SCALE});"
)
_IN_TIE_ORDER: list[Query] = [{"evidence": "desc"}, {"date": "desc"}, {"id": "asc"}]


def ask(search: Searches, questions: Sequence[Question]) -> Answers:
    """Return the answers to all questions."""
    plans = _plans(questions)
    found: Answers = {}
    again: list[Best] = []
    for plan, response in zip(plans, search([plan.body for plan in plans]), strict=True):
        for question in plan.questions:
            answer = _read(question, plan, response)
            if isinstance(question, Best) and answer is None:
                again.append(question)
            else:
                found[question] = answer
                if isinstance(question, Ranked):
                    found |= _records(response)
    exactly = [_first_of(scored_query(each.weights, ())) for each in again]
    for question, response in zip(again, search(exactly) if again else (), strict=True):
        [hit] = response["hits"]["hits"]
        found[question] = round(hit["_score"])
    return found


class _Plan(NamedTuple):
    """One search, and the questions that it answers, each with the aggregation that does, if one does."""

    body: Query
    questions: Mapping[Question, str | None]


def _plans(questions: Sequence[Question]) -> list[_Plan]:
    plans = []
    stored = [question for question in questions if isinstance(question, Stored)]
    if stored:
        body: Query = {"size": len(stored), "query": {"terms": {"id": [question.id for question in stored]}}}
        plans.append(_Plan(body | {"_source": ["record"]}, dict.fromkeys(stored)))
    together: dict[tuple[Expression, ...], list[Count | Values | Ranked]] = {}
    for question in questions:
        if isinstance(question, Best):
            plans.append(_Plan(_first_of(_clauses(question.weights, ())), {question: None}))
        elif isinstance(question, Lowest):
            scored = scored_query(question.weights, parts_of(question.of))
            plans.append(_Plan(_first_of(scored) | {"sort": [{"_score": "asc"}]}, {question: None}))
        elif isinstance(question, Count) and not is_scored(question.of):
            body = {"size": 0, "track_total_hits": True, "query": filtering(parts_of(question.of))}
            plans.append(_Plan(body, {question: None}))
        elif not isinstance(question, Stored):
            scored_parts = tuple(part for part in parts_of(question.of) if is_scored(part))
            together.setdefault(scored_parts, []).append(question)
    for group in together.values():
        plans += _grouped(group)
    return plans


def _grouped(questions: Sequence[Count | Values | Ranked]) -> list[_Plan]:
    """Return one search for all that concerns the same scored documents, and one for each further ranking."""
    rankings = [each for each in questions if isinstance(each, Ranked)]
    counts = [each for each in questions if not isinstance(each, Ranked)]
    first, further = tuple(rankings[:1]), rankings[1:]
    return [_searching((*first, *counts)), *(_searching((each,)) for each in further)]


def _searching(questions: Sequence[Count | Values | Ranked]) -> _Plan:
    common = [part for part in parts_of(questions[0].of) if all(part in parts_of(each.of) for each in questions)]
    ranking = questions[0] if isinstance(questions[0], Ranked) else None
    body: Query = {"size": 0, "track_total_hits": False}
    body |= _ranking(ranking, common) if ranking else _scoring(None, common)
    counted: dict[tuple[Expression, ...], list[Count | Values]] = {}
    for question in questions:
        if not isinstance(question, Ranked):
            counted.setdefault(tuple(_rest(question.of, common)), []).append(question)
    if counted:
        body["aggs"] = {str(at): _counting(filtering(rest), each) for at, (rest, each) in enumerate(counted.items())}
    names: dict[Question, str] = {
        question: str(at) for at, of_rest in enumerate(counted.values()) for question in of_rest
    }
    return _Plan(body, {question: names.get(question) for question in questions})


def _rest(of: Expression, common: Sequence[Expression]) -> list[Expression]:
    return [part for part in parts_of(of) if part not in common]


def _ranking(ranking: Ranked, common: Sequence[Expression]) -> Query:
    """Return the search for the first documents of a set; what others do not ask for filters afterwards."""
    body: Query = {
        "size": ranking.count,
        "sort": [{"_score": "desc"}, *_IN_TIE_ORDER] if ranking.weights else _IN_TIE_ORDER,
        "_source": ["record"] if ranking.count <= _WITH_RECORDS else False,
        "docvalue_fields": ["id"],
    }
    rest = _rest(ranking.of, common)
    return body | _scoring(ranking.weights or None, common) | ({"post_filter": filtering(rest)} if rest else {})


def _scoring(weights: Weights | None, common: Sequence[Expression]) -> Query:
    """Return the query for documents in all these sets, scored by these weights, or else by those of such a set.

    A lowest score within the query would have the engine look at its terms document after document; beside it, term
    after term, which takes a third of the time.
    """
    near = [each for each in common if isinstance(each, AtLeast) and weights in (None, each.weights)][:1]
    weights = near[0].weights if near else weights
    if not weights:
        return {"query": filtering(common)}
    query = {"query": scored_query(weights, [each for each in common if each not in near])}
    return query | ({"min_score": near[0].score} if near else {})


def _counting(rest: Query, questions: Iterable[Count | Values]) -> Query:
    """Return what counts the documents in the rest, and the values that they have."""
    values = list(dict.fromkeys(value for each in questions if isinstance(each, Values) for value in each.values))
    aggregations = {"values": {"terms": {"field": "facets", "include": values, "size": len(values)}}}
    return {"filter": rest} | ({"aggs": aggregations} if values else {})


def _read(question: Question, plan: _Plan, response: Mapping[str, Any]) -> Any:
    """Return the answer to a question; None for a best score that is not certain."""
    hits = response["hits"]
    if isinstance(question, Best):
        return _whole(hits["hits"][0]["_score"]) if hits["hits"] else 0
    if isinstance(question, Lowest):
        return round(hits["hits"][0]["_score"]) if hits["hits"] else None
    if isinstance(question, Stored):
        return _records(response)[question]
    if isinstance(question, Ranked):
        return tuple((hit["fields"]["id"][0], round(hit["_score"] or 0)) for hit in hits["hits"])
    name = plan.questions[question]
    if name is None:
        return hits["total"]["value"]
    counted = response["aggregations"][name]
    if isinstance(question, Count):
        return counted["doc_count"]
    return {each["key"]: each["doc_count"] for each in counted["values"]["buckets"]}


def _whole(total: float) -> int | None:
    """Return the score of the highest sum, or None where it is too near to a whole number to be certain."""
    near = total / IMPACT_SCALE
    low, high = (math.floor(near * (1 + sign * _ERROR)) for sign in (-1, 1))
    return max(1, low) if low == high else None


def _first_of(query: Query) -> Query:
    """Return the search for the first document alone, which is asked for its score."""
    return {"size": 1, "track_total_hits": False, "_source": False, "query": query}


def _records(response: Mapping[str, Any]) -> dict[Question, Record]:
    records: dict[Question, Record] = {}
    for hit in response["hits"]["hits"]:
        if "_source" in hit:
            record = Record(*hit["_source"]["record"])
            records[Stored(record.id)] = record
    return records


def scored_query(weights: Weights, among: Iterable[Expression], least: int | None = None) -> Query:
    """Return the query for these documents, or those that hold a term, with their scores in thousandths."""
    script = {
        "source": _GUARDED,
        "params": {"terms": [term for term, _ in weights], "worth": [worth for _, worth in weights]},
    }
    query: Query = {"query": _clauses(weights, among), "script": script}
    return {"script_score": query if least is None else query | {"min_score": least}}


def _clauses(weights: Weights, among: Iterable[Expression]) -> Query:
    should = [{"term": {"terms": {"value": term, "boost": worth}}} for term, worth in weights]
    filters = [_query(each) for each in among]
    return {"bool": {"should": should, "filter": filters} if filters else {"should": should}}


def filtering(parts: Iterable[Expression]) -> Query:
    """Return the query for the documents in all parts, without scores."""
    return _query(both(parts))


def _query(of: Expression) -> Query:
    if isinstance(of, Held):
        return {"term": {"terms": of.term}}
    if isinstance(of, HasValue):
        return {"term": {"facets": of.value}}
    if isinstance(of, Standing):
        return {"match_phrase": {"texts": spaced(of.words)}}
    if isinstance(of, AtLeast):
        return scored_query(of.weights, (), of.score)
    if isinstance(of, Not):
        return {"bool": {"must_not": [_query(of.part)]}}
    if isinstance(of, And):
        return {"bool": {"filter": [_query(part) for part in of.parts]}} if of != ALL else {"match_all": {}}
    return _any_of(of)


def _any_of(of: Or) -> Query:
    if not of.parts:
        return {"match_none": {}}
    terms = [part.term for part in of.parts if isinstance(part, Held)]
    values = [part.value for part in of.parts if isinstance(part, HasValue)]
    should = [_query(part) for part in of.parts if not isinstance(part, Held | HasValue)]
    should += [{"terms": {"terms": terms}}] if terms else []
    should += [{"terms": {"facets": values}}] if values else []
    return {"bool": {"should": should, "minimum_should_match": 1}} if len(should) > 1 else should[0]
