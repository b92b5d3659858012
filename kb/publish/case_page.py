"""Render the page of one case."""

from dataclasses import dataclass

from markupsafe import Markup

from kb.citation.anchor import SECTION_ANCHORS, paragraph_anchors, text_hash
from kb.model import Case, Mechanism
from kb.publish.body import BodyRenderer
from kb.publish.catalogue import Catalogue
from kb.publish.claim_groups import group_claims
from kb.publish.completeness import completeness_of
from kb.publish.frame import Frame, HeadFacts, Page
from kb.publish.notes import Notes
from kb.publish.related import related_cases
from kb.publish.structured_data import case_node, dublin_core, script_of
from kb.publish.timeline import timeline_of

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
    sources = catalogue.corpus.sources
    uri = f"cases/{case.id}.html"
    address = frame.address(uri)
    roles = [_Role(str(Mechanism.model_fields[name].title), getattr(case.mechanism, name)) for name in _ROLES]
    return frame.page(
        uri,
        "case.html",
        title=case.title,
        description=case.summary,
        date=case.review.date,
        about=HeadFacts(
            "article",
            dublin_core(case, sources, address),
            script_of(case_node(case, sources, address if frame.options.site_url else None)),
            data_uri=f"cases/{case.id}.json",
        ),
        case=case,
        level=catalogue.vocabulary.evidence(case.evidence),
        ladder_terms=catalogue.vocabulary.evidence_levels,
        sections=_render_sections(case, notes, body),
        roles=roles,
        pay=roles[-1],
        source_title=lambda source: sources[source].title if source in sources else source,
        actor_labels=[term.label for term in catalogue.vocabulary.mechanism_actors],
        completeness=completeness_of(case),
        claim_groups=group_claims(case.claims),
        text_hash=text_hash,
        timeline=timeline_of(case, sources),
        related=related_cases(case, catalogue),
        notes=notes,
        edit_url=frame.options.edit_address(f"cases/{case.id}.md"),
    )


def _render_sections(case: Case, notes: Notes, body: BodyRenderer) -> list[_Section]:
    paragraphs = paragraph_anchors(case.sections)
    sections = []
    for number, section in enumerate(case.sections, start=1):
        anchor = SECTION_ANCHORS.get(section.heading, f"section-{number}")
        own = [paragraph for paragraph in paragraphs if paragraph.section == section.heading]
        html = body.render(section.text, notes, anchor=anchor, paragraphs=own)
        sections.append(_Section(section.heading, anchor, html, "编者分析" in section.heading))
    return sections
