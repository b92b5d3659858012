"""Collect the problems of one file while it is read."""

from kb.content.messages import say
from kb.content.yaml_nodes import Position
from kb.model import Problem, Severity

START = Position(1, 1)


class Problems:
    """What is wrong with one file so far."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.found: list[Problem] = []

    def add(self, key: str, at: Position = START, /, *, severity: Severity = "error", **values: object) -> None:
        """Note one problem at a place: a key of ``messages`` and the values that its sentence names."""
        code, message = key.partition(".")[0], say(key, **values)
        self.found.append(
            Problem(code=code, severity=severity, path=self.path, line=at.line, column=at.column, message=message)
        )
