"""Make the Word and PowerPoint files of each case and each collection, and the table of all cases for Excel.

The libraries that write them take a while to import, so that a build which makes none of these anew does without.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from kb.citation.style import Style
from kb.model import Case, Collection
from kb.publish.core.artifact import Artifact
from kb.publish.core.fingerprints import Fingerprints
from kb.publish.core.lookup import Lookup
from kb.publish.core.options import SiteOptions
from kb.publish.exports.documents import manuscript_of
from kb.publish.exports.documents.blocks import Block, Item, Paragraph, words
from kb.publish.exports.slides.deck import deck_of
from kb.publish.exports.slides.questions import chosen_questions
from kb.publish.view.catalogue import Catalogue
from kb.publish.view.citation_panel import reference_at


class OfficeFiles:
    """The files of a catalogue; none is made before it is asked for."""

    def __init__(self, catalogue: Catalogue, options: SiteOptions, fingerprints: Fingerprints) -> None:
        self._catalogue = catalogue
        self._options = options
        self._fingerprints = fingerprints

    def artifacts(self, fingerprint: str) -> Iterator[Artifact]:
        """Yield them all; ``fingerprint`` names all that editors wrote."""
        by_id = self._catalogue.case_by_id
        for case in self._catalogue.cases:
            yield from self._files(f"cases/{case.id}", case.title, (case,), ())
        for name, collection in self._catalogue.corpus.collections.items():
            cases = tuple(by_id[one.case] for one in collection.cases if one.case in by_id)
            yield from self._files(f"collections/{name}", collection.title, cases, _aims(collection, cases))
        yield Artifact("cases.xlsx", fingerprint, partial(_table, self._catalogue, self._options.root))

    def _files(self, name: str, title: str, cases: Sequence[Case], aims: Sequence[str]) -> Iterator[Artifact]:
        asked = chosen_questions(cases, self._catalogue.corpus.questions)
        given = (title, cases, aims)
        here = (self._catalogue, self._options.site_url)
        fingerprint = self._fingerprints.of
        yield Artifact(f"{name}.docx", fingerprint("word", *given), partial(_word, *given, *here))
        slides = partial(_slides, *given, asked, *here)
        yield Artifact(f"{name}.pptx", fingerprint("slides", *given, asked), slides)


def _aims(collection: Collection, cases: Sequence[Case]) -> tuple[str, ...]:
    """Return what a collection is for, then why each case is in it."""
    why = {one.case: one.why for one in collection.cases}
    return (collection.purpose, *(f"{case.title}：{why[case.id]}" for case in cases))


def _word(title: str, cases: Sequence[Case], aims: Sequence[str], lookup: Lookup, site_url: str | None) -> bytes:
    from kb.publish.exports.documents.word import render_word

    chosen = [(case, reference_at(case, lookup, site_url)) for case in cases]
    manuscript = manuscript_of(title, chosen, lookup, Style.GB_2025)
    return render_word(replace(manuscript, blocks=(*_opening(aims), *manuscript.blocks)))


def _opening(aims: Sequence[str]) -> Iterator[Block]:
    for number, aim in enumerate(aims):
        yield Item(words(aim), number=number) if number else Paragraph(words(aim))


def _slides(
    title: str, cases: Sequence[Case], aims: Sequence[str], asked: Sequence[str], lookup: Lookup, site_url: str | None
) -> bytes:
    from kb.publish.exports.slides.powerpoint import render_powerpoint

    chosen = [(case, reference_at(case, lookup, site_url)) for case in cases]
    deck = deck_of(title, chosen, lookup, asked, Style.GB_2025)
    cover = replace(deck.slides[0], notes=tuple(aims))
    return render_powerpoint(replace(deck, slides=(cover, *deck.slides[1:])))


def _table(catalogue: Catalogue, root: str) -> bytes:
    from kb.publish.exports.excel import cases_excel

    return cases_excel(catalogue.cases, catalogue, root)
