"""Read one case file."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from kb.content.body import sections_of
from kb.content.front_matter import read_head, split
from kb.content.problems import Problems
from kb.content.text_file import read_text
from kb.content.validation_messages import read_model
from kb.content.vocabulary_fields import Labels, write_labels
from kb.content.yaml_nodes import Entries, Position, as_data, position_of
from kb.model import Case, CaseHead, Problem, Section


@dataclass(frozen=True, eq=False)
class CaseFile:
    """One file under cases/: where it is, what it says with places, and its case when the front matter makes one."""

    path: Path
    shown: str
    content_hash: str
    problems: tuple[Problem, ...] = ()
    case: Case | None = None
    head: Entries | None = None
    body: str = ""
    body_line: int = 1
    sections: tuple[Section, ...] = ()

    @property
    def id(self) -> str:
        """Return the id the file ought to have: its name."""
        return self.path.stem

    def position(self, *path: str | int) -> Position:
        """Return where a value of the front matter stands: ``position("claims", 0, "text")``."""
        return position_of(self.head, path)


def read_case(path: Path, shown: str, labels: Labels | None) -> CaseFile:
    """Read a case; faults are in ``problems``, which name the file as ``shown``."""
    problems = Problems(shown)
    text = read_text(path, problems, within=path.parent)
    if text is None:
        return CaseFile(path, shown, "", tuple(problems.found))
    return case_of(text, path, labels, problems)


def case_of(text: str, path: Path, labels: Labels | None, problems: Problems) -> CaseFile:
    """Return what a file of this name says whose text is at hand; ``problems`` holds what was found so far."""
    shown = problems.path
    content_hash = hashlib.sha256(text.encode("utf-8")).hexdigest()
    parts = split(text, problems)
    if parts is None:
        return CaseFile(path, shown, content_hash, tuple(problems.found))
    sections = sections_of(parts.body, parts.body_line)
    head = read_head(parts, problems)
    case = None
    if head is not None:
        data = as_data(head)
        if labels is not None:
            write_labels(data, head, labels, problems)
        fields = read_model(CaseHead, head, problems, data=data)
        if fields is not None:
            case = Case.model_construct(**dict(fields), body=parts.body, sections=sections)
    return CaseFile(path, shown, content_hash, tuple(problems.found), case, head, parts.body, parts.body_line, sections)
