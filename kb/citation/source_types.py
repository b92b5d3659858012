"""Hold the types of sources, and what each format calls them, as ``types.toml`` tells them."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal


@dataclass(frozen=True)
class SourceType:
    """One type of CSL; the file explains the words."""

    label: str
    group: Literal["article", "part", "page", "policy", "spoken", ""] = ""
    gb: str = ""
    ris: str = "GEN"
    bibtex: str = "misc"
    biblatex: str = ""
    apa: str = ""
    csl: str = ""
    also: str = ""


_TEXT = Path(__file__).with_name("types.toml").read_text(encoding="utf-8")
SOURCE_TYPES = {name: SourceType(**row) for name, row in tomllib.loads(_TEXT).items()}


def type_of(name: str) -> SourceType:
    """Return a type by its name in CSL; one that nobody knows is of no group."""
    return SOURCE_TYPES.get(name) or SourceType(name)
