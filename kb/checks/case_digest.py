"""Keep of each case the little that checks across cases need, so that the rest need not be read again."""

import re
import zlib
from array import array
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kb.checks.citation_marks import body_of, cited_in
from kb.checks.link_targets import path_in, targets_in
from kb.content.case_reader import CaseFile
from kb.content.vocabulary_fields import fold
from kb.content.yaml_nodes import Position, Scalar, scalars

#: A shingle starts after one of these common characters, so that the same words start the same shingles everywhere.
_SHINGLES = re.compile(r"(?<=[的在是了和有不一，。、])(?=(.{8}))")
_SKETCH = 40


class CaseDigest(NamedTuple):
    """One case file as others see it.

    A check among ten thousand cases makes as many: so it is a tuple, and ``sketch`` the bytes of 32-bit numbers.
    """

    name: str
    shown: str
    content_hash: str
    ids: Sequence[Scalar]
    title: str
    unit: str
    models: Sequence[str]
    status: str
    related: Sequence[str]
    cited: Sequence[str]
    new_sources: Sequence[Scalar]
    links: Sequence[Scalar]
    sketch: bytes
    unit_at: Position
    body_line: int

    @property
    def called(self) -> set[str]:
        """Return what the case can be called: its file's name, and the id in its head when that makes a case."""
        return {self.name, *(value.text for value in self.ids if self.title)}


def digest_of(file: CaseFile) -> CaseDigest:
    """Return what other cases need to know of this one."""
    head, case = file.head, file.case
    return CaseDigest(
        name=file.id,
        shown=file.shown,
        content_hash=file.content_hash,
        ids=tuple(scalars(head, "id")),
        title=case.title if case else "",
        unit=fold(case.unit.name) if case else "",
        models=case.model if case else (),
        status=case.review.status if case else "",
        related=tuple(value.text for value in scalars(head, "related")),
        cited=sorted({value.text for value in cited_in(file)}),
        new_sources=tuple(scalars(head, "new_sources", "id")),
        links=tuple(_links_of(file)),
        sketch=sketch_of(file.body),
        unit_at=file.position("unit", "name"),
        body_line=file.body_line,
    )


def _links_of(file: CaseFile) -> Iterator[Scalar]:
    if "](" not in file.body and "]:" not in file.body:
        return
    body = body_of(file)
    for offset, target, _ in targets_in(body):
        name = path_in(target)
        if name and name.endswith(".md") and "/" not in name:
            yield Scalar(name.removesuffix(".md"), body.position(offset))


def sketch_of(text: str) -> bytes:
    """Return the smallest hashes of a text's shingles; texts share them in the measure they share wording."""
    plain = re.sub(r"〔[^〔〕\n]*〕|[\s#*]", "", text)
    hashes = {zlib.crc32(shingle.encode("utf-8", "surrogatepass")) for shingle in _SHINGLES.findall(plain)}
    return array("I", sorted(hashes)[:_SKETCH]).tobytes()
