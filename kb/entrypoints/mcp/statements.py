"""Say what a case says together with where it stands and how hard the evidence is: neither is had without the other."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kb.citation.paragraph_anchors import section_anchors
from kb.citation.reference import reference_of_source
from kb.citation.style import Style, render_entry
from kb.entrypoints.mcp.answers import CaseHead, FactAnswer, Place, SectionAnswer, SourceAnswer, Statement, Voice
from kb.model import BODY_SECTIONS, UNKNOWN, Case, Section, Source
from kb.model.facts import Fact, Sentence
from kb.publish.exports.wording import wording
from kb.publish.view.catalogue import Catalogue, place_of
from kb.publish.view.citation_panel import reference_at
from kb.publish.view.claims import date_in_words
from kb.publish.view.completeness import completeness_of
from kb.publish.view.fact_words import Said, fact_in_words, where_said
from kb.publish.view.markdown import ANALYSIS_OPENING

EDITORS = "编者的话，没有来源"

#: Those of a document's number, 财预〔2017〕87号, are no place.
_BRACKET = re.compile(r"〔([0-9-]+)〕|[〔〕]")


def level_in_words(level: int, catalogue: Catalogue) -> str:
    """Say how hard the evidence is."""
    return f"{level} 级（{catalogue.vocabulary.evidence(level).label}{'，未经评估' if level < 2 else ''}）"


def statement(
    words: str,
    said: Iterable[Said],
    sources: Mapping[str, Source],
    *,
    evidence: str,
    cite_as: str = "",
    note: str = "",
    editors: str = EDITORS,
) -> Statement:
    """Return words with their places at the end; without any they are the editors' own, called ``editors``."""
    places = _places(said, sources)
    where = "；".join(f"据{_named(sources[one.source])}，{harmless(one.locator)}" for one in places) or editors
    voice: Voice = "来源" if places else "编者"
    return _statement(harmless(words), voice, places, (where, note), evidence, cite_as)


def _statement(
    words: str, voice: Voice, places: tuple[Place, ...], ending: Iterable[str], evidence: str, cite_as: str
) -> Statement:
    closing = "；".join((*filter(None, ending), f"证据：{evidence}"))
    said = f"{words}〔{closing}〕"
    return Statement(statement=said, said_by=voice, sources=places, evidence=evidence, cite_as=cite_as)


def _places(said: Iterable[Said], sources: Mapping[str, Source]) -> tuple[Place, ...]:
    known = ((sources[name], locator) for name, locator in dict.fromkeys(said) if name in sources)
    return tuple(
        Place(source=one.id, title=one.title, tier=one.tier, locator=locator or UNKNOWN) for one, locator in known
    )


def _named(source: Source) -> str:
    return harmless(source.quoted_title)


def harmless(words: str) -> str:
    """Leave the brackets of places to us: nobody's words can end with a place or a level of their own making."""
    return _BRACKET.sub(lambda found: found[0] if found[1] else "［］"[found[0] == "〕"], words)


def source_answer(source: Source) -> SourceAnswer:
    """Return a source as it is cited."""
    entry = render_entry(reference_of_source(source), Style.GB_2025)
    return SourceAnswer(id=source.id, citation=entry, tier=source.tier, url=source.url or UNKNOWN)


