"""Describe the submission form as data: what a contributor is asked, in a teacher's words, and what the form proposes.

field     {key, title, help, kind, required, min, max, choices, fields, types}
kinds     text · long · date · number · count · address · region · choice · choices · texts · group
"""

from collections.abc import Mapping
from functools import cache, partial
from typing import Any, cast

from pydantic.json_schema import JsonSchemaValue

from kb.citation.source_types import SOURCE_TYPES
from kb.content.readings import pinyin_of
from kb.content.regions import short_name
from kb.content.schemas import case_schema
from kb.content.vocabulary_fields import CONTROLLED
from kb.model import Corpus, Source, Vocabulary
from kb.model.base import DATE_FORM, REGION_FORM, WEB_FORM
from kb.publish.submission.words import ASKED, FURTHER, REQUIRED, SOURCE_ASKED, SOURCE_TYPES_ASKED

Field = dict[str, object]

_DEFS = "#/$defs/"

#: Pattern of a text → its kind.
_KINDS = {DATE_FORM: "date", REGION_FORM: "region", WEB_FORM: "address"}

#: Which tier a document of a type most likely has, by their ids; what is not here was most likely in the press.
_LIKELY_TIERS = {
    **dict.fromkeys(("regulation", "legislation", "standard"), "policy"),
    **dict.fromkeys(("article-journal", "paper-conference", "thesis", "book", "chapter", "periodical"), "journal"),
    "report": "research-report",
    **dict.fromkeys(("speech", "manuscript"), "official"),
}
_LIKELY_TIER = "press"
#: What a page on a server of an authority or a school most likely is.
_PUBLIC_TIER = "official"

#: The level proposed for what rests on a tier, where it is not the highest that the tier carries.
_LIKELY_LEVEL = 2
_OWN_WORDS = {"official": 1}


def case_fields(corpus: Corpus) -> list[Field]:
    """Return what is asked about a case."""
    schema = case_schema(corpus.vocabulary)
    keys = dict.fromkeys(path.partition(".")[0] for path in ASKED)
    return [_case_field((key,), schema["properties"][key], schema, corpus.vocabulary) for key in keys]


def source_fields() -> list[Field]:
    """Return what is asked about a document that is new to the library; ``types`` are those that have the field."""
    properties = _source_properties()
    fields = []
    for key in dict.fromkeys((*SOURCE_ASKED, *(key for keys in FURTHER.values() for key in keys))):
        value = properties[key]
        title, help_text = SOURCE_ASKED.get(key, (value["title"], value.get("description", "")))
        kind = _kind_of(value)
        field = _field(key, title, help_text, kind) | {"required": key in ("title", "type")}
        if key == "type":
            field |= {"kind": "choice", "choices": [[word, SOURCE_TYPES[word].label] for word in SOURCE_TYPES_ASKED]}
        elif key == "title_by_editor":
            field |= {"kind": "choice", "choices": [["true", "没有题名，是我拟的"]]}
        if key not in SOURCE_ASKED:
            field["types"] = [name for name, keys in FURTHER.items() if key in keys]
        fields.append(field)
    return fields


@cache
def _source_properties() -> dict[str, Any]:
    properties: dict[str, Any] = Source.model_json_schema()["properties"]
    return properties


def proposals(vocabulary: Vocabulary) -> Field:
    """Return what the form proposes in place of an editor: tiers and levels, by label."""
    tier = partial(vocabulary.label_with_id, "source_tiers")

    def level(name: str, ceiling: int | None) -> int:
        return min(_OWN_WORDS.get(name, _LIKELY_LEVEL), _LIKELY_LEVEL if ceiling is None else ceiling)

    return {
        "tiers": {kind: tier(_LIKELY_TIERS.get(kind, _LIKELY_TIER)) for kind in SOURCE_TYPES_ASKED},
        "publicTier": tier(_PUBLIC_TIER),
        "selfTier": tier("self-report"),
        "levels": {term.label: str(level(term.id, term.level)) for term in vocabulary.source_tiers},
        "review": vocabulary.label_with_id("review_statuses", "pending"),
        "practice": vocabulary.label_with_id("practice_statuses", "unknown-now"),
    }


@cache  # thousands of divisions, the same for every corpus
def division_slug(name: str) -> str:
    """Return a division's short name in letters, for the ids that the form proposes: 芜湖市 → wuhu."""
    syllables = pinyin_of(name)[: len(short_name(name))]
    return "".join(char for char in "".join(syllables).lower() if char.isascii() and char.isalnum())


def _case_field(
    path: tuple[str, ...], value: JsonSchemaValue, schema: JsonSchemaValue, vocabulary: Vocabulary
) -> Field:
    """Describe the property at a path, of a group those parts that are asked for."""
    key = ".".join(path)
    title, help_text = ASKED.get(key, ("", ""))
    field = _field(path[-1], title or value["title"], help_text, _kind_of(value)) | {"required": key in REQUIRED}
    if key not in ASKED:
        (name,) = (part["$ref"] for part in _choices(value) if "$ref" in part)
        parts = schema["$defs"][name.removeprefix(_DEFS)]["properties"]
        fields = [
            _case_field((*path, part), below, schema, vocabulary)
            for part, below in parts.items()
            if f"{key}.{part}" in ASKED
        ]
        return field | {"kind": "group", "fields": fields}
    if path in CONTROLLED:
        # One stage is what most people mean, and takes a line where boxes take five.
        field["kind"] = "choices" if _items_of(value) and key != "stage" else "choice"
        field["choices"] = [[term.label, term.label] for term in vocabulary.terms(CONTROLLED[path])]
    for part in _choices(value):
        if "maxLength" in part:
            field |= {"min": part.get("minLength", 0), "max": part["maxLength"]}
    return field


def _field(key: str, title: str, help_text: str, kind: str) -> Field:
    return {"key": key, "title": title, "help": help_text, "kind": kind}


def _choices(value: Mapping[str, object]) -> list[JsonSchemaValue]:
    return [cast(JsonSchemaValue, value), *cast(list[JsonSchemaValue], value.get("anyOf", []))]


def _items_of(value: JsonSchemaValue) -> JsonSchemaValue | None:
    return next((part["items"] for part in _choices(value) if part.get("type") == "array"), None)


def _kind_of(value: JsonSchemaValue) -> str:
    parts = _choices(value)
    if _items_of(value) is not None:
        return "texts"
    for part in parts:
        if part.get("pattern") in _KINDS:
            return _KINDS[part["pattern"]]
    types = {part.get("type") for part in parts}
    if "string" not in types and types & {"integer", "number"}:
        return "count" if "integer" in types else "number"
    return "long" if "minLength" in value and "maxLength" in value else "text"
