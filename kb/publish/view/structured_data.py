"""Describe a case for machines: schema.org as JSON-LD, and the same facts as Dublin Core and Highwire tags."""

from collections.abc import Mapping
from typing import Final

from markupsafe import Markup

from kb.citation.case_references import LIBRARY_NAME
from kb.citation.name import Name, read_name
from kb.citation.reference import reference_of_source
from kb.model import Case, Source
from kb.publish.core.script import compact_json
from kb.publish.view.catalogue import labels_of, place_of
from kb.publish.view.taxonomies import TAXONOMIES

#: Licences that have an address of their own.
LICENSE_ADDRESSES: Final = {"CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/"}

#: A JSON object.
Node = dict[str, object]

#: Nobody signs a case alone, so the library is author and publisher, as in citations.
_LIBRARY_NODE: Final[Node] = {"@type": "Organization", "name": LIBRARY_NAME}


def case_node(case: Case, sources: Mapping[str, Source], address: str | None) -> Node:
    """Return the case as a schema.org Article that is also a LearningResource; what is unknown is left out."""
    region = place_of(case.region)
    node: Node = {
        "@context": "https://schema.org",
        "@type": ["Article", "LearningResource"],
        "@id": address,
        "url": address,
        "identifier": case.id,
        "headline": case.title,
        "alternativeHeadline": case.title_en,
        "alternateName": list(case.aliases),
        "description": case.summary,
        "inLanguage": "zh-CN",
        "dateModified": case.review.date,
        "creativeWorkStatus": case.review.status,
        "learningResourceType": "案例",
        "isAccessibleForFree": True,
        "license": LICENSE_ADDRESSES.get(case.license, case.license),
        "author": _LIBRARY_NODE,
        "publisher": _LIBRARY_NODE,
        "educationalLevel": list(case.stage),
        "about": [
            {"@type": "DefinedTerm", "name": label, "inDefinedTermSet": family.title}
            for family in TAXONOMIES[:3]
            for label in labels_of(case, family)
        ],
        "spatialCoverage": {
            "@type": "Place",
            "name": region.full_name,
            "identifier": {"@type": "PropertyValue", "propertyID": "GB/T 2260", "value": case.region},
            "address": {"@type": "PostalAddress", "addressCountry": "CN", "addressRegion": region.path[0].name},
        },
        # As far as the sources reach: an open end would say of a practice that it still runs.
        "temporalCoverage": f"{case.practice.since}/{case.practice.as_of}" if case.practice.since else None,
        "contributor": [{"@type": "Person"} | _agent(read_name(name)) for name in case.contributors],
        "citation": [_source_node(sources[one]) for one in case.cited_sources() if one in sources],
    }
    return _known(node)


def script_of(node: Node) -> Markup:
    """Return a JSON-LD script; nothing in it can end the script or open a tag."""
    safe = compact_json(node).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Markup('<script type="application/ld+json">{}</script>').format(Markup(safe))


def dublin_core(case: Case, sources: Mapping[str, Source], address: str) -> tuple[tuple[str, str], ...]:
    """Return (name, content) pairs of Dublin Core; a name may come more than once."""
    return (
        ("DC.title", case.title),
        *([("DCTERMS.alternative", case.title_en)] if case.title_en else []),
        ("DC.creator", LIBRARY_NAME),
        ("DC.publisher", LIBRARY_NAME),
        *(("DC.contributor", read_name(name).text) for name in case.contributors),
        *(("DC.subject", label) for family in TAXONOMIES[:3] for label in labels_of(case, family)),
        *(("DCTERMS.educationLevel", label) for label in case.stage),
        ("DC.date", case.review.date),
        ("DC.identifier", address),
        ("DC.language", "zh-CN"),
        ("DC.coverage", place_of(case.region).full_name),
        *(("DCTERMS.references", sources[one].title) for one in case.cited_sources() if one in sources),
        ("DC.rights", case.license),
    )


def highwire(case: Case, address: str | None) -> tuple[tuple[str, str], ...]:
    """Return (name, content) pairs that Zotero reads; ``z:itemType`` keeps a case from being a journal article."""
    return (
        ("z:itemType", "webpage"),
        ("citation_title", case.title),
        ("citation_author", LIBRARY_NAME),
        ("citation_date", case.review.date),
        *([("citation_public_url", address)] if address else []),
    )


def _source_node(source: Source) -> Node:
    reference = reference_of_source(source)
    return _known(
        {
            "@type": "CreativeWork",
            "name": reference.title,
            "author": [_agent(name) for name in reference.authors],
            "datePublished": source.issued,
            "identifier": source.number,
            "url": source.url,
        }
    )


def _agent(name: Name) -> Node:
    """Return a person or a body; of a name that could be either, only the name."""
    kind = {"person": "Person", "body": "Organization"}.get(name.kind)
    return _known({"@type": kind, "name": name.text})


def _known(node: Node) -> Node:
    return {key: value for key, value in node.items() if value not in (None, "", [])}
