"""Read the YAML files beside the cases: vocabulary, bibliography and the notice's data."""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Generic, TypeVar

from kb.content.problems import Problems
from kb.content.text_file import read_text
from kb.content.validation_messages import read_model
from kb.content.yaml_nodes import Entries, Position, position_of
from kb.content.yaml_reader import read_yaml
from kb.model import Problem
from kb.model.base import Model

M = TypeVar("M", bound=Model)

#: Room for about ten thousand sources.
MAX_BYTES = 8 << 20


@dataclass(frozen=True)
class DataFile(Generic[M]):
    """One YAML file: where it is, what it says with places, and the model it makes when it is valid enough."""

    shown: str
    problems: tuple[Problem, ...]
    value: M | None = None
    root: Entries | None = None

    @property
    def id(self) -> str:
        """Return the name of the file without its ending."""
        return PurePosixPath(self.shown).stem

    def position(self, *path: str | int) -> Position:
        """Return where a value stands: ``position("studies", 0, "id")``."""
        return position_of(self.root, path)


def read_data(path: Path, shown: str, model: type[M], *, within: Path) -> DataFile[M]:
    """Read a file that holds one ``model`` and lies within a folder; faults are in ``problems``."""
    problems = Problems(shown)
    text = read_text(path, problems, within=within, limit=MAX_BYTES)
    if text is None:
        return DataFile(shown, tuple(problems.found))
    node = read_yaml(text, problems)
    if not isinstance(node, Entries):
        if not problems.found:
            problems.add("KB114.file")
        return DataFile(shown, tuple(problems.found))
    value = read_model(model, node, problems)
    return DataFile(shown, tuple(problems.found), value, node)
