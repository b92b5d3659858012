"""Read the HTML that our own renderer makes of a body as blocks; nothing else comes here."""

from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import groupby

from kb.publish.exports.documents.blocks import Block, Heading, Item, Paragraph, Run, Runs, Table

#: Tags that end the paragraph or item before them.
_BREAKING = frozenset({"ul", "ol", "li", "blockquote", "pre", "table", "p", "h3", "h4", "h5", "h6"})


def blocks_of(html: str, mark: Callable[[str, str], str], *, below: int) -> list[Block]:
    """Return a section's blocks; its headings, from h3 on, come right below level ``below``.

    ``mark`` returns what stands in the text for a source and a place in it.
    """
    reader = _Reader(mark, below)
    reader.feed(html)
    reader.close()
    reader.flush()
    return reader.blocks


class _Reader(HTMLParser):
    def __init__(self, mark: Callable[[str, str], str], below: int) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._mark = mark
        self._below = below
        self._runs: list[Run] = []
        self._within: Counter[str] = Counter()
        self._lists: list[int | None] = []
        self._fresh_item = False
        self._link = ("", 0)
        self._rows: list[tuple[Runs, ...]] | None = None
        self._cells: list[Runs] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in _BREAKING:
            self.flush()
        self._within[tag] += 1
        match tag:
            case "ul":
                self._lists.append(None)
            case "ol":
                self._lists.append(int(given.get("start") or 1) - 1)
            case "li":
                self._fresh_item = True
                last = self._lists[-1]
                self._lists[-1] = None if last is None else last + 1
            case "a" if self._within["sup"]:
                source = (given.get("href") or "").removeprefix("#source-").partition(".")[0]
                self._add(self._mark(source, given.get("data-locator") or ""))
            case "a":
                self._link = (given.get("href") or "", len(self._runs))
            case "br":
                self._add("\n")
            case "table":
                self._rows = []

    def handle_endtag(self, tag: str) -> None:
        match tag:
            case "a" if not self._within["sup"]:
                self._end_link()
            case "th" | "td":
                self._cells.append(self._take())
            case "tr" if self._rows is not None:
                self._rows.append(tuple(self._cells))
                self._cells = []
            case "table" if self._rows is not None:
                self.blocks.append(Table(tuple(self._rows)))
                self._rows = None
            case "h3" | "h4" | "h5" | "h6":
                level = min(self._below + int(tag[1]) - 2, 6)
                self.blocks.append(Heading(level, "".join(run.text for run in self._take())))
        if tag in _BREAKING:
            self.flush()
        if tag in ("ul", "ol"):
            self._lists.pop()
        self._within[tag] -= 1

    def handle_data(self, data: str) -> None:
        if not self._within["sup"]:  # the number that a page has for the mark
            self._add(data if self._within["pre"] else " ".join(data.split("\n")))

    def flush(self) -> None:
        """End the paragraph or item that is being read."""
        if self._rows is not None:
            return
        runs = self._take()
        if not any(run.text.strip() for run in runs):
            return
        if self._lists and self._fresh_item:
            self.blocks.append(Item(runs, len(self._lists) - 1, self._lists[-1]))
            self._fresh_item = False
        else:
            self.blocks.append(Paragraph(runs, quoted=self._within["blockquote"] > 0))

    def _add(self, text: str) -> None:
        self._runs.append(Run(text, self._within["strong"] > 0, self._within["em"] > 0))

    def _end_link(self) -> None:
        address, start = self._link
        said = "".join(run.text for run in self._runs[start:])
        # A file on paper or in an editor shows where a link leads.
        if address.startswith(("http://", "https://")) and address not in said:
            self._add(f"（{address}）")

    def _take(self) -> Runs:
        alike = groupby(self._runs, lambda run: (run.strong, run.emphasis))
        runs = [Run("".join(run.text for run in same), *way) for way, same in alike]
        self._runs = []
        while runs and not runs[0].text.strip():
            runs.pop(0)
        while runs and not runs[-1].text.strip():
            runs.pop()
        if runs:
            runs[0] = Run(runs[0].text.lstrip(), runs[0].strong, runs[0].emphasis)
            runs[-1] = Run(runs[-1].text.rstrip(), runs[-1].strong, runs[-1].emphasis)
        return tuple(runs)
