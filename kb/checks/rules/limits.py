"""Check that a body is laid out so that every program reads it at once: no endless paragraphs, no lists without end.

Renderers of Markdown look from every opening sign to the end of the paragraph; so a paragraph of ten thousand brackets
takes minutes, and a list a hundred levels deep exceeds what they can stack.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from kb.checks.scope import Check, Scope
from kb.content.case_reader import CaseFile
from kb.content.markdown_blocks import Block, blocks_of
from kb.content.problems import problem
from kb.content.yaml_nodes import Position
from kb.model import Problem

#: What a body may hold, and a paragraph: pattern of the thing → its name and how many of it. A long case has 2,000
#: characters and 50 paragraphs; at these limits the worst body found takes about a second.
BODY_LIMITS = {
    r"[\s\S]": ("字", 30_000),
    r"\n": ("次换行", 1_000),
    r"\n[ \t]*\n": ("个空行", 500),
    r"\[": ("个“[”", 200),
}
PARAGRAPH_LIMITS = {
    r"[\s\S]": ("字", 3_000),
    r"\n": ("次换行", 100),
    r"\[": ("个“[”", 50),
    r"`+": ("处反引号", 100),
    r"[*_]+": ("处星号或下划线", 100),
}
DEEPEST = 6
BREAK = re.compile(r"\n[ \t]*\n")


def check_length(file: CaseFile, _scope: Scope) -> Iterator[Problem]:
    """Find a body or a paragraph that is too long or holds too many of the signs that Markdown looks for the end of."""
    for key, row, excess in _excesses(file.body):
        yield problem(key, file.shown, Position(file.body_line + row, 1), **excess)


def is_too_long(body: str) -> bool:
    """Tell whether a body or a paragraph of it is too long."""
    return any(True for _ in _excesses(body))


def _excesses(body: str) -> Iterator[tuple[str, int, dict[str, object]]]:
    if excess := _too_much(body, BODY_LIMITS):
        yield "KB412.body", 0, excess
    start = 0
    for end, following in (*(found.span() for found in BREAK.finditer(body)), (len(body), len(body))):
        if excess := _too_much(body[start:end], PARAGRAPH_LIMITS):
            yield "KB412.paragraph", body.count("\n", 0, start), excess
        start = following


def _too_much(text: str, limits: Mapping[str, tuple[str, int]]) -> dict[str, object] | None:
    for pattern, (unit, most) in limits.items():
        if len(text) > most and (count := sum(1 for _ in re.finditer(pattern, text))) > most:
            return {"count": count, "unit": unit, "most": most}
    return None


def check_depth(file: CaseFile, _scope: Scope) -> Iterator[Problem]:
    """Find the first list or quotation that is nested too deeply."""
    row = next(_too_deep(blocks_of(file.body), 0), None)
    if row is not None:
        yield problem("KB413", file.shown, Position(file.body_line + row, 1), most=DEEPEST)


def _too_deep(blocks: Iterable[Block], depth: int) -> Iterator[int]:
    """Yield the rows of lists and quotations that too many others hold."""
    for block in blocks:
        below = depth + (block.kind in ("list", "quote"))
        if below > DEEPEST:
            yield block.row
        else:
            yield from _too_deep(block.blocks, below)


CASE_CHECKS = (check_length, check_depth)
CHECKS: tuple[Check, ...] = ()
