"""Say what a finding is: a code, a place and what to write instead."""

import re
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


# Made by the ten thousand and never read from a file, so there is nothing to validate.
@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One fault in content; ``line`` and ``column`` count from 1, ``path`` is relative to where the check started."""

    code: str
    severity: Severity = "error"
    path: str
    line: int = 1
    column: int = 1
    message: str

    def __str__(self) -> str:
        return on_one_line(f"{self.path}:{self.line}:{self.column} {self.code} {self.message}")


#: What moves the cursor, colours a terminal, turns a line round or begins another one; no text of ours holds it.
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def on_one_line(text: str) -> str:
    """Return text with its control characters spelt out: a file's name may be made to look like a line of a log."""
    return _CONTROLS.sub(lambda found: found[0].encode("unicode-escape").decode(), text)
