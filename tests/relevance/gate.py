"""Judge search on the thirteen cases among generated distractors; shared by the gates of every door.

Principle: a distractor may turn out to be a right answer, and then counts as one. A query of the kinds ``place`` and
``synonym`` that is nothing but the name of a place or of a vocabulary term is rightly answered by every case in that
place or with that term, real or generated. Every other query has only the answers that the file lists.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import yaml

from benchmarks.corpus import generated_cases
from kb.checks import load_valid_corpus
from kb.errors import SearchError
from kb.search import Collection
from kb.search.case_document import collection_of
from kb.search.query.filters import resolve_filter
from tests.cases import copy_cases

QUERIES = Path(__file__).with_name("queries.yml")
DISTRACTORS = 300

#: Kinds of queries that name nothing but a place or a term, and the facets whose names they may be.
NAMING_KINDS = ("place", "synonym", "nothing")
NAMING_FACETS = ("region", "theme", "problem", "model")


class Judged(NamedTuple):
    """One query with every right first answer."""

    kind: str
    text: str
    right: frozenset[str]


def gate_collection(folder: Path) -> Collection:
    """Write the judged cases and the distractors to a folder, and return them as search sees them."""
    copy_cases(folder)
    for name, text in generated_cases(DISTRACTORS):
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return collection_of(load_valid_corpus(folder))


def judged_queries(collection: Collection) -> list[Judged]:
    """Return the queries of the file with their right answers in this collection."""
    kinds = yaml.safe_load(QUERIES.read_text(encoding="utf-8"))
    return [
        Judged(kind, entry["query"], frozenset(entry["expect"]) | _called_so(kind, entry["query"], collection))
        for kind, entries in kinds.items()
        for entry in entries
    ]


def _called_so(kind: str, query: str, collection: Collection) -> frozenset[str]:
    if kind not in NAMING_KINDS:
        return frozenset()
    found: set[str] = set()
    for facet in collection.facets:
        if facet.name in NAMING_FACETS:
            try:
                values = set(resolve_filter(facet, query))
            except SearchError:
                continue
            found |= {each.id for each in collection.documents if values & set(each.facets.get(facet.name, ()))}
    return frozenset(found)


def check_citation(queries: Sequence[Judged], found: Sequence[Sequence[str]]) -> None:
    """Fail unless enough queries have a right answer first, and among the first three; what has none has no hits."""
    answered = [query.text for query, ids in zip(queries, found, strict=True) if ids and not query.right]
    assert answered == []
    right = [(query, ids) for query, ids in zip(queries, found, strict=True) if query.right]
    queries, found = [query for query, _ in right], [ids for _, ids in right]
    missed = [
        f"{query.kind} {query.text}: {list(ids[:3])}"
        for query, ids in zip(queries, found, strict=True)
        if not query.right & set(ids[:1])
    ]
    third = sum(bool(query.right & set(ids[:3])) for query, ids in zip(queries, found, strict=True))
    assert len(queries) - len(missed) >= 0.95 * len(queries), missed
    assert third >= 0.99 * len(queries), missed
