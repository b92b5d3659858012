"""Split a case file into its front matter and its body, strictly, and keep the line numbers of both."""

import re
from typing import NamedTuple

from kb.content.problems import Problems
from kb.content.yaml_nodes import Entries, Position
from kb.content.yaml_reader import read_yaml

MAX_CHARACTERS = 1 << 16
FENCE = "---"

_FENCE_LINE = re.compile(rf"^{FENCE} *$", re.MULTILINE)
_HEADING_LINE = re.compile(r"^#+ ", re.MULTILINE)


class FrontMatter(NamedTuple):
    """The two parts of a case file; ``body_line`` is the line of the file on which ``body`` starts."""

    head: str
    body: str
    body_line: int

    @property
    def text(self) -> str:
        """Return the file that has these parts."""
        return f"{FENCE}\n{self.head}\n{FENCE}\n{self.body}"


def split(text: str, problems: Problems) -> FrontMatter | None:
    """Return both parts, or None when a fence is missing."""
    opening = _FENCE_LINE.match(text)
    if opening is None:
        problems.add("KB101")
        return None
    if closing := _FENCE_LINE.search(text, opening.end() + 1):
        head = text[opening.end() + 1 : max(opening.end() + 1, closing.start() - 1)]
        return FrontMatter(head, text[closing.end() + 1 :], text.count("\n", 0, closing.start()) + 2)
    heading = _HEADING_LINE.search(text)
    end = text.count("\n", 0, heading.start() if heading else len(text))
    problems.add("KB102", Position(end + 1, 1))
    return None


def read_head(parts: FrontMatter, problems: Problems) -> Entries | None:
    """Return the front matter's keys and values, or None when they cannot be read."""
    if len(parts.head) > MAX_CHARACTERS:
        problems.add("KB112.head", Position(2, 1), most=MAX_CHARACTERS)
        return None
    node = read_yaml(parts.head, problems, first_line=2)
    if isinstance(node, Entries):
        return node
    if not any(problem.severity == "error" for problem in problems.found):
        problems.add("KB114.head", node.position if node else Position(2, 1))
    return None
