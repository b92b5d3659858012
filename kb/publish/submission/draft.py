"""Hold what somebody filled in, on the page or in an office file, as plain text by key, before it is a case."""

from dataclasses import dataclass, field
from typing import TypeAlias

#: What was filled in for one key: a text; several; or those of a group's parts.
Written: TypeAlias = "str | list[str] | dict[str, Written]"
#: What the file will say of a key.
Value: TypeAlias = "str | list[str] | list[dict[str, Value]] | dict[str, Value]"
#: The same, where nothing may have been written.
Known: TypeAlias = "Value | None"


@dataclass
class Draft:
    """A case that is being written; the page keeps the same (kb/web/submission/types.d.ts)."""

    road: str = ""
    person: str = ""
    head: dict[str, Written] = field(default_factory=dict)
    sections: dict[str, str] = field(default_factory=dict)
    materials: list[dict[str, Written]] = field(default_factory=list)
