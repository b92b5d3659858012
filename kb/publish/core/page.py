"""Hold one page of the site before it is rendered."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """One page by its address under the root; ``render`` returns the whole of its HTML.

    Pages with one address and ``fingerprint`` have one text; without a fingerprint the text has to be looked at.
    """

    uri: str
    date: str
    render: Callable[[], str]
    fingerprint: str | None = None
