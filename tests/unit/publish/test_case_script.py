"""A case's own script tells everything a comparison shows, and nothing that could break out of it."""

import json
from collections.abc import Callable
from typing import Any

from kb.model import Case, Corpus
from kb.publish.exports.case_payload import case_told, statement_key, to_script
from kb.publish.view.catalogue import Catalogue

MakeCase = Callable[..., Case]
MakeCorpus = Callable[..., Corpus]


def told(make_case: MakeCase, make_corpus: MakeCorpus, **changes: object) -> Any:
    catalogue = Catalogue(make_corpus(make_case(**changes)))
    return case_told(catalogue.cases[0], catalogue)


def test_what_nobody_told_is_empty_or_null(make_case: MakeCase, make_corpus: MakeCorpus) -> None:
    found = told(make_case, make_corpus)
    assert found["cost"] is None
    assert found["since"] is None
    assert found["mechanism"] == {"invest": [], "build": [], "operate": [], "own": [], "pay": [], "term": None}
    assert found["status"] == {"label": "现况未知", "told": False}
    assert found["effect"] == {"label": None, "told": False}


def test_terms_are_told_with_the_id_of_their_page(make_case: MakeCase, make_corpus: MakeCorpus) -> None:
    found = told(make_case, make_corpus, mechanism={"invest": "企业"})
    assert found["problem"] == [["term-0", "缺老师"]]
    assert found["mechanism"]["invest"] == [["term-2", "企业"]]


def test_statements_carry_the_number_of_their_source_or_none(make_case: MakeCase, make_corpus: MakeCorpus) -> None:
    found = told(
        make_case,
        make_corpus,
        claims=[{"text": "一句话。", "source": "press", "locator": "正文", "as_of": "2014"}],
        prerequisites=["有网络", {"text": "有人", "source": "notice", "locator": "二·3"}],
    )
    assert found["claims"] == [["一句话。", 2, "正文", "2014"]]
    assert found["prerequisites"] == [["有网络", 0, None], ["有人", 1, "二·3"]]
    assert [source["title"] for source in found["sources"]] == ["某通报", "某报道"]
    assert found["keys"] == [statement_key("有网络"), statement_key("有人")]


def test_a_sum_is_told_as_number_and_in_words(make_case: MakeCase, make_corpus: MakeCorpus) -> None:
    found = told(make_case, make_corpus, cost={"amount": 120000, "note": "首年", "source": "notice"})
    assert found["cost"] == {"yuan": 120000, "amount": "12 万元", "note": "首年", "number": 1, "locator": None}


def test_a_key_stays_while_the_words_stay() -> None:
    assert statement_key("教室里有网") == statement_key("教室里有网") != statement_key("教室里有网络")


def test_a_script_cannot_be_broken_out_of() -> None:
    script = to_script("kbWords", "</script><b>\u2028")
    assert "<" not in script
    assert "\u2028" not in script
    assert json.loads(script.removeprefix("kbWords(").removesuffix(");\n")) == "</script><b>\u2028"
