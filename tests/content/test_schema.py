"""The published schema is the model's own, and every real case keeps to it."""

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest
import yaml

from kb.content.case_schema import render_schema
from kb.content.corpus_reader import CorpusReading, read_corpus
from kb.model import CaseHead
from tests.cases import ROOT

SCHEMA = ROOT / "schema/case.schema.json"


@pytest.fixture(scope="module")
def reading() -> CorpusReading:
    return read_corpus(ROOT / "cases")


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def as_yaml_tools_see_it(path: Path) -> dict[str, object]:
    """Return the front matter with YAML's own types; the editors' schema checkers know no dates."""
    head = path.read_text(encoding="utf-8").split("\n---\n")[0].removeprefix("---\n")
    return json.loads(json.dumps(yaml.safe_load(head), default=date.isoformat))


def test_the_schema_file_is_up_to_date(reading: CorpusReading) -> None:
    assert reading.vocabulary.value
    remedy = "run: python -m kb.content.case_schema schema/case.schema.json"
    assert SCHEMA.read_text(encoding="utf-8") == render_schema(reading.vocabulary.value), remedy


def test_every_real_case_is_valid_as_it_is_written(
    reading: CorpusReading, validator: jsonschema.Draft202012Validator
) -> None:
    assert reading.case_files
    for file in reading.case_files:
        assert [error.message for error in validator.iter_errors(as_yaml_tools_see_it(file.path))] == [], file.shown


def test_every_real_case_is_valid_as_the_model_holds_it(
    reading: CorpusReading, validator: jsonschema.Draft202012Validator
) -> None:
    for file in reading.case_files:
        assert file.case
        held = file.case.model_dump(mode="json", by_alias=True, include=set(CaseHead.model_fields))
        given = {key: value for key, value in held.items() if key in file.case.model_fields_set and value is not None}
        assert [error.message for error in validator.iter_errors(given)] == [], file.shown


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("id", "Not A Slug"),
        ("summary", "太短"),
        ("region", "芜湖"),
        ("theme", "资源共享"),
        ("evidence", 6),
        ("sources", []),
        ("unit", "某校"),
        ("review", {"status": "已核对来源", "date": "2014年"}),
        ("mechanism", {"invest": "火星"}),
        ("sumary", "拼错的键"),
    ],
)
def test_the_schema_refuses_what_the_checks_refuse(
    key: str, value: object, reading: CorpusReading, validator: jsonschema.Draft202012Validator
) -> None:
    written = as_yaml_tools_see_it(reading.case_files[0].path)
    assert validator.is_valid(written)
    assert not validator.is_valid(written | {key: value})


def test_every_key_an_editor_may_write_has_a_chinese_title(validator: jsonschema.Draft202012Validator) -> None:
    schema = validator.schema
    models = [schema, *schema["$defs"].values()]
    titles = [value.get("title", "") for model in models for value in model["properties"].values()]
    assert all(any("\u4e00" <= char <= "\u9fff" for char in title) or title == "DOI" for title in titles)
