"""Read the HTML that our own renderer makes of a body as blocks; nothing else comes here."""

from html.parser import HTMLParser

from kb.publish.exports.documents.blocks import Block, Heading, Item, Paragraph, Run, Runs, Table


def blocks_of(html: str, *, below: int) -> list[Block]:
    """Return a section's blocks; its headings, from h3 on, come right below level ``below``."""
    reader = _Reader(below)
    reader.feed(html)
    reader.close()
    reader.flush()
    return reader.blocks


class _Reader(HTMLParser):
    def __init__(self, below: int) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._below = below
        self._runs: list[Run] = []
        self._lists: list[int | None] = []
        self._fresh_item = False
        self._quotes = 0
        self._strong = 0
        self._emphasis = 0
        self._code = 0
        self._links: list[tuple[str, int]] = []
        self._rows: list[tuple[Runs, ...]] | None = None
        self._cells: list[Runs] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        match tag:
            case "ul" | "ol":
                self.flush()
                self._lists.append(int(dict(attrs).get("start") or 1) - 1 if tag == "ol" else None)
            case "li":
                self.flush()
                self._fresh_item = True
                last = self._lists[-1]
                self._lists[-1] = None if last is None else last + 1
            case "blockquote":
                self.flush()
                self._quotes += 1
            case "strong":
                self._strong += 1
            case "em":
                self._emphasis += 1
            case "pre":
                self.flush()
                self._code += 1
            case "a":
                self._links.append((dict(attrs).get("href") or "", len(self._runs)))
            case "br":
                self._add("\n")
            case "table":
                self.flush()
                self._rows = []
            case "p" | "h3" | "h4" | "h5" | "h6":
                self.flush()

    def handle_endtag(self, tag: str) -> None:
        match tag:
            case "ul" | "ol":
                self.flush()
                self._lists.pop()
            case "blockquote":
                self.flush()
                self._quotes -= 1
            case "strong":
                self._strong -= 1
            case "em":
                self._emphasis -= 1
            case "pre":
                self.flush()
                self._code -= 1
            case "a":
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
            case "p" | "li":
                self.flush()

    def handle_data(self, data: str) -> None:
        self._add(data if self._code else " ".join(data.split("\n")))

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
            self.blocks.append(Paragraph(runs, quoted=self._quotes > 0))

    def _add(self, text: str) -> None:
        self._runs.append(Run(text, self._strong > 0, self._emphasis > 0))

    def _end_link(self) -> None:
        address, start = self._links.pop()
        said = "".join(run.text for run in self._runs[start:])
        # A file on paper or in an editor shows where a link leads.
        if address.startswith(("http://", "https://")) and address not in said:
            self._add(f"（{address}）")

    def _take(self) -> Runs:
        runs, self._runs = self._runs, []
        while runs and not runs[0].text.strip():
            runs.pop(0)
        while runs and not runs[-1].text.strip():
            runs.pop()
        if runs:
            runs[0] = Run(runs[0].text.lstrip(), runs[0].strong, runs[0].emphasis)
            runs[-1] = Run(runs[-1].text.rstrip(), runs[-1].strong, runs[-1].emphasis)
        return tuple(runs)
