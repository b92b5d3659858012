"""Render the page of one case."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from kb.citation.paragraph_anchors import SECTION_ANCHORS, section_anchors, text_hash
from kb.model import BODY_SECTIONS, Case, Section
from kb.model.facts import facts_in
from kb.publish.core.lookup import Lookup
from kb.publish.core.page import Page
from kb.publish.pages.renderer import PageRenderer
from kb.publish.pages.research import ResearchLine, research_lines
from kb.publish.view.catalogue import Catalogue
from kb.publish.view.citation_panel import citation_panel
from kb.publish.view.claims import date_in_words, group_claims
from kb.publish.view.completeness import completeness_of
from kb.publish.view.drawings.bars import bars_of
from kb.publish.view.drawings.flow import flow_picture
from kb.publish.view.drawings.years import Years
from kb.publish.view.facts import condition_lists
from kb.publish.view.footnotes import Footnotes
from kb.publish.view.formats import full_date
from kb.publish.view.markdown import BodyRenderer
from kb.publish.view.related import Related, related_cases
from kb.publish.view.section_order import leading_and_further
from kb.publish.view.structured_data import case_node, dublin_core, highwire, script_of
from kb.publish.view.term_links import TermLinks
from kb.publish.view.timeline import timeline_of


@dataclass(frozen=True)
class _Section:
    heading: str
    anchor: str
    html: Markup
    is_analysis: bool


class CasePages:
    """Renders the pages of cases."""

    def __init__(self, catalogue: Catalogue, renderer: PageRenderer) -> None:
        self._catalogue = catalogue
        self._renderer = renderer
        self._body = BodyRenderer()

    def render(self, case: Case) -> Page:
        """Return the case's page at its permanent address; rendering it looks up sources."""
        related = related_cases(case, self._catalogue)
        research = research_lines(case, self._catalogue.corpus.studies)
        notice = self._catalogue.corpus.notice
        source = notice.source if notice else ""
        render = partial(_render, case, related, research, source, self._catalogue, self._renderer, self._body)
        has_files = self._renderer.has_office_files
        fingerprint = self._renderer.fingerprints.of("page", case, related, research, source, has_files)
        return Page(f"cases/{case.id}.html", fingerprint, render, full_date(case.review.date))


def _render(
    case: Case,
    related: Sequence[Related],
    research: Sequence[ResearchLine],
    notice: str,
    lookup: Lookup,
    renderer: PageRenderer,
    body: BodyRenderer,
) -> str:
    sources = lookup.sources
    notes = Footnotes.of_case(case, sources)
    uri = f"cases/{case.id}.html"
    address = renderer.address(uri) if renderer.options.site_url else None
    leading, further = leading_and_further(case.sections)
    terms = TermLinks(lookup.vocabulary.glossary, "../glossary.html")
    sections = _render_sections(case, (*leading, *further), notes, body, terms)
    numbered = group_claims(case.claims)
    timeline = timeline_of(case, sources)
    conditions = [fact for fact in condition_lists() if fact.statements(case)]
    return renderer.page(
        uri,
        "case.html",
        date=case.review.date,
        dublin_core=(*dublin_core(case, sources, address or case.id), *highwire(case, address)),
        linked_data=script_of(case_node(case, sources, address)),
        case=case,
        has_files=renderer.has_office_files,
        notice_source=notice,
        level=lookup.vocabulary.evidence(case.evidence),
        leading=[sections[section.heading] for section in leading],
        further=[sections[section.heading] for section in further],
        roles=[role for role in case.mechanism.roles() if role.actors],
        facts=[fact for fact in facts_in("page", first=("stage", "theme")) if fact.is_wanted or fact.texts(case)],
        conditions=conditions,
        condition_count=sum(len(fact.statements(case)) for fact in conditions),
        source_title=lambda source: sources[source].title if source in sources else source,
        completeness=completeness_of(case),
        claim_groups=numbered,
        date_in_words=lambda claim: date_in_words(claim, sources),
        flow=flow_picture(case.flow),
        flow_places=dict.fromkeys((one.source, one.locator) for one in case.flow if one.source),
        bars=bars_of([entry for group in numbered for entry in group.claims]),
        years=_years_of(case, [*timeline]),
        text_hash=text_hash,
        timeline=timeline,
        related=related,
        research=research,
        notes=notes,
        cite=citation_panel(case, lookup, renderer.options.site_url),
        edit_url=renderer.options.edit_address(f"cases/{case.id}.md"),
    ).render()


def _years_of(case: Case, dates: Sequence[str]) -> Years:
    """Return the years up to the day on which editors last looked."""
    looked = max([case.review.date, *(one.date for one in case.follow_up)])
    found_more = any(one.source for one in case.follow_up)
    return Years(dates, looked, "情况不详") if found_more else Years(dates, looked)


def _render_sections(
    case: Case, ordered: Iterable[Section], notes: Footnotes, body: BodyRenderer, terms: TermLinks
) -> dict[str, _Section]:
    """Return the sections by their headings, rendered in the order in which readers meet them."""
    numbers = {section.heading: number for number, section in enumerate(case.sections, start=1)}
    sections = {}
    for section in ordered:
        number = numbers[section.heading]
        anchor = SECTION_ANCHORS.get(section.heading, f"section-{number}")
        paragraphs = section_anchors(section, number)
        html = body.render(section.text, notes, anchor=anchor, paragraphs=paragraphs, terms=terms)
        is_analysis = section.heading == BODY_SECTIONS[3]
        sections[section.heading] = _Section(section.heading, anchor, html, is_analysis)
    return sections
