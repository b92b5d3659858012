"""Say of each case what a workshop's pack may show; ``workshop/<code>.js`` hands it over.

The code of an old id answers with the case as it is now, that of a withdrawn one with its title only, so that an
address once shared says what became of it.
"""

import base64
from dataclasses import dataclass
from functools import cached_property

from kb.citation import Library, Reference, paragraph_anchors, reference_of_part, reference_of_source
from kb.citation.case_references import VERSION_LENGTH
from kb.citation.reference_list import case_reference
from kb.model import Case, Corpus
from kb.publish.view.catalogue import Catalogue
from kb.publish.view.qr import qr_svg
from kb.publish.view.structured_data import LIBRARY
from kb.publish.workshop.handout_parts import ROWS, CaseAddress, cells_of, evidence_words, passages_of, sheet_of
from kb.publish.workshop.references import ACCESSED, open_references
from kb.publish.workshop.short_ids import code_of, codes_of
from kb.publish.workshop.slides import slide_of
from kb.publish.workshop.tree import Element, Tree, json_of
from kb.publish.workshop.worksheet import worksheet_of

#: Lists whose terms have discussion questions, and the field of a case that names them.
_ASKED = (("problems", "problem"), ("models", "model"))


@dataclass(frozen=True)
class Ask:
    """The discussion questions on one term."""

    key: str
    questions: tuple[str, ...]


@dataclass(frozen=True)
class WorkshopCase:
    """Everything a pack may show of one case."""

    case: Case
    catalogue: Catalogue
    library: Library

    @property
    def content_hash(self) -> str:
        """Return the hash of the case's file."""
        return self.catalogue.corpus.content_hashes.get(self.case.id, "")

    @property
    def short(self) -> str:
        """Return the part of the title that names the case."""
        return self.case.title.split("：")[0].strip() or self.case.title

    @cached_property
    def place(self) -> CaseAddress:
        """Return where the case is found."""
        address = self.reference().url
        return CaseAddress(address, _picture(qr_svg(address)) if address else "", self.content_hash[:VERSION_LENGTH])

    @cached_property
    def sheet(self) -> Element:
        """Return the page that sums the case up."""
        return sheet_of(self.case, self.catalogue, self.place)

    @cached_property
    def slide(self) -> Element:
        """Return the slide."""
        return slide_of(self.case, self.catalogue, self.place)

    @cached_property
    def worksheet(self) -> Element:
        """Return the worksheet."""
        return worksheet_of(self.case, self.place)

    @cached_property
    def cells(self) -> tuple[tuple[str, Tree], ...]:
        """Return the named cells of the case's column in the comparison."""
        return tuple(zip(ROWS, cells_of(self.case, self.catalogue), strict=True))

    @cached_property
    def passages(self) -> dict[str, Element]:
        """Return what can be quoted, by anchor."""
        return passages_of(self.case, self.catalogue, self.place)

    @cached_property
    def places(self) -> dict[str, str]:
        """Say in words where each passage stands."""
        claims = {f"claim-{number}": f"事实陈述 {number}" for number, _ in enumerate(self.case.claims, start=1)}
        return claims | {one.id: one.locator for one in paragraph_anchors(self.case.sections)}

    @property
    def evidence(self) -> str:
        """Return the step of the evidence ladder in words."""
        return evidence_words(self.case, self.catalogue)

    @property
    def asks(self) -> tuple[Ask, ...]:
        """Return the questions on the case's problems and models."""
        questions = self.catalogue.corpus.questions
        if questions is None:
            return ()
        return tuple(
            Ask(f"{family}/{label}", tuple(questions.on(family, label)))
            for family, field in _ASKED
            for label in getattr(self.case, field)
        )

    def reference(self, anchor: str = "", *, accessed: str = "") -> Reference:
        """Return the case or a passage of it as a reference."""
        whole = case_reference(self.case, self.content_hash, self.library, accessed=accessed)
        return reference_of_part(whole, anchor, "") if anchor else whole

    def told(self) -> dict[str, object]:
        """Return what the page gets."""
        names = {self.place.qr: f"qr:{self.case.id}"} if self.place.qr else {}
        return {
            "id": self.case.id,
            "code": code_of(self.case.id),
            "title": self.case.title,
            "short": self.short,
            "evidence": self.evidence,
            "qr": self.place.qr,
            "sheet": json_of(self.sheet, names),
            "slide": json_of(self.slide, names),
            "worksheet": json_of(self.worksheet, names),
            "cells": [[name, json_of(cell)] for name, cell in self.cells],
            "asks": [[ask.key, list(ask.questions)] for ask in self.asks],
            "passages": {anchor: [self.places[anchor], json_of(passage)] for anchor, passage in self.passages.items()},
            "references": open_references(self.case, self.reference(accessed=ACCESSED), self.catalogue.corpus.sources),
        }


def _picture(svg: str) -> str:
    """Return a drawing as an address, so that it stands in one file with the rest."""
    if "xmlns" not in svg:
        svg = svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode('utf-8')).decode('ascii')}"


class Workshop:
    """The cases of a catalogue as packs show them."""

    def __init__(self, catalogue: Catalogue, site_url: str | None) -> None:
        self._catalogue = catalogue
        self.library = Library(LIBRARY, LIBRARY, site_url or "")

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the ids of all published cases."""
        return tuple(self._catalogue.case_by_id)

    def case(self, name: str) -> WorkshopCase | None:
        """Return a published case by its id, or by one it had before."""
        name = self._catalogue.corpus.moved.get(name, name)
        case = self._catalogue.case_by_id.get(name)
        return WorkshopCase(case, self._catalogue, self.library) if case else None

    def source(self, name: str) -> Reference:
        """Return a source as a reference."""
        return reference_of_source(self._catalogue.corpus.sources[name])


def workshop_codes(corpus: Corpus) -> dict[str, str]:
    """Return code → id of every case that a workshop's address may name, withdrawn ones and old ids among them."""
    return codes_of([case.id for case in (*corpus.cases, *corpus.withdrawn)], corpus.moved)
