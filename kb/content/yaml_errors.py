"""Say in plain words what is wrong with YAML that cannot be parsed."""

import re

import yaml

from kb.content.problems import Problems
from kb.content.yaml_nodes import Position

_WIDE_COLON = re.compile(r"^[^\S\n]*(?:- )?[a-z_]+(：)", re.MULTILINE)
_TIGHT_COLON = re.compile(r"^[^\S\n]*(?:- )?[a-z_]+(:)(?=[^\s:/])", re.MULTILINE)
_LIST_WITHOUT_SPACE = re.compile(r"^[^\S\n]*(-)(?=[^\s-])", re.MULTILINE)

#: What PyYAML says → what the person should do; tried in order on the text of the fault.
_SAYINGS = (
    ("found unexpected end of stream", "引号没有成对。请补上另一半引号。"),
    ("found unexpected document separator", "引号没有成对。请补上另一半引号。"),
    ("expected ',' or ']'", "方括号没有成对，或者两项之间缺逗号。请写成 [甲, 乙]。"),
    ("expected ',' or '}'", "花括号没有成对，或者两项之间缺逗号。请写成 {甲: 一, 乙: 二}。"),
    ("found unknown escape character", "双引号里的反斜线有特别的意思。请改用单引号。"),
    ("cannot start any token", "值不能以这个符号开头。请给整个值加上引号。"),
    ("but found '<scalar>'", "引号后面又有文字。请把整个值放进一对引号，里面的引号改用“ ”。"),
    ("expected the node content", "这里缺一个值，或者括号没有成对。请补上；多个值写成 [甲, 乙]。"),
    ("could not find expected ':'", "这一行附近缺冒号，或者缩进不对。请写成“键: 值”。"),
)

_SIGNS = {"&": "这个符号", "*": "星号", "!": "叹号"}


def reject_yaml_indicator(sign: str, at: Position, problems: Problems) -> None:
    """Note that a value starts with a sign that YAML takes for an anchor, an alias or a tag."""
    problems.add("KB110", f"值不能以 {sign} 开头。要写{_SIGNS[sign]}，请给整个值加上引号。", at)


def explain(fault: yaml.YAMLError, text: str, first_line: int, problems: Problems) -> None:
    """Note the fault with its place, the likeliest cause first."""
    mark = getattr(fault, "problem_mark", None)
    line, column = (mark.line, mark.column) if mark else (0, 0)
    at = Position(line + first_line, column + 1)
    # PyYAML also counts line separators that are no line ends to us; cleaned text has none.
    lines = [*text.split("\n"), *("" for _ in range(sum(map(text.count, "\u2028\u2029\x85\r")) + 1))]
    above = "\n".join(lines[: line + 1])
    said = f"{getattr(fault, 'problem', '')}"
    for pattern, code, message in (
        (_WIDE_COLON, "KB115", "键后面用了中文冒号。请改成英文冒号加一个空格，如 title: 标题。"),
        (_TIGHT_COLON, "KB115", "英文冒号后面缺一个空格。请写成 title: 标题。"),
        (_LIST_WITHOUT_SPACE, "KB115", "短横线后面缺一个空格。请写成“- 内容”。"),
    ):
        if match := pattern.search(above):
            row = above.count("\n", 0, match.start(1))
            start = above.rfind("\n", 0, match.start(1)) + 1
            problems.add(code, message, Position(row + first_line, match.start(1) - start + 1))
            return
    if "mapping values are not allowed" in said and re.match(r"\s*(- )?[\w-]+: +\S.*: ", lines[line]):
        problems.add(
            "KB108", '值里有英文冒号加空格，会被看成另一个键。请给整个值加上引号，如 title: "平台: 一校一案"。', at
        )
        return
    opening = getattr(fault, "context_mark", None)
    context = f"{getattr(fault, 'context', '')}"
    for kind, sign in (("an alias", "*"), ("an anchor", "&"), ("a tag", "!")):
        if opening and context.endswith(kind):  # emphasis as in *重点* is no name that YAML could refer to
            reject_yaml_indicator(sign, Position(opening.line + first_line, opening.column + 1), problems)
            return
    general = "这里的写法不对。请对照别的案例检查缩进、冒号和引号。"
    message = next((reply for words, reply in _SAYINGS if words in said), general)
    # What was opened and never closed is noticed far below; send the person to where it opens.
    if opening and "没有成对" in message:
        at = Position(opening.line + first_line, opening.column + 1)
    problems.add("KB114", message, at)
