"""CITATION.cff says what the library says of itself, in the form that its format asks for."""

import re
import tomllib
from pathlib import Path

import jsonschema
import yaml

from kb.citation.case_references import LIBRARY_NAME

ROOT = Path(__file__).parents[3]
FILE = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]

#: What the guide to Citation File Format 1.2.0 says of the keys we use; others are refused.
RULES = {
    "type": "object",
    "additionalProperties": False,
    "required": ["authors", "cff-version", "message", "title"],
    "properties": {
        "abstract": {"type": "string", "minLength": 1},
        "authors": {
            "type": "array",
            "minItems": 1,
            "uniqueItems": True,
            # An entity; a person would have other keys.
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["name"],
                "properties": {"name": {"type": "string", "minLength": 1}},
            },
        },
        "cff-version": {"type": "string", "pattern": r"^1\.2\.0$"},
        "keywords": {"type": "array", "minItems": 1, "uniqueItems": True, "items": {"type": "string", "minLength": 1}},
        "license": {"enum": ["CC-BY-4.0"]},
        "message": {"type": "string", "minLength": 1},
        "title": {"type": "string", "minLength": 1},
        "type": {"enum": ["software", "dataset"]},
        "url": {"type": "string", "format": "uri", "pattern": "^(https|http|ftp|sftp)://.+"},
        "version": {"type": ["string", "number"], "minLength": 1},
    },
}


def test_the_file_keeps_to_the_format() -> None:
    jsonschema.Draft202012Validator(RULES).validate(FILE)


def test_site_package_and_citation_file_agree_on_name_and_version() -> None:
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert re.search(r"^site_name: (.+)$", settings, re.MULTILINE)[1] == LIBRARY_NAME  # type: ignore[index]
    assert (FILE["title"], FILE["authors"], FILE["version"]) == (LIBRARY_NAME, [{"name": LIBRARY_NAME}], VERSION)
