"""Keep pages as the site generator finished them, so that it is only asked for those that have changed."""

from collections.abc import Iterable
from pathlib import Path

from kb.publish.text_cache import TextCache, key_of


class FinishedPages:
    """Finished pages by address and content, for one state of theme and settings."""

    def __init__(self, cache: TextCache, settings: str) -> None:
        self._cache = cache
        self._settings = settings
        self._contents: dict[str, str] = {}
        self._kept: dict[str, str] = {}

    def left_to_build(self, generated: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """Return the files that have to be built; the others are kept for ``write``.

        Pages that the navigation may name are always built, because it is made of pages that are there.
        """
        self._contents, self._kept = {}, {}
        left = []
        for uri, content in generated:
            if uri.endswith(".md") and "/" in uri and not uri.endswith("/index.md"):
                html = self._cache.get(self._key(uri, content))
                if html is not None:
                    self._kept[uri.removesuffix("md") + "html"] = html
                    continue
                self._contents[uri] = content
            left.append((uri, content))
        return left

    def add(self, uri: str, html: str) -> None:
        """Remember a page as it came out finished."""
        if uri in self._contents:
            self._cache.put(self._key(uri, self._contents[uri]), html)

    def write(self, site: Path) -> None:
        """Put the kept pages into the site, and the new ones into the cache."""
        for uri, html in self._kept.items():
            path = site / uri
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(html, encoding="utf-8", newline="")
        self._cache.save()

    def _key(self, uri: str, content: str) -> bytes:
        return key_of("finished", self._settings, uri, content)
