"""Read a paragraph as its wording with the citations in their places."""

import re
from collections.abc import Callable, Iterator

from kb.content.body import CITATION, plain_texts


def wording(markdown: str, knows: Callable[[str], bool]) -> Iterator[str | tuple[str, str]]:
    """Yield texts without their Markdown, and (source, locator) for each citation of a source that ``knows`` says."""
    end = 0
    for match in re.finditer(CITATION, markdown):
        if knows(match[1]):
            yield from plain_texts(markdown[end : match.start()])
            yield match[1], (match[2] or "").strip()
            end = match.end()
    yield from plain_texts(markdown[end:])
