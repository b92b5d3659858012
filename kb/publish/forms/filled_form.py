"""Hold what was read from an office file: answers by key, each with the place where people find it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kb.content.text_file import without_unseen
from kb.publish.forms.layout import FORM_VERSION, NUMBERED, Form, Question, plain_title, version_in
from kb.publish.forms.messages import unreadable


@dataclass(frozen=True)
class Answer:
    """What stands in one cell, and where: ``第 6 题``, ``工作表“案例”D7``."""

    text: str
    place: str


class _Answered:
    """What holds answers by key."""

    answers: Mapping[str, Answer]

    def text(self, key: str) -> str:
        """Return what was answered, or nothing."""
        answer = self.answers.get(key)
        return answer.text if answer else ""


@dataclass(frozen=True)
class Row(_Answered):
    """One row of a table; ``number`` is that of the sheet."""

    answers: Mapping[str, Answer]
    place: str
    number: int = 0


@dataclass(frozen=True)
class FilledForm(_Answered):
    """One case of a file; ``row`` is its row in a list and ``head`` that of the titles, 0 where a file is one case."""

    file: str
    place: str
    answers: Mapping[str, Answer]
    rows: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    row: int = 0
    head: int = 0
    sheet: str = ""


@dataclass(frozen=True)
class ReadFile:
    """All that a file held: its forms, and what in it was not read."""

    name: str
    forms: tuple[FilledForm, ...]
    left_out: tuple[str, ...] = ()


class Titles:
    """Finds the keys of questions and columns by what they are called."""

    def __init__(self, form: Form) -> None:
        self.questions = {plain_title(question.label): question for question in form.questions()}
        self.tables = {
            table.key: {plain_title(column.label): column for column in table.columns} for table in form.tables
        }

    def asked_in(self, text: str) -> tuple[Question, str] | None:
        """Return the question whose title begins a text, and the rest of the text: both stand in one merged cell."""
        first, _, rest = text.partition("\n")
        if question := self.questions.get(plain_title(first)):
            return question, rest
        said = NUMBERED.sub("", text)
        found = re.match(r"([^：:\n]{2,30})[：:]\s*(.*)", said, re.DOTALL)
        question = self.questions.get(plain_title(found[1])) if found else None
        return (question, found[2]) if question and found else None

    def table_with(self, heads: Iterable[str]) -> str | None:
        """Return the table that has most of these columns, at least two where there are as many."""
        titles = {plain_title(head) for head in heads}
        counted = {key: len(titles & columns.keys()) for key, columns in self.tables.items()}
        best = max(counted, key=lambda key: counted[key], default=None)
        return best if best and counted[best] >= min(2, len(titles)) else None


def refuse_later_version(text: str) -> None:
    """Refuse a form whose mark is younger than this program."""
    version = version_in(text)
    if version is not None and version > FORM_VERSION:
        raise unreadable("version", version=version, own=FORM_VERSION)


def clean(text: str) -> str:
    """Return what was typed without what nobody sees, with plain line ends."""
    return without_unseen(text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n")).replace("\t", " ")


def is_unanswered(text: str, question: Question | None) -> bool:
    """Tell whether a cell still says what the empty form said in it."""
    said = text.strip()
    return not said or (question is not None and said == question.placeholder)


def without_hints(text: str, question: Question) -> str:
    """Return an answer without the lines that the empty form says about its question."""
    return "\n".join(line for line in text.split("\n") if line.strip() not in (question.hint, question.placeholder))
