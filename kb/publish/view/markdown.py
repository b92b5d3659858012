"""Turn a case's Markdown into HTML that is safe to publish: no raw HTML, an allow-list after that."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Mapping, Sequence

import nh3
from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString, code_escape
from markupsafe import Markup

from kb.citation.paragraph_anchors import Anchor
from kb.content.body import BARE_ADDRESS, CITATION
from kb.content.line_breaks import joined
from kb.content.markdown_blocks import Block, blocks_of
from kb.publish.view.footnotes import Footnotes
from kb.publish.view.term_links import TermLinks

#: How a paragraph says that it is the editors' own reasoning.
ANALYSIS_OPENING = "编者分析："

_TAGS = {
    *("p", "br", "hr", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "em", "strong"),
    *("a", "sup", "table", "thead", "tbody", "tr", "th", "td"),
}
_ATTRIBUTES = {
    "a": {"id", "href", "title", "class", "data-locator", "aria-label"},
    "sup": {"class"},
    "p": {"class", "id", "data-hash"},
    "li": {"id", "data-hash"},
    "ol": {"start"},
    **{heading: {"id"} for heading in ("h3", "h4", "h5", "h6")},
}
_SCHEMES = {"http", "https", "mailto"}
#: What stands in a list item after its own text.
_WITHIN_ITEMS = {"ul", "ol", "p", "blockquote", "pre", "table", "hr", "h3", "h4", "h5", "h6"}
#: Two spaces at the end of a line break it.
_BREAK = "  \n"


class BodyRenderer:
    """Render body sections; one instance serves a whole build.

    Blocks are cut by ``kb.content.markdown_blocks``, the same for all who read a body; Python-Markdown does the rest.
    """

    def __init__(self) -> None:
        self._markdown = Markdown()
        self._markdown.ESCAPED_CHARS.append("|")
        # Raw HTML stays text: what looks like a tag is shown, not obeyed.
        self._markdown.preprocessors.deregister("html_block")
        self._markdown.inlinePatterns.deregister("html")
        self._blocks = _Blocks(self._markdown)
        self._markdown.parser = self._blocks
        self._marks = _CitationMarks(CITATION, self._markdown)
        self._markdown.inlinePatterns.register(self._marks, "kb-citation", 175)
        self._markdown.inlinePatterns.register(_BareAddresses(BARE_ADDRESS, self._markdown), "kb-address", 115)
        self._shaping = _Shaping(self._markdown)
        self._markdown.treeprocessors.register(self._shaping, "kb-shaping", 5)

    def render(
        self,
        text: str,
        notes: Footnotes,
        *,
        anchor: str,
        paragraphs: Sequence[Anchor] = (),
        terms: TermLinks | None = None,
    ) -> Markup:
        """Return one section's HTML; its citations are entered in ``notes``, its headings get ``anchor-1`` …

        ``paragraphs`` are the section's anchors, each of which is set at its paragraph with a link to it. Words of
        ``terms`` that have not been linked yet become links to what they mean.
        """
        self._marks.notes = notes
        self._shaping.anchor = anchor
        self._shaping.terms = terms
        self._blocks.anchors = iter(paragraphs)
        self._shaping.paragraphs = {paragraph.id: paragraph for paragraph in paragraphs}
        self._markdown.reset()
        return Markup(_clean(self._markdown.convert(text)))


class _Blocks(BlockParser):
    """Make elements of a section's blocks, and give each paragraph its anchor."""

    anchors: Iterator[Anchor] = iter(())

    def parseDocument(self, lines: Iterable[str]) -> ET.ElementTree:  # noqa: N802 - Markdown's name
        root = ET.Element("div")
        self._put(root, blocks_of("\n".join(lines)))
        return ET.ElementTree(root)

    def _put(self, parent: ET.Element, blocks: Iterable[Block], *, is_tight: bool = False) -> None:
        for place, block in enumerate(blocks):
            match block.kind:
                case "paragraph":
                    # Right after its mark the text of an item is the item's own.
                    element = parent if is_tight and place == 0 else ET.SubElement(parent, "p")
                    element.text = _BREAK.join(joined(line) for line in block.text.split(_BREAK))
                    if anchor := next(self.anchors, None):
                        element.set("id", anchor.id)
                        element.set("data-hash", anchor.text_hash)
                case "heading":
                    ET.SubElement(parent, f"h{block.number}").text = joined(block.text)
                case "rule":
                    ET.SubElement(parent, "hr")
                case "code" | "fence":
                    code = ET.SubElement(ET.SubElement(parent, "pre"), "code")
                    code.text = AtomicString(f"{code_escape(block.text.rstrip())}\n")
                case "table":
                    self._put_table(parent, block.cells)
                case "definition":
                    self.md.references[block.text.strip().lower()] = block.target
                case "list":
                    items = ET.SubElement(parent, "ul" if block.number is None else "ol")
                    if block.number not in (None, 1):
                        items.set("start", str(block.number))
                    for item in block.blocks:
                        self._put(ET.SubElement(items, "li"), item.blocks, is_tight=not item.is_loose)
                case "quote":
                    self._put(ET.SubElement(parent, "blockquote"), block.blocks)

    def _put_table(self, parent: ET.Element, rows: Sequence[Sequence[str]]) -> None:
        table = ET.SubElement(parent, "table")
        for part, tag, own in (("thead", "th", rows[:1]), ("tbody", "td", rows[1:])):
            group = ET.SubElement(table, part) if own else table
            for row in own:
                line = ET.SubElement(group, "tr")
                for cell in row:
                    ET.SubElement(line, tag).text = cell


