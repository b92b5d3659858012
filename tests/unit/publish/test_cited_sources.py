"""A source that a case cites anywhere is in everything that lists the case's sources."""

from collections.abc import Callable
from typing import Any

import pytest

from kb.content.body import citations_in
from kb.model import Source
from kb.publish.exports.case_json import record_of
from kb.publish.view.catalogue import Catalogue
from kb.publish.view.footnotes import Footnotes
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


@pytest.mark.parametrize("kind", ["report", "webpage", "legislation", "regulation", "article-journal"])
def test_machines_are_told_people_from_bodies_and_braces_are_never_shown(
    kind: str, make_case: Callable[..., Any], make_corpus: Callable[..., Any]
) -> None:
    names = ["中国互联网络信息中心", "UNESCO", "{Some Center, Inc.}", "刘洪宇", "Fordham, E. W.", "扬奎斯特"]
    corpus = make_corpus(make_case())
    source = Source(id="notice", type=kind, title="某通报", author=names, tier="官方发布", title_by_editor=True)
    corpus = corpus.model_copy(update={"sources": corpus.sources | {"notice": source}})
    node: Any = case_node(corpus.cases[0], corpus.sources, None)
    assert node["citation"][0]["name"] == "[某通报]"
    assert [(one.get("@type"), one["name"]) for one in node["citation"][0]["author"]] == [
        *(("Organization", "中国互联网络信息中心"), ("Organization", "UNESCO"), ("Organization", "Some Center, Inc.")),
        *(("Person", "刘洪宇"), ("Person", "Fordham, E. W."), (None, "扬奎斯特")),
    ]
    (note,) = Footnotes.of_case(corpus.cases[0], corpus.sources)
    assert note.words == "中国互联网络信息中心、UNESCO、Some Center, Inc.等：[某通报]，无日期。"


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
