"""Keep of each case the little that checks across cases need, so that the rest need not be read again."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from kb.checks.body_text import body_of, citations_in
from kb.checks.link_targets import path_in, targets_in
from kb.content.case_reader import CaseFile
from kb.content.controlled import fold
from kb.content.nodes import Position, scalars

_CITING = ("sources", "claims", "cost", "prerequisites", "steps", "enabling", "constraints")
#: A shingle starts after one of these common characters, so that the same words start the same shingles everywhere.
_SHINGLES = re.compile(r"(?<=[的在是了和有不一，。、])(?=(.{8}))")
_SKETCH = 40


@dataclass(frozen=True)
class CaseNote:
    """One case file as others see it; ``ids`` and ``links`` to other cases come with their lines and columns."""

    name: str
    shown: str
    ids: tuple[tuple[str, int, int], ...]
    title: str
    unit: str
    models: tuple[str, ...]
    status: str
    related: tuple[str, ...]
    cited: tuple[str, ...]
    links: tuple[tuple[str, int, int], ...]
    sketch: tuple[int, ...]
    unit_at: tuple[int, int]
    body_line: int


def note_of(file: CaseFile) -> CaseNote:
    """Return what other cases need to know of this one."""
    head = file.head
    cited = {value.text for part in _CITING for value in scalars(head, part, "source")}
    cited |= {mark.source.text for mark in citations_in(file) if mark.source}
    case = file.case
    at: Position = file.position("unit", "name")
    return CaseNote(
        name=file.id,
        shown=file.shown,
        ids=tuple((value.text, *value.position) for value in scalars(head, "id")),
        title=case.title if case else "",
        unit=fold(case.unit.name) if case else "",
        models=case.model if case else (),
        status=case.review.status if case else "",
        related=tuple(value.text for value in scalars(head, "related")),
        cited=tuple(sorted(cited)),
        links=tuple(_links_of(file)),
        sketch=sketch_of(file.body),
        unit_at=(at.line, at.column),
        body_line=file.body_line,
    )


def _links_of(file: CaseFile) -> Iterator[tuple[str, int, int]]:
    if "](" not in file.body and "]:" not in file.body:
        return
    body = body_of(file)
    for offset, target, _ in targets_in(body):
        name = path_in(target)
        if name and name.endswith(".md") and "/" not in name:
            yield (name.removesuffix(".md"), *body.position(offset))


def sketch_of(text: str) -> tuple[int, ...]:
    """Return the smallest hashes of a text's shingles; texts share them in the measure they share wording."""
    plain = re.sub(r"〔[^〔〕\n]*〕|[\s#*]", "", text)
    hashes = {zlib.crc32(shingle.encode("utf-8", "surrogatepass")) for shingle in _SHINGLES.findall(plain)}
    return tuple(sorted(hashes)[:_SKETCH])
