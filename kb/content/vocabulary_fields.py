"""Name the fields whose values come from the vocabulary, and write aliases as labels."""

import unicodedata

from kb.content.problems import Problems
from kb.content.yaml_nodes import Data, Entries, scalars
from kb.model import Vocabulary
from kb.model.facts import FACTS

#: Path of a controlled field in a case → the vocabulary list that holds its values.
CONTROLLED = {tuple(fact.key.split(".")): fact.vocabulary for fact in FACTS if fact.vocabulary}

#: Where studies.yml names terms: the part, the key in it, and the vocabulary list that holds its values.
STUDY_TERMS = (
    ("studies", "design", "study_designs"),
    ("studies", "models", "models"),
    ("studies", "problems", "problems"),
    ("overviews", "model", "models"),
    ("overviews", "problem", "problems"),
    ("searched", "model", "models"),
    ("searched", "problem", "problems"),
)


class Labels:
    """The labels of a vocabulary by everything people may write for them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._by_alias: dict[str, dict[str, str]] = {}
        for family in type(vocabulary).model_fields:
            terms = vocabulary.terms(family)
            aliases = {fold(alias): term.label for term in terms for alias in (*term.aliases, term.id)}
            self._by_alias[family] = aliases | {fold(term.label): term.label for term in terms}

    def label_of(self, family: str, word: str) -> str | None:
        """Return the label that ``word`` is or stands for, or None."""
        return self._by_alias[family].get(fold(word))

    def meant_by(self, family: str) -> dict[str, str]:
        """Return every accepted word of a list, folded, with its label."""
        return self._by_alias[family]


def fold(word: str) -> str:
    """Return the form in which words of the vocabulary are compared."""
    return unicodedata.normalize("NFKC", word).casefold().strip()


def write_labels(data: Data, head: Entries, labels: Labels, problems: Problems) -> None:
    """Replace aliases in ``data`` by their labels, and note each one."""
    for (*above, last), family in CONTROLLED.items():
        for value in scalars(head, *above, last):
            label = labels.label_of(family, value.text)
            if label is not None and label != value.text:
                values = {"list": Vocabulary.model_fields[family].title, "value": value.text, "label": label}
                problems.add("KB204", value.position, severity="warning", **values)
        holder: Data | None = data
        for step in above:
            holder = holder.get(step) if isinstance(holder, dict) else None
        if isinstance(holder, dict) and last in holder:
            holder[last] = _as_labels(holder[last], family, labels)


def _as_labels(value: Data, family: str, labels: Labels) -> Data:
    if isinstance(value, list):
        return [_as_labels(item, family, labels) if isinstance(item, str) else item for item in value]
    return labels.label_of(family, value) or value if isinstance(value, str) else value
