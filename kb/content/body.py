"""Read the Markdown body of a case: its sections, and the sources each of them cites."""

import re
from collections.abc import Iterator

from kb.model import Citation, Section

#: A citation in running text, 〔source-id，locator〕. A bare year, 〔2014〕, is part of a document number.
CITATION = r"〔(?![0-9-]+〕)([a-z0-9]+(?:-[a-z0-9]+)*)(?:，([^〔〕]*))?〕"

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
    sections = []
    for (heading, line), end in zip(starts, ends, strict=True):
        text = "\n".join(lines[line - first_line + 1 : end - first_line]).strip("\n")
        sections.append(Section(heading=heading, line=line, text=text, marks=tuple(citations_in(text))))
    return tuple(sections)


def citations_in(text: str) -> Iterator[Citation]:
    """Yield the citations of a text in order; what stands in code cites nothing."""
    if "〔" in text:
        for match in re.finditer(CITATION, without_code(text)):
            yield Citation.model_construct(source=match[1], locator=(match[2] or "").strip() or None)


def without_code(text: str) -> str:
    """Blank out code spans, so that offsets stay; a span ends with its paragraph, as Markdown has it."""
    if "`" not in text:
        return text
    parts = []
    for paragraph in re.split(r"(\n[ ]*\n)", text):
        parts.append(_blank_spans(paragraph) if "`" in paragraph else paragraph)
    return "".join(parts)


def _blank_spans(paragraph: str) -> str:
    runs = [match.span() for match in re.finditer(r"(?<!\\)`+", paragraph)]
    waiting: dict[int, list[int]] = {}
    for number, (start, end) in reversed(list(enumerate(runs))):
        waiting.setdefault(end - start, []).append(number)
    out, done, number = [], 0, 0
    while number < len(runs):
        start, end = runs[number]
        same = waiting[end - start]
        while same and same[-1] <= number:
            same.pop()
        if same:
            close = runs[same[-1]][1]
            out.append(paragraph[done:start] + re.sub(r"[^\n]", " ", paragraph[start:close]))
            done, number = close, same[-1]
        number += 1
    return "".join(out) + paragraph[done:]
