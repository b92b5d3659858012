"""The browser index is complete, says its versions, and is the same files for the same cases."""

import json
from pathlib import Path
from typing import Any

import pytest

from kb.checks import load_valid_corpus
from kb.publish.search_index.files import FORMAT_VERSION, render_browser_index
from kb.search import Collection, SearchQuery
from kb.search.case_document import collection_of
from kb.search.index.memory import MemoryBackend
from kb.search.ranking.bm25f import RANKING_VERSION
from kb.search.text.fold import ANALYZER_VERSION, fold
from tests.cases import CORPUS

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def collection() -> Collection:
    return collection_of(load_valid_corpus(CORPUS))


@pytest.fixture(scope="module")
def files(collection: Collection) -> Any:
    """What each file hands to the client, by name."""
    found = {}
    for uri, script in render_browser_index(collection):
        name = uri.removeprefix("kb/search/").removesuffix(".js")
        generation, rest = script.removeprefix('kbSearch("').split('","', 1)
        assert len(generation) == 12
        found[name] = json.loads(rest.removeprefix(f'{name}",').removesuffix(");\n"))
    return found


def test_the_index_says_by_what_rules_it_was_made(files: Any) -> None:
    assert files["core"]["format"] == FORMAT_VERSION
    assert files["core"]["analyzer"] == ANALYZER_VERSION
    assert files["core"]["ranking"] == RANKING_VERSION


def test_the_same_cases_in_any_order_give_the_same_files(collection: Collection) -> None:
    turned = Collection(tuple(reversed(collection.documents)), collection.facets)
    assert dict(render_browser_index(turned)) == dict(render_browser_index(collection))


def test_another_text_gives_another_generation_to_every_file(collection: Collection) -> None:
    fewer = dict(render_browser_index(Collection(collection.documents[1:], collection.facets)))
    every = dict(render_browser_index(collection))
    assert not [uri for uri in fewer if fewer[uri] == every[uri]]


def test_documents_are_numbered_in_the_order_that_settles_ties(collection: Collection, files: Any) -> None:
    backend = MemoryBackend()
    backend.rebuild(collection)
    everything = backend.search(SearchQuery("", limit=len(collection.documents)))
    assert [files[f"d/{place}"][0] for place in range(files["core"]["size"])] == [hit.id for hit in everything.hits]


def test_the_fold_tables_hold_every_traditional_form_of_what_can_be_found(files: Any) -> None:
    first, rest = (
        dict(zip(table["from"], table["to"], strict=True)) for table in (files["core"]["fold"], files["fold"])
    )
    assert first["〔"] == "("
    # No text of the library writes it so; only a query may.
    assert rest["蕪"] == "芜"
    pairs = first | rest
    assert len(pairs) == len(first) + len(rest)
    terms = "".join(files[f"t/{shard}"] for shard in range(files["core"]["shards"]))
    names = fold(json.dumps([files["facets"], files["within"], files["words"]], ensure_ascii=False))
    # Circles are written for 〇 in queries, whether or not a text here has one.
    assert all(target in f"{terms}{names}〇" or not target.isalnum() for target in pairs.values())


def test_what_every_first_search_loads_is_small(files: Any) -> None:
    assert len(json.dumps(files["core"], ensure_ascii=False).encode()) < 8000
