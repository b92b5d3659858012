"""Hold one page of the site before it is rendered."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """One page of the site by its address under the root; pages with one address and ``made_of`` have one content."""

    uri: str
    date: str
    made_of: str
    make: Callable[[], str]

    @property
    def content(self) -> str:
        """Return a YAML head, HTML for the head element, HTML for the page."""
        return self.make()
