"""Write the references of a pack ahead of it: what depends on the other entries or on the reader is left open.

Three signs stand for it: the letter after the year, the date of access, and the anchor of a quoted passage.
"""

from collections.abc import Mapping
from typing import Final

from kb.citation import (
    Reference,
    reference_of_part,
    reference_of_source,
    render_entry,
    render_mark,
    sort_key,
)
from kb.citation.reference_list import STYLES
from kb.model import Case, Source

LETTER: Final = "\ue000"
ACCESSED: Final = "\ue001"
ANCHOR: Final = "\ue002"


#: A reference as JSON, style by style.
OpenReference = dict[str, dict[str, object]]


def open_references(case: Case, whole: Reference, sources: Mapping[str, Source]) -> dict[str, OpenReference]:
    """Return everything a pack may cite of a case: the case, a passage of it, its sources."""
    found = {"case": open_reference(whole), "passage": open_reference(reference_of_part(whole, ANCHOR, ""))}
    return found | {
        f"source:{name}": open_reference(reference_of_source(sources[name]))
        for name in case.cited_sources()
        if name in sources
    }


def open_reference(reference: Reference) -> OpenReference:
    """Return an entry, its mark and its place in the list, in every style."""
    return {
        style.value: {
            "entry": render_entry(reference, style, letter=LETTER),
            "mark": render_mark(reference, style, letter=LETTER),
            "order": sort_key(reference, style),
        }
        for style in STYLES
    }