@dataclass(frozen=True)
class CaseStatements:
    """What one case says, in statements."""

    case: Case
    catalogue: Catalogue
    site_url: str = ""

    @property
    def evidence(self) -> str:
        """Say how hard the evidence of the case is."""
        return level_in_words(self.case.evidence, self.catalogue)

    def head(self) -> CaseHead:
        """Return what has to be known before anything is quoted."""
        case = self.case
        reference = reference_at(case, self.catalogue, self.site_url)
        return CaseHead(
            id=case.id,
            title=case.title,
            address=reference.url or f"cases/{case.id}.html",
            citation=render_entry(reference, Style.GB_2025),
            evidence=self.evidence,
            unit=f"{case.unit.name}（{case.unit.type}）",
            place=place_of(case.region).full_name,
            practice=f"{case.practice.status}（截至 {case.practice.as_of}）",
            review=f"{case.review.date} {case.review.status}",
            summary=self._said(case.summary, (), cite_as=case.id, editors="编者写的摘要"),
            unknown=completeness_of(case).gaps,
        )

    def fact(self, fact: Fact) -> FactAnswer:
        """Return a fact, known or not."""
        is_known = fact.known(self.case) is not None
        unknown = _statement(f"{fact.label}：{UNKNOWN}", "未知", (), ("来源没有写",), self.evidence, "")
        said = tuple(self._statements(fact)) if is_known else (unknown,)
        return FactAnswer(key=fact.key, label=fact.label, is_known=is_known, statements=said)

    def body(self) -> tuple[SectionAnswer, ...]:
        """Return the body by its paragraphs, with the places of sources where the text has them."""
        sections = enumerate(self.case.sections, start=1)
        return tuple(
            SectionAnswer(heading=section.heading, statements=tuple(self._paragraphs(section, number)))
            for number, section in sections
        )

    def sources(self) -> tuple[SourceAnswer, ...]:
        """Return all sources that the case cites."""
        known = self.catalogue.sources
        return tuple(source_answer(known[name]) for name in self.case.cited_sources() if name in known)

    def of_place(self, anchor: str) -> tuple[Statement, ...]:
        """Return what a claim or a paragraph says by its anchor, or what a section does."""
        named = f"{self.case.id}#{anchor}"
        body = (one for section in self.body() for one in section.statements)
        exact = tuple(one for one in (*self._claims(), *body) if one.cite_as == named)
        return exact or tuple(
            one for section in self.body() for one in section.statements if one.cite_as.startswith(f"{named}-p")
        )

    def _paragraphs(self, section: Section, number: int) -> Iterator[Statement]:
        sources = self.catalogue.sources
        for anchor in section_anchors(section, number):
            words, said = "", list[Said]()
            for part in wording(anchor.text, sources.__contains__):
                if isinstance(part, str):
                    words += harmless(part)
                else:
                    name, locator = part
                    said.append((name, locator or None))
                    words += f"〔{_named(sources[name])}，{harmless(locator) or UNKNOWN}〕"
            is_analysis = section.heading == BODY_SECTIONS[3] or anchor.text.startswith(ANALYSIS_OPENING)
            places = _places(said, sources)
            voice: Voice = "来源" if places and not is_analysis else "编者"
            ending = ("" if voice == "来源" else "编者的话", "出处见文中" if places else "没有来源")
            yield _statement(words, voice, places, ending, self.evidence, f"{self.case.id}#{anchor.id}")

    def _claims(self) -> Iterator[Statement]:
        for number, claim in enumerate(self.case.claims, start=1):
            yield self._sentence(claim, f"{self.case.id}#claim-{number}")

    def _statements(self, fact: Fact) -> Iterator[Statement]:
        case = self.case
        if fact.key == "claims":
            yield from self._claims()
        elif listed := fact.statements(case):
            yield from (self._sentence(one, case.id) for one in listed)
        else:
            place = where_said(fact, case)
            words = f"{fact.label}：{fact_in_words(fact, case, self.catalogue.vocabulary)}"
            yield self._said(words, (place,) if place else (), cite_as=case.id, editors="编者著录")

    def _sentence(self, one: Sentence, cite_as: str) -> Statement:
        said = ((one.source, one.locator),) if one.source else ()
        return self._said(one.text, said, cite_as=cite_as, note=date_in_words(one, self.catalogue.sources))

    def _said(
        self, words: str, said: Iterable[Said], *, cite_as: str, note: str = "", editors: str = EDITORS
    ) -> Statement:
        sources, evidence = self.catalogue.sources, self.evidence
        return statement(words, said, sources, evidence=evidence, cite_as=cite_as, note=note, editors=editors)
