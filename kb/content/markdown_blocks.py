"""Cut Markdown into blocks - paragraphs, lists, tables … - each with its lines; what stands inside a line is not read.

It follows CommonMark as GitHub and Gitee show it, and what Python-Markdown adds to it: lines indented by four spaces
belong to any list item, a blank line loosens the items beside it and no others, quotations on either side of a blank
line are one. HTML is text.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from kb.content.code_spans import without_spans

Kind = Literal["paragraph", "heading", "rule", "code", "fence", "table", "definition", "quote", "list", "item"]

TAB = 4
#: The check allows six levels; what a hostile file nests more deeply is read as text.
_DEEPEST = 16
_MAX_LEVEL = 6
_FENCE = re.compile(r" {0,3}(?P<fence>`{3,}(?=[^`]*$)|~{3,})")
_RULE = re.compile(r" {0,3}(?:(?:-[ ]*){3,}|(?:\*[ ]*){3,}|(?:_[ ]*){3,})")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+) *")
_QUOTE = re.compile(r" {0,3}> ?")
_ITEM = re.compile(r" {0,3}(?:[-*+]|(?P<number>\d{1,9})[.)])(?: +|$)", re.ASCII)
_DELIMITERS = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")
_BAR = re.compile(r"(?<!\\)((?:\\\\)*)\|")
_DEFINITION = re.compile(
    r" {0,3}\[(?P<name>[^\[\]]+)\]: *(?P<address>\S*) *(?:\"(?P<title>[^\"]*)\"|'[^']*'|\([^()]*\))? *"
)


class Block(NamedTuple):
    """One block; its lines are those from ``row`` up to ``end``, counted from 0, in the text that was read.

    ``text`` is the Markdown of a paragraph or a heading, line by line without indents, or the characters of code.
    """

    kind: Kind
    row: int
    end: int
    text: str = ""
    blocks: tuple["Block", ...] = ()
    #: Level of a heading; first number of a numbered list, None for one with bullets.
    number: int | None = None
    #: Whether an item is set apart from its neighbours by blank lines.
    is_loose: bool = False
    cells: tuple[tuple[str, ...], ...] = ()
    #: Address and title of a link that is defined apart from its place.
    target: tuple[str, str] = ("", "")


class _Line(NamedTuple):
    row: int
    text: str


def blocks_of(text: str, first_row: int = 0) -> tuple[Block, ...]:
    """Return the blocks of a text in order; its lines are counted from ``first_row``."""
    lines = [_Line(row, line) for row, line in enumerate(text.expandtabs(TAB).split("\n"), first_row)]
    return tuple(_blocks(lines, 0))


def leaves(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks that hold no others, in order."""
    for block in blocks:
        if block.kind in ("quote", "list", "item"):
            yield from leaves(block.blocks)
        else:
            yield block


def heading_of(line: str) -> tuple[int, str] | None:
    """Return level and text of a heading line; in steps, as a pattern for it all takes the square of a long line."""
    level = len(line) - len(line.lstrip("#"))
    if not 1 <= level <= _MAX_LEVEL or not line[level : level + 1].isspace():
        return None
    return level, line.strip().rstrip("#").rstrip()[level:].lstrip()


