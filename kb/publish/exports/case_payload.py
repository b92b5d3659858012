"""Hand a case to pages that build views of it: ``cases/<id>.js`` serves comparison, citing, workshop and what fits."""

import hashlib
from collections.abc import Iterator, Mapping

from kb.citation.bibtex import escape_latex
from kb.citation.case_references import VERSION_LENGTH, Library
from kb.citation.citable_parts import places_of
from kb.citation.collation import title_reading
from kb.citation.paragraph_anchors import paragraph_anchors
from kb.citation.templates import source_templates, title_forms
from kb.model import Case, Source
from kb.publish.core.lookup import Lookup
from kb.publish.core.options import root_of
from kb.publish.exports.wording import wording
from kb.publish.view.completeness import completeness_of
from kb.publish.view.drawings.flow import flow_picture
from kb.publish.view.facts import fact_payload
from kb.publish.view.footnotes import Footnotes
from kb.publish.view.markdown import ANALYSIS_OPENING
from kb.publish.view.qr import qr_rows

#: A JSON object.
Payload = dict[str, object]

#: Facts that no view which a script builds has room for.
_LEFT_OUT = ("flow", "title_en", "aliases", "steps", "related", "contributors", "license")


def statement_key(text: str) -> str:
    """Return a short name for a statement that stays while its words stay, so that an answer to it can be shared."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:8]


def case_payload(case: Case, lookup: Lookup, library: Library) -> Payload:
    """Return the facts of a case, what can be cited or quoted of it, and the references of its sources."""
    footnotes = Footnotes.of_case(case, lookup.sources)
    facts = fact_payload(case, lookup, footnotes)
    completeness = completeness_of(case)
    payload: Payload = {
        "id": case.id,
        "version": lookup.digest(case)[:VERSION_LENGTH],
        "titles": title_forms(case.title, library),
        "reading": title_reading(case.title),
        "qr": qr_rows(f"{root_of(library.url)}cases/{case.id}.html") if library.url else None,
        "facts": {key: value for key, value in facts.items() if key not in _LEFT_OUT},
        "keys": [statement_key(statement.text) for statement in case.prerequisites],
        "known": completeness.known,
        "total": completeness.total,
        "gaps": completeness.gaps,
        "places": list(_places(case, footnotes, lookup.sources)),
    }
    if case.flow:
        payload["flow"] = flow_picture(case.flow)
    # Last, because citing above may have added to the sources.
    payload["sources"] = [
        {"id": one.id, "title": one.title, "tier": one.tier, "styles": source_templates(one)}
        for one in (note.source for note in footnotes)
    ]
    return payload


def quotable_places(case: Case, lookup: Lookup) -> tuple[str, ...]:
    """Return the anchors of what can be quoted: claims and paragraphs, not whole sections."""
    sources = lookup.sources
    claims = [f"claim-{number}" for number, claim in enumerate(case.claims, 1) if claim.source in sources]
    return (*claims, *(one.id for one in paragraph_anchors(case.sections)))


def _places(case: Case, footnotes: Footnotes, sources: Mapping[str, Source]) -> Iterator[Payload]:
    """Yield what can be cited; a paragraph with its wording, in which a citation is a number and a locator."""
    paragraphs = {one.id: one for one in paragraph_anchors(case.sections)}
    for place in places_of(case, sources):
        found: Payload = {"id": place.id, "words": place.words, "hash": place.text_hash}
        latex = escape_latex(place.words)
        if latex != place.words:
            found["latex"] = latex
        if paragraph := paragraphs.get(place.id):
            found["text"] = list(_parts(paragraph.text, footnotes))
            if paragraph.text.startswith(ANALYSIS_OPENING):
                found["isAnalysis"] = True
        yield found


def _parts(markdown: str, footnotes: Footnotes) -> Iterator[object]:
    """Yield a paragraph's wording; a citation is the number of its source and the place."""
    for part in wording(markdown, footnotes.knows):
        yield part if isinstance(part, str) else [footnotes.cite(part[0], part[1] or None).number, part[1]]
