"""Move the sources that a case defines in its own head into the bibliography: text for text, comments and all."""

import re
from typing import NamedTuple

from kb.content.front_matter import split
from kb.content.problems import Problems
from kb.content.yaml_nodes import Data, Entries, Items, as_data
from kb.content.yaml_reader import entries_of
from kb.content.yaml_scalar import scalar_of

KEY = "new_sources"
_EMPTY_LIST = re.compile(r"^sources: *\[ *\] *$", re.MULTILINE)
#: How far the first item of the list is indented; two spaces where there is none yet.
_FIRST_ITEM = re.compile(r"^(?P<indent> *)- ", re.MULTILINE)


class Moved(NamedTuple):
    """A case and a bibliography after the move."""

    case: str
    sources: str


def move_sources(case: str, sources: str) -> Moved | None:
    """Return both texts with the case's own sources in the bibliography; None where that cannot be done for sure.

    A source that the bibliography has already, word for word, only leaves the case.
    """
    parts, listed = split(case, Problems("")), _listed(sources)
    head = entries_of(parts.head) if parts else None
    own = head.get(KEY) if head else None
    if parts is None or head is None or listed is None or not isinstance(own, Items):
        return None
    block, rest = _cut(parts.head, head)
    fresh = [item for item in map(as_data, own.items) if item not in listed]
    ids = [item.get("id") for item in (*listed, *fresh) if isinstance(item, dict)]
    if len(set(map(str, ids))) < len(ids):
        return None
    first = _FIRST_ITEM.search(sources)
    indent = first["indent"] if first else "  "
    for entries in (_reindented(block, indent), "".join(_written(item, indent) for item in fresh)):
        text = _EMPTY_LIST.sub("sources:", sources.rstrip("\n"), count=1) + "\n" + entries if fresh else sources
        if _listed(text) == [*listed, *fresh] and _remarks(block) <= _remarks(text):
            new = parts._replace(head=rest).text
            return Moved(new, text) if _is_without(new, head, parts.body) else None
    return None


def _is_without(case: str, head: Entries, body: str) -> bool:
    """Tell whether a case says what it said, but for its own sources."""
    parts = split(case, Problems(""))
    again = entries_of(parts.head) if parts else None
    left = {key: value for key, value in _data(head).items() if key != KEY}
    return bool(parts and again and parts.body == body and _data(again) == left)


def _remarks(text: str) -> set[str]:
    """Return the lines that may hold a comment."""
    return {line.strip() for line in text.split("\n") if "#" in line}


def _listed(sources: str) -> list[Data] | None:
    root = entries_of(sources)
    listed = _data(root).get("sources") if root else None
    return [] if listed == "" else listed if isinstance(listed, list) else None


def _data(node: Entries) -> dict[str, Data]:
    return {key.text: as_data(value) for key, value in node.entries}


def _cut(text: str, head: Entries) -> tuple[str, str]:
    """Return the lines of the key, without its own, and the head without all of them."""
    lines = text.split("\n")
    rows = {key.text: key.position.line - 1 for key, _ in head.entries}
    first = rows[KEY]
    end = min((row for row in rows.values() if row > first), default=len(lines))
    # Comment lines right above the next key are that key's.
    while end < len(lines) and end > first + 1 and lines[end - 1].startswith("#"):
        end -= 1
    _, _, behind = lines[first].partition(":")
    block = lines[first + 1 : end]
    if behind.strip().startswith("#"):
        block.insert(0, behind.strip())
    elif behind.strip():
        block.insert(0, behind)  # the list itself, on one line or several
    return "\n".join(block), "\n".join([*lines[:first], *lines[end:]])


def _reindented(block: str, indent: str) -> str:
    """Return the items as the bibliography indents them."""
    lines = block.split("\n")
    depth = next((len(line) - len(line.lstrip(" ")) for line in lines if line.lstrip(" ").startswith("- ")), 0)
    moved = [indent + line[depth:] if line[:depth].isspace() or not depth else line for line in lines]
    return "\n".join(line.rstrip() if not line.strip() else line for line in moved).rstrip("\n") + "\n"


def _written(item: Data, indent: str) -> str:
    """Return an item anew, where its text cannot be moved as it stands."""
    lines = []
    for key, value in item.items() if isinstance(item, dict) else ():
        one = isinstance(value, list)
        shown = f"[{', '.join(scalar_of(str(part)) for part in value)}]" if one else scalar_of(str(value))
        lines.append(f"{key}: {shown}")
    return "".join(f"{indent}{'  ' if place else '- '}{line}\n" for place, line in enumerate(lines))
