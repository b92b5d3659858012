"""Look at what a build wrote."""

import hashlib
from html.parser import HTMLParser
from pathlib import Path


def tree_of(folder: Path) -> dict[str, str]:
    """Return every file below a folder with the hash of its bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


class Markup(HTMLParser):
    """Collects what a page links to, what it loads and the anchors it offers."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        if tag == "form":
            self.links.append(values.get("action", ""))
        # A canonical address and the name of a metadata scheme are said, not fetched.
        if tag == "link" and values.get("rel") != "canonical" and not values.get("rel", "").startswith("schema."):
            self.loads.append(values.get("href", ""))
        if "src" in values:
            self.loads.append(values["src"])


def markup_of(page: Path) -> Markup:
    """Read one built page."""
    return Markup(page.read_text(encoding="utf-8"))
