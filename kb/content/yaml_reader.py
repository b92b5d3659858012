"""Read YAML into nodes: text only, no tags, anchors or merge keys, and a place for everything."""

import re
from collections.abc import Iterator

import yaml

from kb.content.line_breaks import space_between
from kb.content.problems import Problems
from kb.content.text_file import without_escaped
from kb.content.yaml_errors import explain, reject_yaml_indicator
from kb.content.yaml_nodes import Entries, Items, Node, Position, Scalar

MAX_DEPTH = 8
MAX_NODES = 200_000

_COMMENT = re.compile(r"[ ]+(#[^\n]*)")
_WIDE = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
#: Spaces that YAML takes for text, where it wants an indent or the space behind a colon or a dash.
_WIDE_SPACE = re.compile(
    rf"^(?:[ ]*[{_WIDE}][ {_WIDE}]*(?=-[ ]|[A-Za-z_]+:(?:[ {_WIDE}\n]|\Z))"
    rf"|[ {_WIDE}]*(?:-[ {_WIDE}]+)?[A-Za-z_]+:[{_WIDE}]|[ ]*-[{_WIDE}])",
    re.MULTILINE,
)
_FOLD = re.compile(r"(\S) *\n *(?=(\S))")

#: libyaml is ten times faster; its events and marks are the same.
_FAST = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
#: Above this, a fault keeps libyaml's own words: reading again in Python would take too long.
_EXPLAINED_BYTES = 1 << 18


class _TooMuch(Exception):
    """The file nests or holds more than any case needs."""


def read_yaml(text: str, problems: Problems, *, first_line: int = 1) -> Node | None:
    """Return what the YAML says, or None when it cannot be; ``first_line`` is where ``text`` starts in its file."""
    before = len(problems.found)
    for number, line in enumerate(text.split("\n") if "\t" in text else (), first_line):
        if "\t" in line:
            problems.add("KB107", Position(number, line.index("\t") + 1))
    text = _WIDE_SPACE.sub(lambda found: _plain_spaces(found, first_line, problems), text)
    spaces = len(problems.found) - before
    # Noted above; read as the spaces they stand for, they spoil nothing else.
    text = re.sub(r"^[ \t]+", lambda indent: indent[0].expandtabs(2), text, flags=re.MULTILINE).replace("\t", " ")
    try:
        # As yaml.parse does it, without asking before each event whether there is one.
        return _Builder(iter(_FAST(text).get_event, None), text, problems, first_line).document()
    except _TooMuch:
        return None
    except yaml.YAMLError as error:
        fault = error if len(text) > _EXPLAINED_BYTES else _slow_fault(text) or error
        if not spaces:
            explain(fault, text, first_line, problems)
        return None


def entries_of(text: str) -> Entries | None:
    """Return the keys and values of YAML with which nothing is wrong; None for all else."""
    problems = Problems("")
    node = read_yaml(text, problems)
    return node if isinstance(node, Entries) and not problems.found else None


def _plain_spaces(found: re.Match[str], first_line: int, problems: Problems) -> str:
    plain = re.sub(f"[{_WIDE}]", " ", found[0])
    column = next(place for place, (was, now) in enumerate(zip(found[0], plain, strict=True), 1) if was != now)
    name = "全角空格" if found[0][column - 1] == "\u3000" else "特殊的空格"
    problems.add("KB115.space", Position(first_line + found.string.count("\n", 0, found.start()), column), name=name)
    return plain


def _slow_fault(text: str) -> yaml.YAMLError | None:
    """Return the fault in the pure Python reader's words, so that messages do not depend on how PyYAML was built."""
    try:
        for _ in yaml.parse(text, Loader=yaml.SafeLoader):
            pass
    except yaml.YAMLError as error:
        return error
    return None


class _Builder:
    """Turn PyYAML's events into nodes; building from events shows every tag and anchor and expands no alias."""

    def __init__(self, events: Iterator[yaml.Event], text: str, problems: Problems, first_line: int) -> None:
        self._events = events
        self._text = text
        self._problems = problems
        self._first_line = first_line
        self._nodes = 0
        self._has_comments = " #" in text

    def document(self) -> Node | None:
        root = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                self._problems.add("KB114.second", self._at(event))
                break
            if isinstance(event, yaml.NodeEvent):
                root = self._node(event, 1)
        return root

    def _node(self, event: yaml.Event, depth: int) -> Node:
        at = self._at(event)
        self._nodes += 1
        if depth > MAX_DEPTH or self._nodes > MAX_NODES:
            self._problems.add("KB111", at, most=MAX_DEPTH)
            raise _TooMuch
        if isinstance(event, yaml.AliasEvent):
            reject_yaml_indicator("*", at, self._problems)
            return Scalar("*", at)
        if isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent)):
            if event.anchor is not None:
                reject_yaml_indicator("&", at, self._problems)
            if event.tag is not None:
                reject_yaml_indicator("!", at, self._problems)
        if isinstance(event, yaml.ScalarEvent):
            value = without_escaped(event.value, at, self._problems) if event.style == '"' else event.value
            start, end = event.start_mark, event.end_mark
            if start and end and end.line > start.line and event.style != "|":
                value = _without_folds(value, self._text[start.index : end.index])
            comment = _COMMENT.match(self._text, end.index) if self._has_comments and end and not event.style else None
            return Scalar(value, at, comment[1] if comment else "")
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
                items.append(self._node(event, depth + 1))
            return Items(tuple(items), at)
        return Entries(tuple(self._entries(depth + 1)), at)

    def _entries(self, depth: int) -> Iterator[tuple[Scalar, Node]]:
        seen: dict[str, Position] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, depth)
            value = self._node(next(self._events), depth)
            if not isinstance(key, Scalar):
                self._problems.add("KB114.key", key.position)
            elif key.text == "<<":
                self._problems.add("KB110.merge", key.position)
            elif key.text in seen:
                self._problems.add("KB109", key.position, value=key.text, line=seen[key.text].line)
            else:
                seen[key.text] = key.position
                yield key, value

    def _at(self, event: yaml.Event) -> Position:
        mark = event.start_mark
        return Position(mark.line + self._first_line, mark.column + 1) if mark else Position(self._first_line, 1)


def _without_folds(value: str, written: str) -> str:
    """Take out the spaces that YAML puts where a value goes on in the next line, if Chinese stands there."""
    place = 0
    for fold in _FOLD.finditer(written):
        at = value.find(f"{fold[1]} {fold[2]}", place)
        if at >= 0 and not space_between(fold[1], fold[2]):
            value = value[: at + 1] + value[at + 2 :]
        place = max(place, at + 1)
    return value
