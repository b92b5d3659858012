"""Say what a finding is: a code, a place and what to write instead."""

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
        return f"{self.path}:{self.line}:{self.column} {self.code} {self.message}"
