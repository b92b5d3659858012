"""Say what editors ask in a workshop: questions by the problem a case answers and by the model it follows."""

from collections.abc import Sequence

from pydantic import Field

from kb.model.base import Model, Text


class TermQuestions(Model):
    """The questions on one vocabulary term."""

    term: Text = Field(title="词", description="词表里的名称")
    ask: tuple[Text, ...] = Field(title="讨论题")


class Questions(Model):
    """All discussion questions."""

    problems: tuple[TermQuestions, ...] = Field(title="按问题")
    models: tuple[TermQuestions, ...] = Field(title="按做法模式")

    def on(self, family: str, label: str) -> Sequence[str]:
        """Return the questions on a term of ``problems`` or ``models``."""
        entries: tuple[TermQuestions, ...] = getattr(self, family)
        return next((entry.ask for entry in entries if entry.term == label), ())
