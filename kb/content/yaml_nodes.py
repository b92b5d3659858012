"""Hold what a YAML file says as text with places, before any model reads it.

Node
├── Scalar    one value, always text
├── Items     a list
└── Entries   keys and values, in the order of the file
"""

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

#: The way to a value: keys and list positions, as pydantic reports them.
Path: TypeAlias = tuple[str | int, ...]
Data: TypeAlias = "str | list[Data] | dict[str, Data]"


class Position(NamedTuple):
    """A place in a file; both count from 1."""

    line: int
    column: int


START = Position(1, 1)


class Scalar(NamedTuple):
    """One value as it stands in the file, and the comment behind it."""

    text: str
    position: Position
    comment: str = ""


class Items(NamedTuple):
    """A list."""

    items: tuple["Node", ...]
    position: Position


class Entries(NamedTuple):
    """Keys with their values; no key occurs twice."""

    entries: tuple[tuple[Scalar, "Node"], ...]
    position: Position

    def get(self, key: str) -> "Node | None":
        """Return the value of ``key``, or None."""
        for found, value in self.entries:
            if found.text == key:
                return value
        return None


Node: TypeAlias = Scalar | Items | Entries


def as_data(node: Node) -> Data:
    """Return plain text, lists and dictionaries."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Items):
        return [as_data(item) for item in node.items]
    return {key.text: as_data(value) for key, value in node.entries}


def position_of(node: Node | None, path: Path) -> Position:
    """Return where the value at ``path`` stands, or the nearest value above it that exists."""
    if node is None:
        return START
    for step in path:
        below = _child(node, step)
        if below is None:
            break
        node = below
    return node.position


def key_position(node: Node, path: Path) -> Position:
    """Return where the key at the end of ``path`` stands, or the nearest value above it."""
    *above, last = path
    for step in above:
        below = _child(node, step)
        if below is None:
            return node.position
        node = below
    if isinstance(node, Entries):
        return next((key.position for key, _ in node.entries if key.text == last), node.position)
    return node.position


def items_of(node: Node | None) -> tuple[Node, ...]:
    """Return the items of a list; none where there is no list."""
    return node.items if isinstance(node, Items) else ()


def every_scalar(node: Node | None) -> Iterator[Scalar]:
    """Yield every value of a file."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Items):
        for item in node.items:
            yield from every_scalar(item)
    elif isinstance(node, Entries):
        for _, value in node.entries:
            yield from every_scalar(value)


def scalars(node: Node | None, *steps: str) -> Iterator[Scalar]:
    """Return the values at ``steps``; on the way, a list stands for each of its items."""
    nodes = _flat(node)
    for step in steps:
        nodes = [below for above in nodes if isinstance(above, Entries) for below in _flat(above.get(step))]
        if not nodes:
            break
    return iter([found for found in nodes if isinstance(found, Scalar)])


def _flat(node: Node | None) -> list[Scalar | Entries]:
    if node is None:
        return []
    if not isinstance(node, Items):
        return [node]
    return [below for item in node.items for below in _flat(item)]


def _child(node: Node, step: str | int) -> Node | None:
    if isinstance(step, str):
        return node.get(step) if isinstance(node, Entries) else None
    if isinstance(node, Items) and 0 <= step < len(node.items):
        return node.items[step]
    return None