def _blocks(lines: Sequence[_Line], depth: int, *, in_item: bool = False) -> Iterator[Block]:
    place = 0
    while place < len(lines):
        row, text = lines[place]
        if not text.strip():
            place += 1
            continue
        if fence := _FENCE.match(text):
            block, place = _fenced(lines, place, fence["fence"])
        elif _indent(text) >= TAB:
            block, place = _indented(lines, place)
        elif heading := heading_of(text):
            block, place = Block("heading", row, row + 1, heading[1], number=heading[0]), place + 1
        elif _RULE.fullmatch(text):
            block, place = Block("rule", row, row + 1), place + 1
        elif _QUOTE.match(text) and depth < _DEEPEST:
            block, place = _quote(lines, place, depth)
        elif _ITEM.match(text) and depth < _DEEPEST:
            block, place = _list(lines, place, depth)
        elif _starts_table(lines, place):
            block, place = _table(lines, place)
        elif definition := _definition(lines, place):
            block, place = definition
        else:
            block, place = _paragraph(lines, place, in_item)
        yield block


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def _fenced(lines: Sequence[_Line], place: int, fence: str) -> tuple[Block, int]:
    indent = _indent(lines[place].text)
    end = place + 1
    while end < len(lines):
        bare = lines[end].text.strip()
        if bare.startswith(fence) and not bare.strip(fence[0]):
            break
        end += 1
    code = "\n".join(line.text[min(indent, _indent(line.text)) :] for line in lines[place + 1 : end])
    after = min(end + 1, len(lines))
    return Block("fence", lines[place].row, lines[after - 1].row + 1, code), after


def _indented(lines: Sequence[_Line], place: int) -> tuple[Block, int]:
    end = last = place
    while end < len(lines) and (_indent(lines[end].text) >= TAB or not lines[end].text.strip()):
        end += 1
        last = end if lines[end - 1].text.strip() else last
    code = "\n".join(line.text[TAB:] for line in lines[place:last])
    return Block("code", lines[place].row, lines[last - 1].row + 1, code), last


def _quote(lines: Sequence[_Line], place: int, depth: int) -> tuple[Block, int]:
    inside: list[_Line] = []
    row = lines[place].row
    while place < len(lines):
        line = lines[place]
        if mark := _QUOTE.match(line.text):
            inside.append(_Line(line.row, line.text[mark.end() :]))
        elif line.text.strip():
            if not inside[-1].text.strip() or _interrupts(lines, place):
                break
            inside.append(_Line(line.row, line.text.lstrip()))
        else:
            following = next((one for one in lines[place : place + 2] if one.text.strip()), None)
            if following is None or not _QUOTE.match(following.text):
                break
            inside.append(_Line(line.row, ""))
        place += 1
    return Block("quote", row, inside[-1].row + 1, blocks=tuple(_blocks(inside, depth + 1))), place


def _list(lines: Sequence[_Line], place: int, depth: int) -> tuple[Block, int]:
    first = _ITEM.match(lines[place].text)
    number = first["number"] if first else None
    items: list[Block] = []
    after_blank = False
    while place < len(lines) and (mark := _mark_like(number, lines[place].text)):
        row = lines[place].row
        inside, place = _item_lines(lines, place, mark)
        blank_after = len(inside) > 1 and not inside[-1].text
        while len(inside) > 1 and not inside[-1].text:
            inside.pop()
        blocks = tuple(_blocks(inside, depth + 1, in_item=True))
        apart = any(one.end < other.row for one, other in pairwise(blocks))
        items.append(Block("item", row, inside[-1].row + 1, blocks=blocks, is_loose=after_blank or apart))
        after_blank = blank_after
        if blank_after and place < len(lines) and _mark_like(number, lines[place].text):
            items[-1] = items[-1]._replace(is_loose=True)
    start = int(number) if number is not None else None
    return Block("list", items[0].row, items[-1].end, blocks=tuple(items), number=start), place


def _mark_like(number: str | None, text: str) -> re.Match[str] | None:
    """Return the mark of a further item of a list: with a number where that has numbers, with a bullet otherwise."""
    mark = _ITEM.match(text)
    return mark if mark and (mark["number"] is None) == (number is None) and not _RULE.fullmatch(text) else None


def _item_lines(lines: Sequence[_Line], place: int, mark: re.Match[str]) -> tuple[list[_Line], int]:
    """Return the lines of one item without its mark and indent, blank ones after it included, and the next place."""
    row, text = lines[place]
    inside = [_Line(row, text[mark.end() :])]
    # Text far from its mark is no code, and four spaces reach under any mark.
    bare = len(mark[0].rstrip())
    width = min(mark.end() if 0 < mark.end() - bare <= TAB else bare + 1, TAB)
    place += 1
    while place < len(lines):
        row, text = lines[place]
        if not text.strip():
            inside.append(_Line(row, ""))
        elif _indent(text) >= width:
            inside.append(_Line(row, text[width:]))
        elif not inside[-1].text.strip() or _mark_like(mark["number"], text) or _interrupts(lines, place):
            break
        else:
            inside.append(_Line(row, text.lstrip()))
        place += 1
    return inside, place


