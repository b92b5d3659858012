"""Cases can be narrowed by who does what, and by what is not known of it."""

import pytest

from kb.model import Corpus
from kb.search import SearchQuery
from kb.search.case_document import collection_of
from kb.search.document import UNKNOWN_VALUE
from kb.search.index.memory import MemoryBackend

ROLES = ("invest", "build", "operate", "own", "pay")


@pytest.fixture(scope="module")
def backend(corpus: Corpus) -> MemoryBackend:
    memory = MemoryBackend()
    memory.rebuild(collection_of(corpus))
    return memory


def found(backend: MemoryBackend, **filters: str) -> set[str]:
    chosen = {name: (value,) for name, value in filters.items()}
    return {hit.id for hit in backend.search(SearchQuery(filters=chosen, limit=100)).hits}


@pytest.mark.parametrize("role", ROLES)
def test_every_actor_of_a_role_finds_the_cases_that_name_it(backend: MemoryBackend, corpus: Corpus, role: str) -> None:
    for term in corpus.vocabulary.mechanism_actors:
        named = {case.id for case in corpus.cases if term.label in getattr(case.mechanism, role)}
        assert found(backend, **{role: term.id}) == named


@pytest.mark.parametrize("role", ROLES)
def test_cases_that_do_not_say_who_are_found_as_unknown(backend: MemoryBackend, corpus: Corpus, role: str) -> None:
    untold = {case.id for case in corpus.cases if not getattr(case.mechanism, role)}
    assert untold
    assert found(backend, **{role: UNKNOWN_VALUE}) == untold


def test_cases_that_do_not_say_for_which_stage_are_found_as_unknown(backend: MemoryBackend, corpus: Corpus) -> None:
    untold = {case.id for case in corpus.cases if not case.stage}
    assert untold
    assert found(backend, stage=UNKNOWN_VALUE) == untold
    assert {hit.id for hit in backend.search(SearchQuery("学段:未知", limit=100)).hits} == untold


def test_roles_must_all_hold(backend: MemoryBackend) -> None:
    assert found(backend, invest="enterprise", pay="school") == {"jiaozuo-purchase-of-service"}


def test_cases_are_narrowed_by_how_far_they_are_reviewed(backend: MemoryBackend, corpus: Corpus) -> None:
    checked = {case.id for case in corpus.cases if case.review.status == "已核对来源"}
    assert found(backend, review="checked") == checked
    assert found(backend, review="draft") == {case.id for case in corpus.cases if case.review.status == "草稿"}
