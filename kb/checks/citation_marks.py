"""Find what a body points to: citation marks, links, HTML; code spans are left out of all of them."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from kb.content.body import leaves_of, without_code
from kb.content.case_reader import CaseFile
from kb.content.markdown_blocks import Block
from kb.content.yaml_nodes import Position, Scalar, scalars
from kb.model import CITING_FIELDS

#: 〔source-id，locator〕. A year in these brackets is part of a document number, and Chinese words are ordinary text.
ANY_MARK = re.compile(r"〔(?P<inside>(?!\d{4}〕)[A-Za-z0-9](?:[^〔〕\n]|\n(?![ \t]*\n))*)〕")
INSIDE = re.compile(r"(?P<source>[a-z0-9]+(?:-[a-z0-9]+)*)，(?P<locator>[^，\s][^〔〕]*)")
#: The same in brackets or with a comma that other habits suggest; only a registered source makes it a citation.
NEARLY = re.compile(r"[\[【(（〔](?P<source>[a-z0-9]+(?:-[a-z0-9]+)+)\s*[,，、;；][^\[\]【】()（）〔〕\n]*[\]】)）〕]")


class Mark(NamedTuple):
    """One citation in a body; ``source`` is None when the mark is malformed."""

    text: str
    position: Position
    source: Scalar | None


class Body:
    """A body with its code blanked out, and the place in the file of every character."""

    def __init__(self, file: CaseFile) -> None:
        self._body = file.body
        self.text = without_code(file.body)
        self._first_line = file.body_line
        self._starts = [0, *(match.end() for match in re.finditer("\n", self.text))]

    def position(self, offset: int) -> Position:
        """Return where a character stands in the file."""
        row = bisect_right(self._starts, offset) - 1
        return Position(row + self._first_line, offset - self._starts[row] + 1)

    def blocks(self) -> Iterator[tuple[int, str, Block]]:
        """Yield offset and lines of each paragraph, heading and table, code blanked out."""
        ends = [*self._starts[1:], len(self.text) + 1]
        for block in leaves_of(self._body):
            if block.kind in ("paragraph", "heading", "table"):
                start = self._starts[block.row]
                yield start, self.text[start : ends[block.end - 1] - 1], block


@lru_cache(maxsize=4)
def body_of(file: CaseFile) -> Body:
    """Return the body of a file; the checks of one file run one after the other and share it."""
    return Body(file)


@lru_cache(maxsize=8)
def citations_in(file: CaseFile, known: frozenset[str] = frozenset()) -> tuple[Mark, ...]:
    """Return the citation marks of a body in order; ``known`` sources are also found in the wrong brackets."""
    body = body_of(file)
    found = []
    for match in ANY_MARK.finditer(body.text):
        inside = INSIDE.fullmatch(match["inside"])
        at = body.position(match.start())
        source = Scalar(inside["source"], body.position(match.start("inside"))) if inside else None
        found.append(Mark(match[0], at, source))
    proper = {mark.position for mark in found}
    for match in NEARLY.finditer(body.text) if known else ():
        at = body.position(match.start())
        if match["source"] in known and at not in proper:
            found.append(Mark(match[0], at, None))
    return tuple(sorted(found, key=lambda mark: mark.position))


def cited_in(file: CaseFile) -> Iterator[Scalar]:
    """Yield the id of a source wherever a case cites one, in the order of the file."""
    in_head = (value for part in CITING_FIELDS for value in scalars(file.head, part, "source"))
    yield from sorted(in_head, key=lambda value: value.position)
    yield from (mark.source for mark in citations_in(file) if mark.source)
