"""Say what a rule is, and what a check gets to see."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from kb.content.case_reader import CaseFile
from kb.content.controlled import Labels
from kb.content.corpus_reader import CorpusReading
from kb.content.nodes import Position
from kb.model import Problem, Severity


@dataclass(frozen=True)
class Rule:
    """One thing that can be wrong, explained to the person who writes cases."""

    code: str
    title: str
    explanation: str
    wrong: str
    right: str
    severity: Severity = "error"


@dataclass(frozen=True)
class Scope:
    """A corpus as it was read, with what every check looks up; None where a list could not be read."""

    reading: CorpusReading

    @cached_property
    def labels(self) -> Labels | None:
        """Return the words of the vocabulary."""
        value = self.reading.vocabulary.value
        return Labels(value) if value else None

    @cached_property
    def source_ids(self) -> tuple[str, ...] | None:
        """Return the ids of the bibliography."""
        value = self.reading.sources.value
        return tuple(source.id for source in value.sources) if value else None

    @cached_property
    def case_ids(self) -> frozenset[str]:
        """Return the ids of all case files, sound or not, so that one broken case breaks no other."""
        return frozenset(file.id for file in self.reading.case_files) | frozenset(self.reading.files)


Check = Callable[[Scope], Iterator[Problem]]
CaseCheck = Callable[[CaseFile, Scope], Iterator[Problem]]


def problem(rule: Rule, shown: str, at: Position, message: str) -> Problem:
    """Return a finding of ``rule`` at a place."""
    return Problem(code=rule.code, severity=rule.severity, path=shown, line=at.line, column=at.column, message=message)
