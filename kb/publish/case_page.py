"""Render the page of one case."""

from dataclasses import dataclass

from markupsafe import Markup

from kb.model import Case, Mechanism
from kb.publish.body import BodyRenderer
from kb.publish.catalogue import Catalogue
from kb.publish.completeness import completeness_of
from kb.publish.frame import Frame, Page
from kb.publish.notes import Notes
from kb.publish.related import related_cases

#: Body heading → its permanent anchor.
_ANCHORS = {
    "背景与问题": "background",
    "做法": "practice",
    "成效与证据": "evidence",
    "复制条件（编者分析）": "replication",
    "待补证据": "gaps",
}

_ROLES = ("invest", "build", "operate", "own", "pay")


@dataclass(frozen=True)
class _Section:
    heading: str
    anchor: str
    html: Markup
    is_analysis: bool


@dataclass(frozen=True)
class _Role:
    title: str
    actors: tuple[str, ...]


def render_case(case: Case, catalogue: Catalogue, frame: Frame, body: BodyRenderer) -> Page:
    """Return the case's page at its permanent address."""
    notes = Notes.of_case(case, catalogue.corpus.sources)
    uri = f"cases/{case.id}.html"
    return frame.page(
        uri,
        "case.html",
        title=case.title,
        description=case.summary,
        date=case.review.date,
        case=case,
        level=catalogue.vocabulary.evidence(case.evidence),
        ladder_terms=catalogue.vocabulary.evidence_levels,
        sections=_render_sections(case, notes, body),
        roles=[_Role(str(Mechanism.model_fields[name].title), getattr(case.mechanism, name)) for name in _ROLES],
        actor_labels=[term.label for term in catalogue.vocabulary.mechanism_actors],
        completeness=completeness_of(case),
        related=related_cases(case, catalogue),
        notes=notes,
        edit_url=frame.options.edit_address(f"cases/{case.id}.md"),
    )


def _render_sections(case: Case, notes: Notes, body: BodyRenderer) -> list[_Section]:
    sections = []
    for number, section in enumerate(case.sections, start=1):
        anchor = _ANCHORS.get(section.heading, f"section-{number}")
        html = body.render(section.text, notes, anchor=anchor)
        sections.append(_Section(section.heading, anchor, html, "编者分析" in section.heading))
    return sections
