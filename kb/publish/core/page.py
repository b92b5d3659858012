"""Hold one page of the site before it is rendered."""

from collections.abc import Callable
from dataclasses import dataclass

from kb.publish.core.artifact import Artifact


@dataclass(frozen=True)
class Page(Artifact):
    """One page, of which ``render`` returns the whole HTML, and the day it says it was updated."""

    render: Callable[[], str]
    date: str

    @property
    def uri(self) -> str:
        """Return its address under the root."""
        return self.name
