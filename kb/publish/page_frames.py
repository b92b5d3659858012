"""Set pages into the theme's frame: the site generator makes one page a folder around marks, others fill it.

What surrounds a page that the navigation does not name is the same in a whole folder. So the generator's work, and
what it keeps in memory, does not grow with the number of cases.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from markupsafe import escape

from kb.errors import PublishError
from kb.publish.frame import HEAD_END

#: Letters that no other text has: Unicode leaves them to private agreement.
_TITLE: Final = "\ue0001"
_DESCRIPTION: Final = "\ue0002"
_HEAD: Final = "\ue0003"
_CONTENT: Final = "\ue0004"

#: Pages that show cases load what puts them side by side.
SHOWS_CASES: Final = 'data-case="'


class FrameKind(NamedTuple):
    """What a page has in common with those that share its frame."""

    folder: str
    shows_cases: bool

    @property
    def name(self) -> str:
        """Return the name of the page that the generator is given instead of all of this kind."""
        return f"{self.folder}/kb-frame-{'cases' if self.shows_cases else 'plain'}.md"


class PageFrames:
    """Frames by kind, made by the generator during a build and filled afterwards."""

    def __init__(self) -> None:
        self._wanted: dict[str, FrameKind] = {}
        self._frames: dict[FrameKind, str] = {}

    def marked_pages(self, kinds: Iterable[FrameKind]) -> Iterator[tuple[str, str]]:
        """Yield one page a kind, with marks where the pages differ."""
        self._wanted = {kind.name: kind for kind in kinds}
        self._frames = {}
        for name, kind in self._wanted.items():
            head = {"title": _TITLE, "description": _DESCRIPTION, "date": "2014-02-24", "hide": ["navigation", "toc"]}
            lines = "".join(f"{key}: {json.dumps(value)}\n" for key, value in head.items())
            content = f"<!--{SHOWS_CASES}-->{_CONTENT}" if kind.shows_cases else _CONTENT
            yield name, f"---\n{lines}---\n\n{_HEAD}{HEAD_END}{content}"

    def take(self, name: str, html: str) -> bool:
        """Take a frame that the generator has finished; say whether it was one."""
        kind = self._wanted.get(name)
        if kind is None:
            return False
        if html.count(_CONTENT) != 1 or html.count(_HEAD) != 1:
            raise PublishError("主题的模板改过了：网页的内容应当恰好出现一次。请检查 kb/publish/templates/overrides。")
        self._frames[kind] = tidied(html.replace(f"<!--{SHOWS_CASES}-->", ""))
        return True

    def fill(self, name: str, page: str) -> str:
        """Return a finished page."""
        kind = kind_of(name, page)
        if kind is None or kind not in self._frames:
            raise PublishError(f"网页 {name} 没有外框。")
        lines, _, rest = page.removeprefix("---\n").partition("---\n\n")
        head, _, content = rest.partition(HEAD_END)
        meta = {key: json.loads(value) for key, _, value in (line.partition(": ") for line in lines.splitlines())}
        values = {
            _TITLE: str(escape(meta["title"])),
            _DESCRIPTION: str(escape(meta["description"])),
            _HEAD: head,
            _CONTENT: content,
            kind.name.removesuffix("md") + "html": name.removesuffix("md") + "html",
        }
        return re.sub("|".join(map(re.escape, values)), lambda mark: values[mark[0]], self._frames[kind])


def kind_of(name: str, page: str) -> FrameKind | None:
    """Return the kind of a page; None where the navigation may name it, so that it has a frame of its own."""
    folder, _, file = name.rpartition("/")
    if not folder or file == "index.md" or not file.endswith(".md"):
        return None
    return FrameKind(folder, SHOWS_CASES in page)


def tidied(html: str) -> str:
    """Leave out the empty lines and indents that templates put around a page; text that is shown has none."""
    return re.sub(r"\s*\n\s*", "\n", html)
