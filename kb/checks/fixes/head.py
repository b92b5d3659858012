"""Fix front matter as text: each edit is read back, and dropped when the file would then say anything else."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from kb.checks.fixes.style import fix_style
from kb.content.problems import Problems
from kb.content.vocabulary_fields import CONTROLLED, Labels, write_labels
from kb.content.yaml_nodes import Data, Entries, Items, Node, Scalar, as_data, scalars
from kb.content.yaml_reader import read_yaml
from kb.content.yaml_scalar import is_plain, scalar_of
from kb.model import STATEMENT_FIELDS, UNKNOWN, CaseHead

#: Where an editor writes sentences; names, quotations' places and identifiers are not touched.
_PROSE = (
    ("title",),
    ("summary",),
    ("claims", "text"),
    ("cost", "note"),
    *((part, "text") for part in STATEMENT_FIELDS),
    *((part,) for part in STATEMENT_FIELDS),
)
_KEY = re.compile(r"([A-Za-z_]+):(?= |$)")


class _Edit(NamedTuple):
    line: int
    column: int
    old: str
    new: str


def fix_head(head: str, labels: Labels | None) -> str:
    """Return the front matter fixed, comments and everything else byte for byte."""
    node = _read(head)
    if node is None:
        return head
    for fix in (_write_labels, _fix_prose, _strip_lines, _order_keys):
        head = fix(head, labels)
    return head


def without_trailing(text: str) -> str:
    """Return a text without white space at the ends of its lines."""
    return "\n".join(line.rstrip(" \t") for line in text.split("\n"))


def _read(head: str) -> Entries | None:
    problems = Problems("")
    node = read_yaml(head, problems)
    return node if isinstance(node, Entries) and not problems.found else None


def _write_labels(head: str, labels: Labels | None) -> str:
    node = _read(head)
    if node is None or labels is None:
        return head
    wanted = as_data(node)
    write_labels(wanted, node, labels, Problems(""))

    edits = [
        _edit_of(value, label)
        for path, family in CONTROLLED.items()
        for value in scalars(node, *path)
        if (label := labels.label_of(family, value.text)) is not None and label != value.text
    ]
    return _applied(head, edits, wanted)


def _fix_prose(head: str, _labels: Labels | None) -> str:
    """Fix one sentence at a time, so that one that cannot be fixed does not keep the others from it."""
    for path in _PROSE:
        index = 0
        while (node := _read(head)) is not None and index < len(found := list(scalars(node, *path))):
            value = found[index]
            new = fix_style(value.text)
            if value.text not in ("", UNKNOWN) and new != value.text:
                head = _applied(head, [_edit_of(value, new)], _with(node, value, new))
            index += 1
    return head


def _with(node: Node, value: Scalar, new: str) -> Data:
    """Return the data of ``node`` with this one value worded anew."""
    if isinstance(node, Scalar):
        return new if node == value else node.text
    if isinstance(node, Items):
        return [_with(item, value, new) for item in node.items]
    return {key.text: _with(below, value, new) for key, below in node.entries}


def _strip_lines(head: str, _labels: Labels | None) -> str:
    node = _read(head)
    return _kept_if_same(head, without_trailing(head), as_data(node)) if node else head


def _order_keys(head: str, _labels: Labels | None) -> str:
    """Put the keys of a case in the order of the table; comment lines right above a key go with it."""
    node = _read(head)
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
    new = "\n".join([*lines[: firsts[0]], *(line for block in ordered for line in block)])
    return _kept_if_same(head, new, as_data(node))


def _with_comments(lines: list[str], row: int) -> int:
    while row and lines[row - 1].startswith("#"):
        row -= 1
    return row


def _edit_of(value: Scalar, new: str) -> _Edit:
    return _Edit(value.position.line, value.position.column, value.text, new)


def _applied(head: str, edits: Iterable[_Edit], wanted: Data) -> str:
    """Make the edits from the last to the first, so that no place moves before its turn."""
    lines = head.split("\n")
    for edit in sorted(edits, reverse=True):
        line = lines[edit.line - 1]
        start = edit.column - 1
        quote = line[start] if line[start : start + 1] in ("'", '"') else ""
        old = f"{quote}{edit.old}{quote}"
        if not line.startswith(old, start):
            return head
        needs_quotes = not quote and is_plain(edit.old) and not is_plain(edit.new)
        new = scalar_of(edit.new) if needs_quotes else f"{quote}{edit.new}{quote}"
        lines[edit.line - 1] = line[:start] + new + line[start + len(old) :]
    return _kept_if_same(head, "\n".join(lines), wanted)


def _kept_if_same(old: str, new: str, wanted: Data) -> str:
    """Return the new text when it says what is wanted, and the old one otherwise."""
    if new == old:
        return old
    node = _read(new)
    return new if node is not None and as_data(node) == wanted else old
