"""The browser index is complete, says its versions, and is the same file for the same cases."""

import json
from pathlib import Path
from typing import Any

import pytest

from kb.checks import require_sound
from kb.publish.browser_index import FORMAT_VERSION, INDEX_URI, render_browser_index
from kb.search import Collection, SearchQuery
from kb.search.backends.memory import MemoryBackend
from kb.search.case_document import collection_of
from kb.search.fields import FIELDS
from kb.search.fold import ANALYZER_VERSION

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def collection() -> Collection:
    return collection_of(require_sound(ROOT / "cases"))


@pytest.fixture(scope="module")
def index(collection: Collection) -> Any:
    script = render_browser_index(collection)[INDEX_URI]
    return json.loads(script.removeprefix("kbSearchIndex(").removesuffix(");\n"))


def test_the_index_says_by_what_rules_it_was_made(index: Any) -> None:
    assert index["format"] == FORMAT_VERSION
    assert index["analyzer"] == ANALYZER_VERSION
    assert index["fields"] == [list(field) for field in FIELDS]


def test_the_same_cases_in_any_order_give_the_same_bytes(collection: Collection) -> None:
    turned = Collection(tuple(reversed(collection.documents)), collection.facets)
    assert render_browser_index(turned) == render_browser_index(collection)


def test_documents_are_numbered_in_the_order_that_settles_ties(collection: Collection, index: Any) -> None:
    backend = MemoryBackend()
    backend.rebuild(collection)
    everything = backend.search(SearchQuery("", limit=len(collection.documents)))
    assert [document["id"] for document in index["documents"]] == [hit.id for hit in everything.hits]


def test_every_posting_adds_what_pythons_impact_adds(collection: Collection, index: Any) -> None:
    backend = MemoryBackend()
    backend.rebuild(collection)
    ids = [document["id"] for document in index["documents"]]
    for place in range(0, len(index["terms"]), 97):
        term, row = index["terms"][place], index["postings"][place]
        number, impacts = 0, {}
        for gap, value in zip(row[::2], row[1::2], strict=True):
            number += gap
            impacts[ids[number]] = value
        scores = backend._index.scores([term])
        assert impacts == {ids[found]: score for found, score in scores.items()}, term


def test_the_fold_table_holds_every_traditional_form_of_what_can_be_found(index: Any) -> None:
    pairs = dict(zip(index["fold"]["from"], index["fold"]["to"], strict=True))
    assert pairs["蕪"] == "芜"
    assert pairs["〔"] == "("
    assert all(target in "".join(index["terms"]) or not target.isalnum() for target in pairs.values())
