"""Say what a finding is: a code, a place and what to write instead."""

from typing import Literal

from kb.model.base import Model

Severity = Literal["error", "warning"]


class Problem(Model):
    """One fault in content; ``line`` and ``column`` count from 1, ``path`` is relative to where the check started."""

    code: str
    severity: Severity = "error"
    path: str
    line: int = 1
    column: int = 1
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column} {self.code} {self.message}"