def _starts_table(lines: Sequence[_Line], place: int) -> bool:
    if place + 1 >= len(lines) or "|" not in lines[place].text or "-" not in lines[place + 1].text:
        return False
    below = lines[place + 1].text.strip()
    return bool(_DELIMITERS.fullmatch(below)) and len(_cells(below)) == len(_cells(lines[place].text))


def _table(lines: Sequence[_Line], place: int) -> tuple[Block, int]:
    end = place + 2
    while end < len(lines) and lines[end].text.strip() and not _interrupts(lines, end):
        end += 1
    head = _cells(lines[place].text)
    rows = (_cells(line.text) for line in lines[place + 2 : end])
    fitted = (tuple((*row, *[""] * len(head))[: len(head)]) for row in rows)
    return Block("table", lines[place].row, lines[end - 1].row + 1, cells=(head, *fitted)), end


def _cells(line: str) -> tuple[str, ...]:
    """Cut a row at its bars, other than those in code or after a backslash."""
    line = line.strip()
    ends = [found.end() - 1 for found in _BAR.finditer(without_spans(line))]
    cells = [line[start:end] for start, end in zip([0, *(end + 1 for end in ends)], [*ends, len(line)], strict=True)]
    if len(cells) > 1 and not cells[0].strip():
        cells.pop(0)
    if len(cells) > 1 and not cells[-1].strip():
        cells.pop()
    return tuple(cell.strip() for cell in cells)


def _definition(lines: Sequence[_Line], place: int) -> tuple[Block, int] | None:
    found = _DEFINITION.fullmatch(lines[place].text)
    if found is None:
        return None
    end, address = place + 1, found["address"]
    if not address:
        following = lines[end].text.split() if end < len(lines) else []
        if len(following) != 1:
            return None
        end, address = end + 1, following[0]
    target = (address.removeprefix("<").removesuffix(">"), found["title"] or "")
    return Block("definition", lines[place].row, lines[end - 1].row + 1, found["name"], target=target), end


def _paragraph(lines: Sequence[_Line], place: int, in_item: bool) -> tuple[Block, int]:
    row = lines[place].row
    text = [lines[place].text.lstrip(" ")]
    place += 1
    while place < len(lines) and lines[place].text.strip():
        if _UNDERLINE.fullmatch(lines[place].text):
            level = 1 if "=" in lines[place].text else 2
            return Block("heading", row, lines[place].row + 1, _trimmed(text), number=level), place + 1
        # Within an item, a list below it may begin with any number.
        if _interrupts(lines, place) or (in_item and _ITEM.match(lines[place].text)):
            break
        text.append(lines[place].text.lstrip(" "))
        place += 1
    return Block("paragraph", row, lines[place - 1].row + 1, _trimmed(text)), place


def _trimmed(lines: Sequence[str]) -> str:
    """Join lines, leaving of the spaces at their ends only the two that break a line."""
    kept = [line.rstrip(" ") + ("  " if line.endswith("  ") else "") for line in lines[:-1]]
    return "\n".join([*kept, lines[-1].rstrip(" ")])


def _interrupts(lines: Sequence[_Line], place: int) -> bool:
    """Tell whether a line begins something new right after a line of text."""
    text = lines[place].text
    if _indent(text) >= TAB:
        return False
    item = _ITEM.match(text)
    starts_list = item is not None and item.end() < len(text) and item["number"] in (None, "1")
    return (
        starts_list
        or heading_of(text) is not None
        or any(pattern.match(text) for pattern in (_FENCE, _QUOTE))
        or _RULE.fullmatch(text) is not None
        or _starts_table(lines, place)
    )
