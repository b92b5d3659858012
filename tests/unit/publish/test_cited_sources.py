"""A source that a case cites anywhere is in everything that lists the case's sources."""

from collections.abc import Callable
from typing import Any

import pytest

from kb.content.body import citations_in
from kb.publish.exports.case_json import record_of
from kb.publish.view.catalogue import Catalogue
from kb.publish.view.structured_data import case_node, dublin_core

CITED = {"text": "据报道", "source": "press", "locator": "第 2 页"}


@pytest.mark.parametrize(
    "changes",
    [
        {"claims": [CITED]},
        *({part: [CITED]} for part in ("prerequisites", "steps", "enabling", "constraints")),
        {"cost": {"amount": 1, "source": "press"}},
        {"practice_text": "据报道〔press，第 2 页〕，做了一件事。"},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_a_source_cited_in_one_place_only_is_in_json_json_ld_and_dublin_core(
    changes: dict[str, object], make_case: Callable[..., Any], make_corpus: Callable[..., Any]
) -> None:
    case = make_case(**changes)
    corpus = make_corpus(case)
    record: Any = record_of(case, Catalogue(corpus), "")
    node: Any = case_node(case, corpus.sources, None)
    assert list(record["sources"]) == ["notice", "press"]
    assert [one["name"] for one in node["citation"]] == ["某通报", "某报道"]
    assert ("DCTERMS.references", "某报道") in dublin_core(case, corpus.sources, "x")


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("甲〔moe-1，二·2〕乙〔moe-2〕", [("moe-1", "二·2"), ("moe-2", None)]),
        ("写作 `〔moe-1，二·2〕` 的样子", []),
        ("教技函〔2012〕70号", []),
        ("〔2012，第 3 页〕", [("2012", "第 3 页")]),
    ],
)
def test_a_mark_cites_but_not_in_code_nor_as_the_year_of_a_document_number(
    text: str, cited: list[tuple[str, str | None]]
) -> None:
    assert [(one.source, one.locator) for one in citations_in(text)] == cited
