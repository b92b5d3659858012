"""Set pages into the theme's frame: the site generator makes one page a folder around marks, others fill it.

What surrounds a page that the navigation does not name is the same in a whole folder. So the generator's work, and
what it keeps in memory, does not grow with the number of cases.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Final

from markupsafe import escape

from kb.errors import PublishError
from kb.publish.core.artifact import digest_of
from kb.publish.pages.renderer import HEAD_END

#: Letters that no other text has: Unicode leaves them to private agreement.
_TITLE: Final = "\ue0001"
_HEAD: Final = "\ue0003"
_CONTENT: Final = "\ue0004"

#: The end of an item or cell before the next, or before the end of what holds it.
_ITEM_END: Final = re.compile(r"</(?:li|td|th|tr|dt|dd)>\s*(?=<(?:/|li\b|td\b|th\b|tr\b|dt\b|dd\b))")
#: The end of a paragraph before a block, or before the end of one.
_PARAGRAPH_END: Final = re.compile(
    r"</p>(?=\s*<(?:(?:p|h[1-6]|ul|ol|dl|table|section|details|nav|form|div)\b|/(?:section|div|article|details|aside|footer)>))"
)


class PageFrames:
    """Frames by folder, made by the generator during a build and filled afterwards."""

    def __init__(self) -> None:
        self._wanted: dict[str, str] = {}
        self._frames: dict[str, str] = {}
        self._digests: dict[str, str] = {}

    def marked_pages(self, folders: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Yield one page a folder, with marks where its pages differ."""
        self._wanted = {_name(folder): folder for folder in folders}
        self._frames, self._digests = {}, {}
        head = {"title": _TITLE, "date": "2014-02-24"}
        lines = "".join(f"{key}: {json.dumps(value)}\n" for key, value in head.items())
        for name in self._wanted:
            yield name, f"---\n{lines}---\n\n{_HEAD}{HEAD_END}{_CONTENT}"

    def take(self, name: str, html: str) -> bool:
        """Take a frame that the generator has finished; say whether it was one."""
        folder = self._wanted.get(name)
        if folder is None:
            return False
        if html.count(_CONTENT) != 1 or html.count(_HEAD) != 1:
            raise PublishError("主题的模板改过了：网页的内容应当恰好出现一次。请检查 kb/publish/templates/overrides。")
        self._frames[folder] = tidied(html)
        self._digests[folder] = digest_of(self._frames[folder])
        return True

    def made_of(self, uri: str, content: str) -> str:
        """Name what a finished page is made of: its content, by the name of that, and its frame."""
        return content + self._digests[self._folder(uri)]

    def fill(self, uri: str, page: str) -> str:
        """Return a finished page."""
        folder = self._folder(uri)
        lines, _, rest = page.removeprefix("---\n").partition("---\n\n")
        head, _, content = rest.partition(HEAD_END)
        meta = {key: json.loads(value) for key, _, value in (line.partition(": ") for line in lines.splitlines())}
        values = {
            _TITLE: str(escape(meta["title"])),
            _HEAD: head,
            _CONTENT: content,
            _name(folder).removesuffix("md") + "html": uri,
        }
        return slimmed(re.sub("|".join(map(re.escape, values)), lambda mark: values[mark[0]], self._frames[folder]))

    def _folder(self, uri: str) -> str:
        folder = framed_folder(uri)
        if folder is None or folder not in self._frames:
            raise PublishError(f"网页 {uri} 没有外框。")
        return folder


def framed_folder(uri: str) -> str | None:
    """Return the folder whose frame a page has; None where the navigation may name it: it has one of its own."""
    folder, _, file = uri.rpartition("/")
    return folder if folder and file != "index.html" else None


def slimmed(html: str) -> str:
    """Leave out end tags that HTML lets out: before the next item, cell or block, or the end of what holds it."""
    return _PARAGRAPH_END.sub("", _ITEM_END.sub("", html))


def _name(folder: str) -> str:
    return f"{folder}/kb-frame.md"


def tidied(html: str) -> str:
    """Leave out the empty lines and indents that templates put around a page; text that is shown has none."""
    return re.sub(r"\s*\n\s*", "\n", html)
