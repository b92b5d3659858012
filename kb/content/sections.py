"""Divide a body into its headed sections."""

import re

from kb.model import Section

_HASHES = re.compile(r"^#[^\n]*", re.MULTILINE)
_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*\s*$")


def headings(body: str, first_line: int) -> tuple[tuple[int, str, int], ...]:
    """Return level, text and line of every heading."""
    found = []
    number, counted = first_line, 0
    for line in _HASHES.finditer(body):
        if match := _HEADING.match(line[0]):
            number, counted = number + body.count("\n", counted, line.start()), line.start()
            found.append((len(match[1]), match[2], number))
    return tuple(found)


def sections_of(body: str, first_line: int) -> tuple[Section, ...]:
    """Return the parts under second-level headings; what stands before the first one belongs to none."""
    lines = body.split("\n")
    starts = [(text, line) for level, text, line in headings(body, first_line) if level == 2 and text]
    ends = [*(line for _, line in starts), first_line + len(lines)][1:]
    return tuple(
        Section(heading=text, line=line, text="\n".join(lines[line - first_line + 1 : end - first_line]).strip("\n"))
        for (text, line), end in zip(starts, ends, strict=True)
    )
