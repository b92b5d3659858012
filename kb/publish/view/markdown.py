"""Turn a case's Markdown into HTML that is safe to publish: no raw HTML, an allow-list after that."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence

import nh3
from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

from kb.citation.paragraph_anchors import Anchor
from kb.content.body import CITATION
from kb.publish.view.footnotes import Footnotes, mark_label

#: How a paragraph says that it is the editors' own reasoning.
ANALYSIS_OPENING = "编者分析："

_TAGS = {
    *("p", "br", "hr", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "em", "strong"),
    *("a", "sup", "table", "thead", "tbody", "tr", "th", "td"),
}
_ATTRIBUTES = {
    "a": {"href", "title", "class", "data-locator", "aria-label"},
    "sup": {"class"},
    "p": {"class", "id", "data-hash"},
    "li": {"id", "data-hash"},
    "ol": {"start"},
    **{heading: {"id"} for heading in ("h3", "h4", "h5", "h6")},
}
_SCHEMES = {"http", "https", "mailto"}


class BodyRenderer:
    """Render body sections; one instance serves a whole build."""

    def __init__(self) -> None:
        self._markdown = Markdown(extensions=["tables", "sane_lists"])
        # Raw HTML stays text: what looks like a tag is shown, not obeyed.
        self._markdown.preprocessors.deregister("html_block")
        self._markdown.inlinePatterns.deregister("html")
        self._marks = _CitationMarks(CITATION, self._markdown)
        self._markdown.inlinePatterns.register(self._marks, "kb-citation", 175)
        self._shaping = _Shaping(self._markdown)
        self._markdown.treeprocessors.register(self._shaping, "kb-shaping", 5)

    def render(self, text: str, notes: Footnotes, *, anchor: str, paragraphs: Sequence[Anchor] = ()) -> Markup:
        """Return one section's HTML; its citations are entered in ``notes``, its headings get ``anchor-1`` …

        Each of ``paragraphs`` that is found in the text gets its permanent anchor and a link to it.
        """
        self._marks.notes = notes
        self._shaping.anchor = anchor
        self._shaping.paragraphs = paragraphs
        self._markdown.reset()
        return Markup(_clean(self._markdown.convert(text)))


class _CitationMarks(InlineProcessor):
    notes: Footnotes
    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Markdown's name
        self, m: re.Match[str], data: str
    ) -> tuple[ET.Element | None, int | None, int | None]:
        source, locator = m.group(1), (m.group(2) or "").strip() or None
        if not self.notes.knows(source):
            return None, None, None
        note = self.notes.cite(source, locator)
        mark = ET.Element("sup", {"class": "kb-mark"})
        link = ET.SubElement(
            mark,
            "a",
            {
                "href": f"#{note.anchor_of(locator)}",
                "data-locator": locator or "",
                "aria-label": mark_label(note, locator),
            },
        )
        link.text = str(note.number)
        return mark, m.start(0), m.end(0)


class _Shaping(Treeprocessor):
    """Keep body headings below the page's own, give each an anchor, and mark paragraphs of editors' analysis."""

    anchor = "section"
    paragraphs: Sequence[Anchor] = ()

    def run(self, root: ET.Element) -> None:
        number = 0
        for element in root.iter():
            if element.tag == "p" and (element.text or "").startswith(ANALYSIS_OPENING):
                element.set("class", "kb-analysis")
            elif re.fullmatch(r"h[1-6]", str(element.tag)):
                number += 1
                element.tag = f"h{max(3, int(element.tag[1]))}"
                element.set("id", f"{self.anchor}-{number}")
        self._mark_paragraphs(root)

    def _mark_paragraphs(self, root: ET.Element) -> None:
        """Give each paragraph the anchor of the same wording; what cannot be told for sure gets none."""
        waiting = list(self.paragraphs)
        for element in [one for one in root.iter() if one.tag in ("p", "li")]:
            wording = _own_text(element)
            found = next((place for place, one in enumerate(waiting) if _bare(one.text) == wording), None)
            if not wording or found is None:
                continue
            paragraph = waiting[found]
            del waiting[: found + 1]
            element.set("id", paragraph.id)
            element.set("data-hash", paragraph.text_hash)
            within = [place for place, child in enumerate(element) if child.tag in ("ul", "ol", "p")]
            element.insert(within[0] if within else len(element), _permanent_link(paragraph))


def _own_text(element: ET.Element) -> str:
    """Return the letters and digits of a block without its citation marks and the blocks within it."""
    parts = [element.text or ""]
    for child in element:
        if child.tag not in ("sup", "ul", "ol", "p", "blockquote", "pre"):
            parts += child.itertext()
        parts.append(child.tail or "")
    return re.sub(r"[\W_]+", "", "".join(parts))


def _bare(text: str) -> str:
    """Return the letters and digits of a paragraph's Markdown as its rendering shows them."""
    without_marks = re.sub(CITATION, "", text)
    without_addresses = re.sub(r"(?<=\])\([^)]*\)", "", without_marks)
    return re.sub(r"[\W_]+", "", without_addresses)


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
