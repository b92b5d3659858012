"""Name the fields whose values come from the vocabulary, and write aliases as labels."""

import unicodedata

from kb.content.problems import Problems
from kb.content.yaml_nodes import Data, Entries, scalars
from kb.model import Vocabulary
from kb.model.facts import FACTS

#: Path of a controlled field in a case → the vocabulary list that holds its values.
CONTROLLED = {tuple(fact.key.split(".")): fact.vocabulary for fact in FACTS if fact.vocabulary}


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
    for path, family in CONTROLLED.items():
        title = Vocabulary.model_fields[family].title
        for value in scalars(head, *path):
            label = labels.label_of(family, value.text)
            if label is not None and label != value.text:
                values = {"list": title, "value": value.text, "label": label}
                problems.add("KB204", value.position, **values)
        _relabel(data, path, family, labels)


def _relabel(data: Data, path: tuple[str, ...], family: str, labels: Labels) -> None:
    *above, last = path
    for step in above:
        if not isinstance(data, dict) or step not in data:
            return
        data = data[step]
    if isinstance(data, dict) and last in data:
        value = data[last]
        if isinstance(value, list):
            data[last] = [labels.label_of(family, item) or item if isinstance(item, str) else item for item in value]
        elif isinstance(value, str):
            data[last] = labels.label_of(family, value) or value
