"""Cite sources, cases, claims, paragraphs and the library in the styles readers are asked for; pure, no I/O."""

from kb.citation.case_references import (
    CaseVersion,
    Library,
    reference_of_case,
    reference_of_library,
    reference_of_page,
    reference_of_part,
)
from kb.citation.citable_parts import Place, places_of
from kb.citation.name import Name, read_name, write_name
from kb.citation.paragraph_anchors import Anchor, paragraph_anchors, text_hash
from kb.citation.reference import Reference, reference_of_source
from kb.citation.style import Style, reference_list, render_entry, render_mark, render_references, sort_key

__all__ = [
    "Anchor",
    "CaseVersion",
    "Library",
    "Name",
    "Place",
    "Reference",
    "Style",
    "paragraph_anchors",
    "places_of",
    "read_name",
    "reference_list",
    "reference_of_case",
    "reference_of_library",
    "reference_of_page",
    "reference_of_part",
    "reference_of_source",
    "render_entry",
    "render_mark",
    "render_references",
    "sort_key",
    "text_hash",
    "write_name",
]
