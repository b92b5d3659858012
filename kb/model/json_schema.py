"""Publish models as JSON Schemas; what our classes are called, and their docstrings, tell others nothing."""

import json
from typing import Final

from pydantic.json_schema import JsonSchemaValue

_DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"


def without_our_names(schema: JsonSchemaValue) -> JsonSchemaValue:
    """Return a model's schema without names and docstrings of classes; fields keep theirs."""
    for one in (schema, *schema.get("$defs", {}).values()):
        one.pop("title", None)
        one.pop("description", None)
    return schema


def schema_file(title: str, schema: JsonSchemaValue) -> str:
    """Return the text of a file with this schema under a title."""
    whole = {"$schema": _DRAFT, "title": title, **without_our_names(schema)}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
