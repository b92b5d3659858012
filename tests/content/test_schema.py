"""The published schema is the model's own, and every real case keeps to it."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from kb.content.corpus_reader import CorpusReading, read_corpus
from kb.content.schemas import render_schemas
from kb.model import CaseHead
from tests.cases import ROOT

SCHEMA = ROOT / "schema/case.schema.json"
STUDIES = ROOT / "schema/studies.schema.json"


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


def test_the_schema_files_are_up_to_date(reading: CorpusReading) -> None:
    assert reading.vocabulary.value
    remedy = "run: python -m kb.content.schemas schema"
    for name, text in render_schemas(reading.vocabulary.value).items():
        assert (ROOT / "schema" / name).read_text(encoding="utf-8") == text, remedy


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


@pytest.fixture(scope="module")
def studies() -> tuple[jsonschema.Draft202012Validator, dict[str, Any]]:
    schema = json.loads(STUDIES.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    written = yaml.safe_load((ROOT / "cases/studies.yml").read_text(encoding="utf-8"))
    return jsonschema.Draft202012Validator(schema), json.loads(json.dumps(written, default=date.isoformat))


def test_the_real_studies_are_valid_as_they_are_written(studies: Any) -> None:
    validator, written = studies
    assert len(written["studies"]) > 50
    assert [error.message for error in validator.iter_errors(written)] == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("id", "Not A Slug"),
        ("design", "抽签"),
        ("level", 6),
        ("sources", [{"locator": "摘要"}]),
        ("effects", [{"outcome": "数学", "value": 0.1, "unit": "公斤", "source": "lai-2015"}]),
        ("direction", "很好"),
        ("limitation", "小"),
        ("models", ["没有这种做法"]),
        ("read", "听说"),
        ("regoin", "110000"),
    ],
)
def test_the_schema_of_studies_refuses_what_the_checks_refuse(key: str, value: object, studies: Any) -> None:
    validator, written = studies
    (first, *_) = written["studies"]
    assert validator.is_valid({"studies": [first]})
    assert not validator.is_valid({"studies": [first | {key: value}]})


def test_every_key_of_a_study_has_a_chinese_title(studies: Any) -> None:
    models = [studies[0].schema, *studies[0].schema["$defs"].values()]
    titles = [value.get("title", "") for model in models for value in model["properties"].values()]
    assert titles
    assert all(any("\u4e00" <= char <= "\u9fff" for char in title) for title in titles)
