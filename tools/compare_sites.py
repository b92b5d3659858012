"""Compare two built sites by what readers and programs get: text, links, anchors, structured data, files.

Run ``python tools/compare_sites.py OLD NEW``; it prints what differs, page by page, and fails where anything does.
How a page is written (white space, order of attributes, hashes in the addresses of assets) does not count.
"""

import argparse
import difflib
import json
import posixpath
import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "button", "caption", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "html",
    "label", "legend", "li", "main", "nav", "noscript", "ol", "option", "p", "pre", "section", "summary", "table",
    "tbody", "td", "th", "thead", "title", "tr", "ul",
})  # fmt: skip
_HIDDEN = frozenset({"script", "style"})
_SPOKEN = ("alt", "aria-label", "placeholder", "title")
_ADDRESSES = ("href", "src", "action")
#: Loaded by pages for themselves; which files these are may change, what readers see must not.
_ASSETS = (".css", ".js", ".map")
_HASH = re.compile(r"\?[0-9a-f]{8}$")


class PageFacts(HTMLParser):
    """What one page says, where it leads, and what can be linked to on it."""

    def __init__(self, uri: str, html: str) -> None:
        super().__init__()
        self.uri = uri
        self.links: list[str] = []
        self.ids: list[str] = []
        self.data: list[str] = []
        self._base = uri
        self._text: list[str] = []
        self._script = ""
        self._hidden = ""
        self.feed(html)
        self.close()

    @property
    def text(self) -> list[str]:
        """Return the visible text, a line for each block."""
        lines = (re.sub(r"\s+", " ", line).strip() for line in "".join(self._text).split("\0"))
        return [line for line in lines if line]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note addresses, anchors, labels and metadata."""
        values = {name: value or "" for name, value in attrs}
        if tag in _BLOCKS or tag == "br":
            self._text.append("\0")
        if tag in _HIDDEN:
            self._hidden, self._script = tag, values.get("type", "")
        if tag == "base":
            self._base = "index.html"
        if tag == "meta":
            self.data.append(json.dumps(sorted(values.items()), ensure_ascii=False))
        self.ids.extend(values[name] for name in ("id", "data-hash") if name in values)
        self._text.extend(f"\0[{name}] {values[name]}\0" for name in _SPOKEN if name in values and tag != "link")
        for name in _ADDRESSES:
            address = _HASH.sub("", urldefrag(values.get(name, ""))[0])
            if name in values and not address.endswith(_ASSETS):
                self.links.append(f"{tag} {values.get('rel', '')} {self._resolved(values[name])}")

    def handle_endtag(self, tag: str) -> None:
        """End a block."""
        if tag in _BLOCKS:
            self._text.append("\0")
        if tag in _HIDDEN:
            self._hidden = ""

    def handle_data(self, data: str) -> None:
        """Take in text, and the data in scripts that are no programs."""
        if not self._hidden:
            self._text.append(data)
        elif "json" in self._script and data.strip():
            self.data.append(json.dumps(json.loads(data), ensure_ascii=False, sort_keys=True))

    def _resolved(self, address: str) -> str:
        if urlsplit(address).scheme or address.startswith("//"):
            return address
        path, _, rest = address.partition("#")
        folder = posixpath.dirname(self._base)
        return posixpath.normpath(posixpath.join(folder, path) if path else self._base) + ("#" + rest if rest else "")


def differences(old: Path, new: Path) -> Iterator[str]:
    """Yield a line for everything that differs."""
    before, after = _files(old), _files(new)
    yield from (f"{name}: gone" for name in sorted(before.keys() - after.keys()) if not name.endswith(_ASSETS))
    yield from (f"{name}: new" for name in sorted(after.keys() - before.keys()) if not name.endswith(_ASSETS))
    for name in sorted(before.keys() & after.keys()):
        if name.endswith(".html"):
            yield from _page_differences(
                PageFacts(name, before[name].read_text(encoding="utf-8")),
                PageFacts(name, after[name].read_text(encoding="utf-8")),
            )
        elif not name.endswith(_ASSETS) and before[name].read_bytes() != after[name].read_bytes():
            yield f"{name}: other bytes"


def _files(root: Path) -> dict[str, Path]:
    return {path.relative_to(root).as_posix(): path for path in root.rglob("*") if path.is_file()}


def _page_differences(before: PageFacts, after: PageFacts) -> Iterator[str]:
    # Where a style sheet or a line for printing stands among the rest is no matter to readers of the others.
    for kind, one, other in (
        ("text", before.text, after.text),
        ("link", sorted(before.links), sorted(after.links)),
        ("anchor", before.ids, after.ids),
        ("data", sorted(before.data), sorted(after.data)),
    ):
        for line in difflib.unified_diff(one, other, lineterm="", n=0):
            if not line.startswith(("---", "+++", "@@")):
                yield f"{before.uri}: {kind} {line}"


def main() -> int:
    """Compare the two sites named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    arguments = parser.parse_args()
    found = list(differences(arguments.old, arguments.new))
    print(*found, sep="\n", end="\n" if found else "")
    pages = sum(name.endswith(".html") for name in _files(arguments.old))
    print(f"{len(found)} differences in {pages} pages", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
