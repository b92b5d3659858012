"""Downloads keep to their published schemas, open in a spreadsheet, and run nothing there."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest

from kb.model import Corpus
from kb.publish import SiteOptions
from kb.publish.exports.case_json import render_schemas
from kb.publish.exports.csv import csv_columns
from kb.publish.exports.downloads import case_record, render_downloads
from kb.publish.view.catalogue import Catalogue
from tests.cases import ROOT


def downloads(corpus: Corpus, **options: str) -> dict[str, str]:
    catalogue, site = Catalogue(corpus), SiteOptions(**options)
    records = {f"cases/{case.id}.json": case_record(case, catalogue, site) for case in corpus.cases}
    return dict(render_downloads(catalogue, site)) | records


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_the_schema_files_are_up_to_date() -> None:
    for name, text in render_schemas().items():
        held = (ROOT / "schema" / name).read_text(encoding="utf-8")
        assert held == text, "run: python -m kb.publish.exports.case_json schema"


@pytest.mark.slow  # jsonschema takes its time
@pytest.mark.parametrize("site_url", ["", "https://library.example/kb/"])
def test_every_file_keeps_to_its_schema(site_url: str, corpus: Corpus) -> None:
    files = downloads(corpus, site_url=site_url)
    listed = json.loads(files["schema/cases-data.schema.json"])
    single = json.loads(files["schema/case-data.schema.json"])
    for schema in (listed, single):
        jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(files["cases.json"]), listed)
    for case in corpus.cases:
        record = json.loads(files[f"cases/{case.id}.json"])
        jsonschema.validate(record, single)
        assert record["address"] == f"{site_url}cases/{case.id}.html"
        assert [one["text"] for one in record["claims"]] == [claim.text for claim in case.claims]


def test_a_schema_refuses_what_is_missing_and_what_is_too_much(corpus: Corpus) -> None:
    files = downloads(corpus)
    record = json.loads(files[f"cases/{corpus.cases[0].id}.json"])
    validator = jsonschema.Draft202012Validator(json.loads(files["schema/case-data.schema.json"]))
    assert validator.is_valid(record)
    assert not validator.is_valid({key: value for key, value in record.items() if key != "title"})
    assert not validator.is_valid(record | {"titel": "x"})


def test_a_source_has_no_key_for_what_is_not_known(corpus: Corpus) -> None:
    files = downloads(corpus)
    record = json.loads(files[f"cases/{corpus.cases[0].id}.json"])
    validator = jsonschema.Draft202012Validator(json.loads(files["schema/case-data.schema.json"]))
    for name, source in record["sources"].items():
        given = corpus.sources[name].model_dump(by_alias=True, mode="json")
        assert source == {key: value for key, value in given.items() if value not in (None, [], False)}
        for empty in (None, []):
            assert not validator.is_valid(record | {"sources": {name: source | {"translator": empty}}})


def test_the_list_names_every_case_once_and_says_what_is_unknown(corpus: Corpus) -> None:
    listed = json.loads(downloads(corpus)["cases.json"])
    assert listed["total"] == len(listed["cases"]) == len(corpus.cases)
    assert {case["id"] for case in listed["cases"]} == {case.id for case in corpus.cases}
    jiaozuo = next(case for case in listed["cases"] if case["id"] == "jiaozuo-purchase-of-service")
    assert jiaozuo["cost"] is None
    assert jiaozuo["stage"] == []
    assert jiaozuo["mechanism"]["pay"] == ["学校"]


def test_a_spreadsheet_reads_the_table_as_utf_8_with_a_row_a_case(corpus: Corpus) -> None:
    text = downloads(corpus)["cases.csv"]
    assert text.encode("utf-8").startswith(b"\xef\xbb\xbf")
    rows = rows_of(text)
    assert len(rows) == len(corpus.cases)
    assert all(list(row) == list(csv_columns()) and None not in row.values() for row in rows)
    wuhu = next(row for row in rows if row["编号"] == "wuhu-online-classroom")
    assert (wuhu["省级行政区"], wuhu["地区代码"], wuhu["证据等级"]) == ("安徽省", "340200", "0")
    assert wuhu["费用（元）"] == "未知"


@pytest.mark.parametrize("opening", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1", "\r=1"])
def test_no_cell_can_become_a_formula(opening: str, make_case: Any, make_corpus: Callable[..., Corpus]) -> None:
    case = make_case().model_copy(
        update={"title": f'{opening},"x"', "unit": make_case().unit.model_copy(update={"name": opening})}
    )
    row = rows_of(downloads(make_corpus(case))["cases.csv"])[0]
    assert row["标题"] == f'\'{opening},"x"'
    assert row["单位"] == f"'{opening}"
    assert row["编号"] == "one"
