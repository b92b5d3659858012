"""Keep of each case the little that checks across cases need, so that the rest need not be read again."""

import re
import zlib
from dataclasses import dataclass

from kb.checks.body_text import citations_in
from kb.content.case_reader import CaseFile
from kb.content.controlled import fold
from kb.content.nodes import Position, scalars

_CITING = ("sources", "claims", "cost", "prerequisites", "steps", "enabling", "constraints")
#: A shingle starts after one of these common characters, so that the same words start the same shingles everywhere.
_SHINGLES = re.compile(r"(?<=[的在是了和有不一，。、])(?=(.{8}))")
_SKETCH = 40


@dataclass(frozen=True)
class CaseNote:
    """One case file as other cases see it; ``ids`` are its values of ``id`` with their lines and columns."""

    name: str
    shown: str
    ids: tuple[tuple[str, int, int], ...]
    title: str
    unit: str
    models: tuple[str, ...]
    status: str
    related: tuple[str, ...]
    cited: tuple[str, ...]
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
        sketch=sketch_of(file.body),
        unit_at=(at.line, at.column),
        body_line=file.body_line,
    )


def sketch_of(text: str) -> tuple[int, ...]:
    """Return the smallest hashes of a text's shingles; texts share them in the measure they share wording."""
    plain = re.sub(r"〔[^〔〕\n]*〕|[\s#*]", "", text)
    hashes = {zlib.crc32(shingle.encode("utf-8", "surrogatepass")) for shingle in _SHINGLES.findall(plain)}
    return tuple(sorted(hashes)[:_SKETCH])
