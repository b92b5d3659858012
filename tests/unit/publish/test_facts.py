"""A new optional field is a line in the model and a row in the table of facts: then it is shown everywhere."""

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import get_args

import click
import docx
import jsonschema
import pandas as pd
import pytest
from pydantic import Field

from kb.citation.case_references import Library
from kb.citation.style import Style
from kb.entrypoints.cli.show import lines_of
from kb.model import Case, Corpus
from kb.model import facts as table
from kb.model.base import OptionalText
from kb.model.facts import FACTS, FacetField, Place, fact_of, facts_in
from kb.publish.core.options import SiteOptions
from kb.publish.exports.case_payload import case_payload
from kb.publish.exports.documents import manuscript_of, render_markdown
from kb.publish.exports.documents.word import render_word
from kb.publish.exports.downloads import case_record, render_downloads
from kb.publish.exports.excel import cases_excel
from kb.publish.view.catalogue import Catalogue
from kb.publish.view.citation_panel import reference_at
from kb.publish.view.completeness import completeness_of
from kb.publish.view.facts import compared_facts, fact_payload
from kb.publish.view.footnotes import Footnotes
from kb.search import SearchQuery
from kb.search.case_document import collection_of
from kb.search.index.memory import MemoryBackend
from kb.search.ranking.fields import FIELD_NAMES
from tests.theme import render_pages

SAID = "三个学期又两周"


class LongCase(Case):
    """A case that also says how long the practice took."""

    duration: OptionalText = Field(None, title="历时")


@pytest.fixture
def case(make_case: Callable[..., Case], monkeypatch: pytest.MonkeyPatch) -> Case:
    places = [place for place in get_args(Place) if place != "record"]
    row = fact_of("duration", *places, head=LongCase, search="body")
    monkeypatch.setattr(table, "FACTS", (*FACTS, row))
    return LongCase.model_validate({**dict(make_case()), "duration": SAID})


@pytest.fixture
def catalogue(case: Case, make_corpus: Callable[..., Corpus]) -> Catalogue:
    return Catalogue(make_corpus(case))


def test_its_page_shows_it(catalogue: Catalogue) -> None:
    pages = {page.uri: page.render() for page in render_pages(catalogue.corpus)}
    assert f"<dt>历时</dt><dd>{SAID}</dd>" in re.sub(r">\s+|\s+<", lambda gap: gap[0].strip(), pages["cases/one.html"])
    assert "<code>duration</code>" in pages["data.html"]
    assert "、历时、" in pages["data.html"]


def test_downloads_and_their_schemas_hold_it(case: Case, catalogue: Catalogue) -> None:
    files = dict(render_downloads(catalogue, SiteOptions()))
    (row,) = csv.DictReader(io.StringIO(files["cases.csv"].removeprefix("\ufeff"), newline=""))
    assert row["历时"] == SAID
    assert list(pd.read_excel(io.BytesIO(cases_excel(catalogue.cases, catalogue, "")))["历时"]) == [SAID]
    record = json.loads(case_record(case, catalogue, SiteOptions()))
    assert (record["duration"], json.loads(files["cases.json"])["cases"][0]["duration"]) == (SAID, SAID)
    schemas = {name: json.loads(files[f"schema/{name}.schema.json"]) for name in ("case-data", "cases-data")}
    jsonschema.validate(record, schemas["case-data"])
    jsonschema.validate(json.loads(files["cases.json"]), schemas["cases-data"])
    assert schemas["cases-data"]["$defs"]["CaseSummary"]["properties"]["duration"]["title"] == "历时"


def test_a_manuscript_has_it_in_its_table(case: Case, catalogue: Catalogue) -> None:
    reference = reference_at(case, catalogue, "https://kb.example.cn/", accessed="2026-11-24")
    manuscript = manuscript_of("一", [(case, reference)], catalogue, Style.GB_2025)
    assert f"| 历时 | {SAID} |" in render_markdown(manuscript)
    rows = docx.Document(io.BytesIO(render_word(manuscript))).tables[0].rows
    assert ["历时", SAID] in [[cell.text for cell in row.cells] for row in rows]


def test_the_terminal_shows_it(case: Case, catalogue: Catalogue) -> None:
    assert f"历时　{SAID}" in [click.unstyle(line) for line in lines_of(case, (), catalogue)]


def test_it_is_wanted_and_counted(case: Case) -> None:
    silent = LongCase.model_validate({**dict(case), "duration": "未知"})
    assert "历时" not in completeness_of(case).gaps
    assert "历时" in completeness_of(silent).gaps


def test_search_finds_it(catalogue: Catalogue) -> None:
    backend = MemoryBackend()
    backend.rebuild(collection_of(catalogue.corpus))
    assert [hit.id for hit in backend.search(SearchQuery("三个学期")).hits] == ["one"]


def test_a_facet_in_a_row_lets_readers_narrow_by_it(
    make_case: Callable[..., Case], make_corpus: Callable[..., Corpus], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [replace(row, facet=FacetField("effect")) if row.key == "effect" else row for row in FACTS]
    monkeypatch.setattr(table, "FACTS", tuple(rows))
    backend = MemoryBackend()
    backend.rebuild(collection_of(make_corpus(make_case("one", effect="来源说有效"), make_case("two"))))
    results = backend.search(SearchQuery(filters={"effect": ("term-1",)}))
    assert [hit.id for hit in results.hits] == ["one"]
    assert [(count.label, count.count) for count in results.facets["effect"]] == [("来源说有效", 1)]


def test_a_comparison_gets_it(case: Case, catalogue: Catalogue) -> None:
    facts = case_payload(case, catalogue, Library("某库", "某库", "https://library.example/"))["facts"]
    assert isinstance(facts, dict)
    assert facts["duration"] == SAID
    rows = json.loads(json.dumps(compared_facts()))[-1]["facts"]
    assert rows[-1] == {"key": "duration", "label": "历时", "kind": "text", "compared": True, "folder": ""}


def test_every_row_is_of_the_model_and_names_a_field_of_the_ranking() -> None:
    assert len({fact.key for fact in FACTS}) == len(FACTS)
    assert {fact.search for fact in FACTS if fact.search} <= set(FIELD_NAMES)
    assert all(facts_in(place) for place in get_args(Place))


def test_a_payload_looks_up_terms_and_sources_and_leaves_out_what_is_not_known(
    make_case: Callable[..., Case], make_corpus: Callable[..., Corpus]
) -> None:
    case = make_case(
        mechanism={"invest": "企业"},
        effect="没有说明成效",
        cost={"amount": 120000, "note": "首年", "source": "notice"},
        claims=[{"text": "一句话。", "source": "press", "locator": "正文", "as_of": "2014"}],
        prerequisites=["有网络", {"text": "有人", "source": "notice", "locator": "二·3"}],
    )
    catalogue = Catalogue(make_corpus(case))
    payload = fact_payload(case, catalogue, Footnotes.of_case(case, catalogue.corpus.sources))
    assert payload["mechanism.invest"] == [["term-2", "企业"]]
    assert payload["cost"] == {"yuan": 120000, "amount": "12 万元", "note": "首年", "number": 1, "locator": None}
    assert payload["claims"] == [["一句话。", 2, "正文", "2014"]]
    assert payload["prerequisites"] == [["有网络", 0, None, None], ["有人", 1, "二·3", None]]
    assert payload["evidence"] == {"level": 0, "label": "仅见于政策文件", "definition": "仅见于政策文件的定义。"}
    assert payload["region"] == "安徽省 芜湖市"
    assert payload.keys().isdisjoint({"effect", "practice.status", "practice.since", "mechanism.pay", "steps"})
