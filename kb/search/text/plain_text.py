"""Take the words out of Markdown, so that marks are neither searched nor shown in a snippet."""

import html
import re

_HEADING = re.compile(r"#{1,6}\s+(.*?)\s*#*$")
_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)])\s+(.*)$")
_TABLE_RULE = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?$")
_FENCE = re.compile(r"(?:```|~~~)")
_RULE = re.compile(r"(?:[-*_]\s*){3,}$")

#: A citation in running text, 〔source-id，locator〕, says where a statement comes from. A year, 〔2014〕, is none.
_CITATION = re.compile(r"〔(?=[0-9-]*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*(?:，[^〔〕]*)?〕")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)")
_REFERENCE = re.compile(r"\[([^\[\]]+)\]\[[^\[\]]*\]")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>")
_CODE = re.compile(r"(`+)(.+?)\1")
_EMPHASIS = re.compile(r"(\*\*\*|\*\*|\*|~~)(?=\S)(.+?)(?<=\S)\1")
_UNDERLINE = re.compile(r"(?<!\w)(___|__|_)(?=\S)(.+?)(?<=\S)\1(?!\w)")
#: Without any of these, text has nothing to be taken out.
_MARK = re.compile(r"[][〔<>`*~_\\&!]")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def plain_texts(markdown: str) -> tuple[str, ...]:
    """Return the text of each paragraph, heading, list item and table cell, in reading order."""
    texts: list[str] = []
    lines: list[str] = []
    in_fence = False

    def end_block() -> None:
        if lines:
            texts.append(_joined(lines))
            lines.clear()

    for raw in markdown.splitlines():
        line = raw.strip()
        while line.startswith(">"):
            line = line[1:].lstrip()
        if _FENCE.match(line):
            in_fence = not in_fence
            end_block()
        elif in_fence:
            lines.append(line)
        elif not line or _RULE.match(line) or _TABLE_RULE.match(line):
            end_block()
        elif match := _HEADING.match(line):
            end_block()
            texts.append(match[1])
        elif match := _ITEM.match(line):
            end_block()
            lines.append(match[1])
        elif line.startswith("|") and line.endswith("|"):
            end_block()
            texts.extend(cell.strip() for cell in line.strip("|").split("|"))
        else:
            lines.append(line)
    end_block()
    return tuple(text for text in map(_inline_text, texts) if text)


def _joined(lines: list[str]) -> str:
    """Join the lines of a paragraph, with a space only between words that need one."""
    text = lines[0]
    for line in lines[1:]:
        needs_space = text[-1:].isascii() and line[:1].isascii()
        text += f" {line}" if needs_space else line
    return text


def _inline_text(text: str) -> str:
    if not _MARK.search(text):
        return text.strip()
    text = _CITATION.sub("", text)
    text = _AUTOLINK.sub(r"\1", text)
    for pattern in (_LINK, _REFERENCE):
        text = pattern.sub(r"\1", text)
    text = _CODE.sub(r"\2", text)
    for _ in range(2):
        text = _UNDERLINE.sub(r"\2", _EMPHASIS.sub(r"\2", text))
    return html.unescape(_ESCAPE.sub(r"\1", text)).strip()
