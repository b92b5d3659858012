"""Read cases/ids.txt, which remembers every id ever published, so that no address is given to another case.

One id a line; ``old -> new`` for a renamed case, ``old -`` for one that is gone; ``#`` starts a remark.
"""

import os
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from kb.content.problems import Problems
from kb.content.text_file import read_text
from kb.content.yaml_nodes import Position
from kb.model import Problem
from kb.model.base import is_slug

ID_REGISTRY = "ids.txt"
GONE = "-"

_LINE = re.compile(r"(?P<id>[a-z0-9]+(?:-[a-z0-9]+)*)(?:[ ]+->[ ]+(?P<new>[a-z0-9]+(?:-[a-z0-9]+)*)|[ ]+(?P<gone>-))?")


@dataclass(frozen=True)
class IdRegistry:
    """Every id with its line; ``moved`` says where a renamed one went, or that it is gone."""

    shown: str
    lines: dict[str, int] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def target(self, old: str) -> str | None:
        """Return the id that a renamed one has now, through however many changes of name."""
        seen: set[str] = set()
        while old in self.moved and old not in seen:
            seen.add(old)
            old = self.moved[old]
        return None if old == GONE or old in self.moved else old

    def moved_to(self, present: Collection[str]) -> dict[str, str]:
        """Return old ids with the cases that have them now."""
        return {old: new for old in self.moved if (new := self.target(old)) and new in present}


def read_id_registry(path: Path, shown: str) -> IdRegistry:
    """Read the registry; where there is none, it is empty."""
    if not os.path.lexists(path):
        return IdRegistry(shown)
    problems = Problems(shown)
    return parse_id_registry(read_text(path, problems, within=path.parent) or "", problems)


def parse_id_registry(text: str, problems: Problems) -> IdRegistry:
    """Return the registry that a text holds."""
    lines: dict[str, int] = {}
    moved: dict[str, str] = {}
    for number, line in enumerate(text.split("\n"), 1):
        said = line.split("#")[0].strip()
        if not said:
            continue
        match = _LINE.fullmatch(said)
        if match is None:
            problems.add("KB310", Position(number, 1))
        elif not is_slug(match["id"]) or match["id"] == "index":
            problems.add("KB310.name", Position(number, 1), value=match["id"])
        elif match["id"] in lines:
            problems.add("KB310.twice", Position(number, 1), value=match["id"], line=lines[match["id"]])
        else:
            lines[match["id"]] = number
            if after := match["new"] or match["gone"]:
                moved[match["id"]] = after
    return IdRegistry(problems.path, lines, moved, tuple(problems.found))
