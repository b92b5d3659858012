"""Divide a body into its headed sections."""

import re

from kb.model import Section

_HASHES = re.compile(r"^#[^\n]*", re.MULTILINE)
#: The level of the five headings of a body.
SECTION_LEVEL = 2
_DEEPEST = 6
#: A body has five; a file made to be heavy has eighty thousand.
_MOST = 1000


def heading_of(line: str) -> tuple[int, str] | None:
    """Return level and text of a heading line; in steps, as a pattern for it all takes the square of a long line."""
    level = len(line) - len(line.lstrip("#"))
    if not 1 <= level <= _DEEPEST or not line[level : level + 1].isspace():
        return None
    return level, line.strip().rstrip("#").rstrip()[level:].lstrip()


def headings(body: str, first_line: int) -> tuple[tuple[int, str, int], ...]:
    """Return level, text and line of every heading."""
    found = []
    number, counted = first_line, 0
    for line in _HASHES.finditer(body):
        if heading := heading_of(line[0]):
            number, counted = number + body.count("\n", counted, line.start()), line.start()
            found.append((*heading, number))
    return tuple(found)


def sections_of(body: str, first_line: int) -> tuple[Section, ...]:
    """Return the parts under second-level headings; what stands before the first one belongs to none."""
    lines = body.split("\n")
    starts = [(text, line) for level, text, line in headings(body, first_line) if level == SECTION_LEVEL and text][
        :_MOST
    ]
    ends = [*(line for _, line in starts), first_line + len(lines)][1:]
    return tuple(
        Section(heading=text, line=line, text="\n".join(lines[line - first_line + 1 : end - first_line]).strip("\n"))
        for (text, line), end in zip(starts, ends, strict=True)
    )
