"""Read the Markdown body of a case: sections, blocks, citations, plain text.

Its HTML, its anchors, and what search and checks see of it all rest on ``markdown_blocks``, which cuts it into blocks.
"""

import html
import re
from collections.abc import Iterator

from kb.content.code_spans import without_spans
from kb.content.line_breaks import joined
from kb.content.markdown_blocks import Block, blocks_of, heading_of, leaves
from kb.model import Citation, Section

#: A citation in running text, 〔source-id，locator〕. A bare year, 〔2014〕, is part of a document number.
CITATION = r"〔(?![0-9-]+〕)([a-z0-9]+(?:-[a-z0-9]+)*)(?:，((?:[^〔〕\n]|\n(?![ \t]*\n))*))?〕"

#: An address that stands in the text by itself; Chinese right after it does not belong to it.
BARE_ADDRESS = r"(?<![A-Za-z0-9/._\-<\"'(=])https?://[A-Za-z0-9\-._~:/?#@!$&*+,;=%]*[A-Za-z0-9\-_~/#=&%+$@*]"

#: The level of the five headings of a body.
SECTION_LEVEL = 2
#: A body has five; a file made to be heavy has eighty thousand.
_MOST_SECTIONS = 1000
_HASHES = re.compile(r"^#[^\n]*", re.MULTILINE)
_SECTION_START = re.compile(r"^(?=##\s)", re.MULTILINE)

_LINK = re.compile(r"!?\[([^\[\]]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)")
_REFERENCE = re.compile(r"\[([^\[\]]+)\]\[[^\[\]]*\]")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>")
_CODE = re.compile(r"(`+)(.+?)\1")
_EMPHASIS = re.compile(r"(\*\*\*|\*\*|\*|~~)(?=\S)(.+?)(?<=\S)\1")
_UNDERLINE = re.compile(r"(?<!\w)(___|__|_)(?=\S)(.+?)(?<=\S)\1(?!\w)")
#: Without any of these, text has nothing to be taken out.
_SIGN = re.compile(r"[][〔<>`*~_\\&!]")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def headings(body: str, first_line: int) -> tuple[tuple[int, str, int], ...]:
    """Return level, text and line of every heading."""
    found = []
    number, counted = first_line, 0
    for line in _HASHES.finditer(body):
        if heading := heading_of(line[0]):
            number, counted = number + body.count("\n", counted, line.start()), line.start()
            found.append((*heading, number))
    return tuple(found)


def sections_of(body: str, first_line: int) -> tuple[Section, ...]:
    """Return the parts under second-level headings; what stands before the first one belongs to none."""
    lines = body.split("\n")
    found = [(text, line) for level, text, line in headings(body, first_line) if level == SECTION_LEVEL and text]
    starts = found[:_MOST_SECTIONS]
    ends = [*(line for _, line in starts), first_line + len(lines)][1:]
    sections = []
    for (heading, line), end in zip(starts, ends, strict=True):
        text = "\n".join(lines[line - first_line + 1 : end - first_line]).strip("\n")
        sections.append(Section(heading=heading, line=line, text=text, marks=tuple(citations_in(text))))
    return tuple(sections)


def leaves_of(body: str) -> Iterator[Block]:
    """Yield the blocks of a whole body that hold no others; none reaches from one section into the next."""
    row = 0
    for part in _SECTION_START.split(body):
        yield from leaves(blocks_of(part.removesuffix("\n"), row))
        row += part.count("\n")


def citations_in(text: str) -> Iterator[Citation]:
    """Yield the citations of a text in order; what stands in code cites nothing."""
    if "〔" in text:
        for match in re.finditer(CITATION, without_code(text)):
            yield Citation.model_construct(source=match[1], locator=(match[2] or "").strip() or None)


def without_code(body: str) -> str:
    """Blank out what stands in backticks, so that the places of all else stay.

    Code by indent or ``~~~`` is left: who writes it may not mean code, and checks look into it.
    """
    if "`" not in body:
        return body
    lines = body.split("\n")
    for block in leaves_of(body):
        if block.kind == "fence" and "`" in lines[block.row]:
            shown = [" " * len(line) for line in lines[block.row : block.end]]
        else:
            shown = without_spans("\n".join(lines[block.row : block.end])).split("\n")
        lines[block.row : block.end] = shown
    return "\n".join(lines)


def plain_texts(markdown: str) -> tuple[str, ...]:
    """Return the text of each paragraph, heading, list item and table cell without its Markdown, in reading order."""
    texts: list[str] = []
    for block in leaves(blocks_of(markdown)):
        if block.kind == "table":
            texts += [cell for row in block.cells for cell in row]
        elif block.kind in ("paragraph", "heading", "code", "fence"):
            texts.append(joined(block.text.strip()))
    return tuple(text for text in map(_plain, texts) if text)


def _plain(text: str) -> str:
    if not _SIGN.search(text):
        return text.strip()
    text = re.sub(CITATION, "", text)
    text = _AUTOLINK.sub(r"\1", text)
    for pattern in (_LINK, _REFERENCE):
        text = pattern.sub(r"\1", text)
    text = _CODE.sub(r"\2", text)
    for _ in range(2):
        text = _UNDERLINE.sub(r"\2", _EMPHASIS.sub(r"\2", text))
    return html.unescape(_ESCAPE.sub(r"\1", text)).strip()
