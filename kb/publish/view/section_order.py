"""Say in which order readers meet the sections of a case; files keep an order of their own."""

from collections.abc import Iterable

from kb.model import BODY_SECTIONS, Section

#: What they did, and what to settle before doing the same, come before anything else.
_LEADING = (BODY_SECTIONS[1], BODY_SECTIONS[3])


def leading_and_further(sections: Iterable[Section]) -> tuple[list[Section], list[Section]]:
    """Return the sections that open a case, and those that follow what its sources say."""
    by_heading = {section.heading: section for section in sections}
    leading = [by_heading[heading] for heading in _LEADING if heading in by_heading]
    return leading, [section for section in by_heading.values() if section.heading not in _LEADING]