class _CitationMarks(InlineProcessor):
    notes: Footnotes
    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Markdown's name
        self, m: re.Match[str], data: str
    ) -> tuple[str | None, int | None, int | None]:
        source, locator = m.group(1), (m.group(2) or "").strip() or None
        if not self.notes.knows(source):
            return None, None, None
        return self.md.htmlStash.store(self.notes.mark(source, locator)), m.start(0), m.end(0)


class _BareAddresses(InlineProcessor):
    """Links an address that stands in the text by itself, as code hosts do."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Markdown's name
        self, m: re.Match[str], data: str
    ) -> tuple[ET.Element, int, int]:
        link = ET.Element("a", {"href": m[0]})
        link.text = AtomicString(m[0])
        return link, m.start(0), m.end(0)


class _Shaping(Treeprocessor):
    """Keep body headings below the page's own, give each an anchor, and mark paragraphs of editors' analysis."""

    anchor = "section"
    paragraphs: Mapping[str, Anchor] = {}
    terms: TermLinks | None = None

    def run(self, root: ET.Element) -> None:
        number = 0
        for element in list(root.iter()):
            if element.tag == "p" and (element.text or "").startswith(ANALYSIS_OPENING):
                element.set("class", "kb-analysis")
            elif re.fullmatch(r"h[1-6]", str(element.tag)):
                number += 1
                element.tag = f"h{max(3, int(element.tag[1]))}"
                element.set("id", f"{self.anchor}-{number}")
            if element.get("data-hash") and (paragraph := self.paragraphs.get(element.get("id", ""))):
                within = [place for place, child in enumerate(element) if child.tag in _WITHIN_ITEMS]
                element.insert(within[0] if within else len(element), _permanent_link(paragraph))
        if self.terms:
            self.terms.link_first(root)


def _permanent_link(paragraph: Anchor) -> ET.Element:
    link = ET.Element(
        "a", {"class": "kb-anchor", "href": f"#{paragraph.id}", "aria-label": f"{paragraph.locator}的永久链接"}
    )
    link.text = "¶"
    return link


def _clean(html: str) -> str:
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel=None,
        attribute_filter=_site_address,
        strip_comments=True,
    )


def _site_address(tag: str, attribute: str, value: str) -> str | None:
    """Point links between case files at their pages; drop addresses that only look relative."""
    if (tag, attribute) != ("a", "href"):
        return value
    if value.startswith(("//", "\\", "/\\")):
        return None
    if ":" not in value.split("/", 1)[0]:
        return re.sub(r"\.md(?=$|#)", ".html", value)
    return value
