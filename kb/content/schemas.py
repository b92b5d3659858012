"""Write the JSON Schemas of front matter and of studies for editors' tools.

Run ``python -m kb.content.schemas schema``. They describe what people may write and what YAML tools then see: a label
or a list of them, ``未知``, a year as a number.
"""

import json
import sys
from copy import deepcopy
from functools import cache
from pathlib import Path

from pydantic.json_schema import JsonSchemaValue

from kb.content.corpus_reader import read_corpus
from kb.content.vocabulary_fields import CONTROLLED, STUDY_TERMS
from kb.errors import CorpusError
from kb.model import UNKNOWN, CaseHead, Vocabulary
from kb.model.base import DATE_FORM, ONE_LINE, REGION_FORM
from kb.model.study import Studies

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_UNKNOWN: JsonSchemaValue = {"enum": [UNKNOWN, "", None]}


def case_schema(vocabulary: Vocabulary) -> JsonSchemaValue:
    """Return the schema, with the vocabulary's labels as the values of controlled fields."""
    schema = _written(CaseHead)
    for path, family in CONTROLLED.items():
        model = schema
        for step in path[:-1]:
            model = schema["$defs"][model["properties"][step]["$ref"].removeprefix("#/$defs/")]
        labels = [term.label for term in vocabulary.terms(family)]
        model["properties"][path[-1]] = _limited(model["properties"][path[-1]], labels)
    return {"$schema": _DRAFT, **schema, "title": "案例信息", "description": "案例文件开头两行 --- 之间的内容"}


def studies_schema(vocabulary: Vocabulary) -> JsonSchemaValue:
    """Return the schema of studies.yml, with the vocabulary's labels as the values of its terms."""
    schema = _written(Studies)
    for part, key, family in STUDY_TERMS:
        properties = schema["$defs"][schema["properties"][part]["items"]["$ref"].removeprefix("#/$defs/")]["properties"]
        properties[key] = _limited(properties[key], [term.label for term in vocabulary.terms(family)])
    return {"$schema": _DRAFT, **schema, "title": "研究", "description": "studies.yml 的内容"}


def render_schemas(vocabulary: Vocabulary) -> dict[str, str]:
    """Return the schema files, name → text."""
    schemas = {"case.schema.json": case_schema(vocabulary), "studies.schema.json": studies_schema(vocabulary)}
    return {name: json.dumps(schema, ensure_ascii=False, indent=2) + "\n" for name, schema in schemas.items()}


def _written(model: type[CaseHead | Studies]) -> JsonSchemaValue:
    """Return a copy of a model's schema, every property widened to what a file may say."""
    return deepcopy(_widened(model))


@cache  # the form's page and the office forms are made of it several times a build
def _widened(of: type[CaseHead | Studies]) -> JsonSchemaValue:
    schema = of.model_json_schema()
    for model in (schema, *schema["$defs"].values()):
        model["properties"] = {key: _as_written(value) for key, value in model["properties"].items()}
    for model in schema["$defs"].values():
        # The names and docstrings of our classes tell an editor nothing.
        del model["title"], model["description"]
    return schema


def _as_written(value: JsonSchemaValue) -> JsonSchemaValue:
    """Widen one property from what the model holds to what a file may say."""
    about = {key: value[key] for key in ("title", "description") if key in value}
    rest = {key: part for key, part in value.items() if key not in (*about, "default")}
    optional = rest.get("anyOf", [{}])[-1] == {"type": "null"}
    if optional:
        rest = rest["anyOf"][0]
    if rest.get("type") == "array":
        choices = _list_choices(rest)
    elif rest.get("type") == "string":
        choices = [rest, *_numbers_like(rest)]
    else:
        choices = [rest]
    if optional:
        choices.append(_UNKNOWN)
    return about | (choices[0] if len(choices) == 1 else {"anyOf": choices})


def _list_choices(array: JsonSchemaValue) -> list[JsonSchemaValue]:
    items = array["items"]
    if items.get("$ref") == "#/$defs/Statement":
        return [{**array, "items": {"anyOf": [items, {"type": "string", "minLength": 1}]}}]
    if items.get("type") == "string" and "maxLength" not in items:
        return [array, items, _UNKNOWN]
    return [array]


def _numbers_like(text: JsonSchemaValue) -> list[JsonSchemaValue]:
    """Return the number that YAML makes of such a text when it has no quotation marks."""
    if text.get("pattern") == DATE_FORM:
        return [{"type": "integer", "minimum": 1000, "maximum": 9999}]
    if text.get("pattern") == REGION_FORM:
        return [{"type": "integer", "minimum": 100000, "maximum": 999999}]
    if text.get("pattern") == ONE_LINE:
        return [{"type": "number"}]
    return []


def _limited(value: JsonSchemaValue, labels: list[str]) -> JsonSchemaValue:
    about = {key: value[key] for key in ("title", "description") if key in value}
    choices = value.get("anyOf", [value])
    if any(choice.get("type") == "array" for choice in choices):
        return about | {"anyOf": [{"type": "array", "items": {"enum": labels}}, {"enum": labels}, _UNKNOWN]}
    return about | {"enum": [*labels, *(_UNKNOWN["enum"] if _UNKNOWN in choices else [])]}


if __name__ == "__main__":
    reading = read_corpus(Path("cases"))
    if reading.vocabulary.value is None:
        raise CorpusError("词表读不出来，请先运行 kb check。")
    for name, text in render_schemas(reading.vocabulary.value).items():
        (Path(sys.argv[1]) / name).write_text(text, encoding="utf-8")
