"""Describe the submission form as data: fields of the case schema, words of the vocabulary.

field     {key, title, help, kind, required, unknown, example, choices, fields, name …}
          name is what messages call the field
kinds     text · long · slug · date · number · region · choice · choices · texts · cases · source · group · list
"""

from collections.abc import Iterator, Sequence
from typing import cast

from pydantic.json_schema import JsonSchemaValue

from kb.citation.source_types import SOURCE_TYPES
from kb.content.case_schema import case_schema
from kb.content.validation_messages import name_of
from kb.content.vocabulary_fields import CONTROLLED
from kb.model import UNKNOWN, Case, CaseHead, Corpus, Source
from kb.model.base import DATE_FORM, REGION_FORM, SLUG_FORM, WEB_FORM, Model, number_in_full
from kb.model.case import Mechanism
from kb.publish.view.completeness import completeness_of

Field = dict[str, object]

_DEFS = "#/$defs/"

#: Pattern of a text → its kind.
_KINDS = {SLUG_FORM: "slug", DATE_FORM: "date", REGION_FORM: "region", WEB_FORM: "address"}

#: What a new source is asked for; the rest of its fields can be added later in sources.yml.
_SOURCE_KEYS = (
    "title", "title_by_editor", "type", "author", "issued", "number", "container-title", "volume", "issue", "page",
    "publisher", "URL", "tier", "accessed", "id",
)  # fmt: skip

#: Kinds of sources that occur.
_SOURCE_TYPES = (
    *("webpage", "article-newspaper", "article-journal", "regulation", "legislation", "standard", "report", "thesis"),
    *("book", "chapter", "paper-conference", "periodical", "speech", "interview", "motion_picture", "manuscript"),
)


#: What the form writes itself.
FILLED_IN = ("new_sources", "proposed")


def case_fields(corpus: Corpus) -> list[Field]:
    """Return the fields of a case in the order of the schema, with examples from the case that tells most."""
    schema = case_schema(corpus.vocabulary)
    best = sorted(corpus.cases, key=lambda case: (-completeness_of(case).known, case.id))
    describe = _Description(schema, corpus, best)
    asked = ((key, value) for key, value in schema["properties"].items() if key not in FILLED_IN)
    return [describe.field((key,), value, key in schema["required"]) for key, value in asked]


def source_fields(corpus: Corpus) -> list[Field]:
    """Return the fields that a source new to the bibliography is asked for."""
    schema = Source.model_json_schema()
    example = next(iter(corpus.sources.values()), None)
    shown = example.model_dump(by_alias=True) if example else {}
    fields = []
    for key in _SOURCE_KEYS:
        value = schema["properties"][key]
        kind = _kind_of(value)
        field = _about(key, value) | {
            "kind": "text" if kind == "texts" else kind,
            "required": key in schema["required"] or key == "tier",
            "unknown": False,
            "name": name_of(Source, (key,)),
        }
        if key == "type":
            field |= {"kind": "choice", "choices": [[word, SOURCE_TYPES[word].label, ""] for word in _SOURCE_TYPES]}
        elif key == "title_by_editor":
            field |= {"kind": "choice", "choices": [["true", "是，材料没有题名", ""]], "help": ""}
        elif key == "tier":
            terms = corpus.vocabulary.source_tiers
            field |= {"kind": "choice", "choices": [[term.label, term.label, term.definition] for term in terms]}
        elif isinstance(shown.get(key), str):
            field["example"] = shown[key]
        fields.append(field)
    return fields


class _Description:
    """Turns properties of the schema into fields."""

    def __init__(self, schema: JsonSchemaValue, corpus: Corpus, best: Sequence[Case]) -> None:
        self._schema = schema
        self._corpus = corpus
        self._best = best

    def field(self, path: tuple[str, ...], value: JsonSchemaValue, required: bool) -> Field:
        """Describe the property at a path."""
        kind = _kind_of(value)
        items = _items_of(value)
        model = self._model(value) or (self._model(items) if items else None)
        field = _about(path[-1], value) | {
            "kind": kind,
            "required": required,
            "unknown": UNKNOWN in _constants(value),
            "name": name_of(CaseHead, path),
        }
        if model is not None:
            wanted = model.get("required", ())
            field["kind"] = "list" if items else "group"
            field["fields"] = [
                self.field((*path, key), part, key in wanted) for key, part in model["properties"].items()
            ]
            field["least"] = value.get("minItems", 0)
        elif path[-1] == "source":
            field["kind"] = "source"
        elif path == ("mechanism_sources", "of"):
            roles = Mechanism.model_fields.items()
            field |= {"kind": "choices", "choices": [[key, role.title, ""] for key, role in roles], "help": ""}
        elif path == ("related",):
            field["kind"] = "cases"
        elif path in CONTROLLED:
            terms = self._corpus.vocabulary.terms(CONTROLLED[path])
            field["choices"] = [[term.label, term.label, term.definition] for term in terms]
            field["kind"] = "choices" if _items_of(value) else "choice"
        elif path == ("evidence",):
            levels = self._corpus.vocabulary.evidence_levels
            field["kind"] = "choice"
            field["choices"] = [[str(term.level), f"{term.level} 级 {term.label}", term.definition] for term in levels]
        elif kind in ("text", "long", "date", "number") and (example := self._example(path)):
            field["example"] = example
        bounds = [part for part in (value, *value.get("anyOf", ())) if "maxLength" in part]
        if bounds:
            field |= {"min": bounds[0].get("minLength", 0), "max": bounds[0]["maxLength"]}
        return field

    def _model(self, value: JsonSchemaValue) -> JsonSchemaValue | None:
        for part in (value, *value.get("anyOf", ())):
            if "$ref" in part:
                return cast(JsonSchemaValue, self._schema["$defs"][part["$ref"].removeprefix(_DEFS)])
        return None

    def _example(self, path: tuple[str, ...]) -> str:
        """Return what some case says here."""
        return next((said for case in self._best for said in _said(case, path)), "")


def _said(value: object, path: Sequence[str]) -> Iterator[str]:
    if isinstance(value, tuple):
        for item in value:
            yield from _said(item, path)
    elif not path:
        if value not in (None, ""):
            yield number_in_full(value) if isinstance(value, float) else str(value)
    elif isinstance(value, Model):
        yield from _said(getattr(value, path[0], None), path[1:])


def _about(key: str, value: JsonSchemaValue) -> Field:
    return {"key": key, "title": value.get("title", key), "help": value.get("description", "")}


def _choices(value: JsonSchemaValue) -> list[JsonSchemaValue]:
    return [value, *value.get("anyOf", ())]


def _constants(value: JsonSchemaValue) -> list[object]:
    return [constant for part in _choices(value) for constant in part.get("enum", ())]


def _items_of(value: JsonSchemaValue) -> JsonSchemaValue | None:
    return next((part["items"] for part in _choices(value) if part.get("type") == "array"), None)


def _kind_of(value: JsonSchemaValue) -> str:
    parts = _choices(value)
    if _items_of(value) is not None:
        return "texts"
    for part in parts:
        if part.get("pattern") in _KINDS:
            return _KINDS[part["pattern"]]
    if all(part.get("type") != "string" for part in parts) and any(
        part.get("type") in ("number", "integer") for part in parts
    ):
        return "number"
    return "long" if "minLength" in value and "maxLength" in value else "text"
