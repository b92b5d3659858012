"""Put what is wrong with a file into words, and collect it while the file is read."""

from kb.content.messages import rule_of, say
from kb.content.yaml_nodes import START, Position
from kb.model import Problem


def problem(key: str, shown: str, at: Position = START, /, **values: object) -> Problem:
    """Return one finding at a place: a key of ``messages`` and the values that its sentence names."""
    rule, message = rule_of(key), say(key, **values)
    return Problem(code=rule.code, severity=rule.severity, path=shown, line=at.line, column=at.column, message=message)


class Problems:
    """What is wrong with one file so far."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.found: list[Problem] = []

    def add(self, key: str, at: Position = START, /, **values: object) -> None:
        """Note one finding, as ``problem`` does."""
        self.found.append(problem(key, self.path, at, **values))
