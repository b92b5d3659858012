"""Fix front matter as text: each edit is read back, and dropped when the file would then say anything else."""

import re
from collections.abc import Callable
from functools import partial

from pydantic import ValidationError

from kb.checks.fixes.style import fix_style
from kb.content.vocabulary_fields import CONTROLLED, Labels
from kb.content.yaml_nodes import Data, Entries, Items, Node, Scalar, as_data, scalars
from kb.content.yaml_reader import entries_of
from kb.content.yaml_scalar import is_plain, scalar_of
from kb.model import STATEMENT_FIELDS, UNKNOWN, CaseHead

#: Where an editor writes sentences; names, quotations' places and identifiers are not touched.
_PROSE = (
    ("title",),
    ("summary",),
    ("claims", "text"),
    ("follow_up", "found"),
    ("cost", "note"),
    *((part, "text") for part in STATEMENT_FIELDS),
    *((part,) for part in STATEMENT_FIELDS),
)
_KEY = re.compile(r"([A-Za-z_]+):(?= |$)")


def fix_head(head: str, labels: Labels | None) -> str:
    """Return the front matter fixed, comments and everything else byte for byte."""
    if labels is not None:
        for path, family in CONTROLLED.items():
            head = _reworded(head, path, partial(labels.label_of, family))
    for path in _PROSE:
        head = _reworded(head, path, fix_style)
    return _with_keys_in_order(_kept_if_same(head, without_trailing(head)))


def without_trailing(text: str) -> str:
    """Return a text without white space at the ends of its lines."""
    return "\n".join(line.rstrip(" \t") for line in text.split("\n"))


def _reworded(head: str, path: tuple[str, ...], wording: Callable[[str], str | None]) -> str:
    """Word the values at a path anew, one at a time, so that one that must stay does not keep the others from it."""
    node, index = entries_of(head), 0
    while node is not None and index < len(found := list(scalars(node, *path))):
        value = found[index]
        new = wording(value.text)
        if new is not None and value.text not in (new, "", UNKNOWN):
            head = _kept_if_same(head, _replaced(head, value, new), _with(node, value, new))
            node = entries_of(head)
        index += 1
    return head


def _replaced(head: str, value: Scalar, new: str) -> str:
    """Put a new value into the text, unless it stands there otherwise than it reads."""
    lines = head.split("\n")
    row, start = value.position.line - 1, value.position.column - 1
    line = lines[row]
    quote = line[start] if line[start : start + 1] in ("'", '"') else ""
    old = f"{quote}{value.text}{quote}"
    if not line.startswith(old, start):
        return head
    needs_quotes = not quote and is_plain(value.text) and not is_plain(new)
    written = scalar_of(new) if needs_quotes else f"{quote}{new}{quote}"
    lines[row] = line[:start] + written + line[start + len(old) :]
    return "\n".join(lines)


def _with(node: Node, value: Scalar, new: str) -> Data:
    """Return the data of ``node`` with this one value worded anew."""
    if isinstance(node, Scalar):
        return new if node == value else node.text
    if isinstance(node, Items):
        return [_with(item, value, new) for item in node.items]
    return {key.text: _with(below, value, new) for key, below in node.entries}


def _kept_if_same(old: str, new: str, wanted: "Data | None" = None) -> str:
    """Return the new text when it says what is wanted, or what the old one says, and has no new fault; else the old."""
    before, after = entries_of(old), entries_of(new)
    if before is None or after is None or as_data(after) != (as_data(before) if wanted is None else wanted):
        return old
    return new if _faults(after) <= _faults(before) else old


def _faults(node: Entries) -> int:
    """Count what a case may not be like: spaces make a summary longer."""
    try:
        CaseHead.model_validate(as_data(node))
    except ValidationError as error:
        return error.error_count()
    return 0


def _with_keys_in_order(head: str) -> str:
    """Put the keys of a case in the order of the table; comment lines right above a key go with it."""
    node = entries_of(head)
    if node is None:
        return head
    order = {name: place for place, name in enumerate(CaseHead.model_fields)}
    lines = head.split("\n")
    starts = [key.position.line - 1 for key, _ in node.entries]
    if any(not _KEY.match(lines[row]) for row in starts) or len(set(starts)) < len(starts):
        return head
    firsts = [_with_comments(lines, row) for row in starts]
    # What follows the last value, comments or nothing, belongs to it and moves with it.
    blocks = [lines[a:b] for a, b in zip(firsts, [*firsts[1:], len(lines)], strict=True)]
    ranks, rank = [], -1
    for key, _ in node.entries:
        rank = order.get(key.text, rank)
        ranks.append(rank)
    ordered = [block for _, block in sorted(zip(ranks, blocks, strict=True), key=lambda pair: pair[0])]
    return _kept_if_same(head, "\n".join([*lines[: firsts[0]], *(line for block in ordered for line in block)]))


def _with_comments(lines: list[str], row: int) -> int:
    while row and lines[row - 1].startswith("#"):
        row -= 1
    return row
