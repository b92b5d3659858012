"""Say in plain words what is wrong with YAML that cannot be parsed."""

import re

import yaml

from kb.content.problems import Problems
from kb.content.yaml_nodes import Position

_WIDE_COLON = re.compile(r"^[^\S\n]*(?:- )?[a-z_]+(：)", re.MULTILINE)
_TIGHT_COLON = re.compile(r"^[^\S\n]*(?:- )?[a-z_]+(:)(?=[^\s:/])", re.MULTILINE)
_LIST_WITHOUT_SPACE = re.compile(r"^[^\S\n]*(-)(?=[^\s-])", re.MULTILINE)

#: What PyYAML says → what we say; tried in order on the text of the fault.
_SAYINGS = (
    ("found unexpected end of stream", "KB114.quote"),
    ("found unexpected document separator", "KB114.quote"),
    ("expected ',' or ']'", "KB114.bracket"),
    ("expected ',' or '}'", "KB114.brace"),
    ("found unknown escape character", "KB114.escape"),
    ("cannot start any token", "KB114.sign"),
    ("but found '<scalar>'", "KB114.after"),
    ("sequence entries are not allowed", "KB114.sign"),
    ("expected a comment or a line break", "KB114.sign"),
    ("expected the node content", "KB114.value"),
    ("could not find expected ':'", "KB114.colon"),
)

#: In these, what stands behind a hash took the other bracket with it.
_BRACKETS = frozenset({"KB114.bracket", "KB114.brace"})
#: What these say of began where something was opened.
_UNPAIRED = frozenset({"KB114.quote", "KB114.bracket", "KB114.brace", "KB114.value"})

_SIGNS = {"&": "这个符号", "*": "星号", "!": "叹号"}


def reject_yaml_indicator(sign: str, at: Position, problems: Problems) -> None:
    """Note that a value starts with a sign that YAML takes for an anchor, an alias or a tag."""
    problems.add("KB110", at, sign=sign, name=_SIGNS[sign])


def explain(fault: yaml.YAMLError, text: str, first_line: int, problems: Problems) -> None:
    """Note the fault with its place, the likeliest cause first."""
    mark = getattr(fault, "problem_mark", None)
    line, column = (mark.line, mark.column) if mark else (0, 0)
    at = Position(line + first_line, column + 1)
    # PyYAML also counts line separators that are no line ends to us; cleaned text has none.
    lines = [*text.split("\n"), *("" for _ in range(sum(map(text.count, "\u2028\u2029\x85\r")) + 1))]
    above = "\n".join(lines[: line + 1])
    said = f"{getattr(fault, 'problem', '')}"
    for pattern, key in (
        (_WIDE_COLON, "KB115.wide"),
        (_TIGHT_COLON, "KB115.tight"),
        (_LIST_WITHOUT_SPACE, "KB115.item"),
    ):
        if match := pattern.search(above):
            row = above.count("\n", 0, match.start(1))
            start = above.rfind("\n", 0, match.start(1)) + 1
            problems.add(key, Position(row + first_line, match.start(1) - start + 1))
            return
    if "mapping values are not allowed" in said and re.match(r"\s*(- )?[\w-]+: +\S.*:(?: |$)", lines[line]):
        problems.add("KB108", at)
        return
    opening = getattr(fault, "context_mark", None)
    context = f"{getattr(fault, 'context', '')}"
    for kind, sign in (("an alias", "*"), ("an anchor", "&"), ("a tag", "!")):
        if opening and context.endswith(kind):  # emphasis as in *重点* is no name that YAML could refer to
            reject_yaml_indicator(sign, Position(opening.line + first_line, opening.column + 1), problems)
            return
    key = next((key for words, key in _SAYINGS if words in said), "KB114")
    if key == "KB114.after" and (bracket := re.match(r"\s*(- )?[\w-]+: +([\[{])", lines[line])):
        key = f"KB114.after-{'bracket' if bracket[2] == '[' else 'brace'}"
    if opening and key in _BRACKETS and (cut := re.search(r"[ ]#", lines[opening.line][opening.column :])):
        problems.add("KB114.hash", Position(opening.line + first_line, opening.column + cut.start() + 2))
        return
    # What was opened and never closed is noticed far below; send the person to where it opens.
    if opening and key in _UNPAIRED:
        at = Position(opening.line + first_line, opening.column + 1)
    problems.add(key, at)
