"""Link words that need explaining to what they mean, each where it first stands on a page."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence

from kb.model import VocabularyTerm

#: Where no link may stand, or none is looked for.
_CLOSED = frozenset({"a", "code", "pre", "sup", "h1", "h2", "h3", "h4", "h5", "h6"})


class TermLinks:
    """The words of a glossary that a page has not explained yet."""

    def __init__(self, terms: Sequence[VocabularyTerm], page: str) -> None:
        self._page = page
        self._open = {name: term for term in terms for name in (term.label, *term.aliases)}

    def link_first(self, element: ET.Element) -> None:
        """Turn the first occurrence of each word within an element into a link, in the order of the text."""
        if element.tag in _CLOSED:
            return
        self._link_at(element, 0)
        for child in list(element):
            self.link_first(child)
            self._link_at(element, list(element).index(child) + 1)

    def _link_at(self, element: ET.Element, place: int) -> None:
        """Link words in the text before an element's child at this place."""
        before = element[place - 1] if place else None
        words = (element.text if before is None else before.tail) or ""
        names = "|".join(map(re.escape, sorted(self._open, key=len, reverse=True)))
        found = re.search(names, words) if names else None
        if not found:
            return
        term = self._open[found[0]]
        self._open = {name: other for name, other in self._open.items() if other is not term}
        address = f"{self._page}#{term.id}"
        link = ET.Element("a", {"class": "kb-term", "href": address, "title": term.definition})
        link.text, link.tail = found[0], words[found.end() :]
        if before is None:
            element.text = words[: found.start()]
        else:
            before.tail = words[: found.start()]
        element.insert(place, link)
        self._link_at(element, place + 1)
