"""Read one file as clean text: bounded size, UTF-8, plain line ends, nothing invisible."""

import os
import re
from pathlib import Path

from kb.content.problems import Problems
from kb.content.yaml_nodes import Position

MAX_BYTES = 1 << 20
BOM = "\ufeff"

#: What a reader cannot see, or sees as rubble: control, zero-width and direction characters, line separators that only
#: some programs obey, private use, and the mark left where a character was lost.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff"
    "\ud800-\uf8ff\U000e0000-\U000e007f]"
)
#: More such findings tell an editor nothing new.
_ENOUGH = 100
_NAMES = {"\ufffd": "乱码", "\ufffe": "乱码", "\uffff": "乱码"}


def read_text(path: Path, problems: Problems, *, within: Path | None = None, limit: int = MAX_BYTES) -> str | None:
    """Return the text with plain line ends, or None when there is none to be had; every fault is noted.

    A symbolic link out of the folder ``within`` is not followed.
    """
    # realpath takes a link to itself in its stride; Path.resolve raises.
    if within and not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(within)):
        problems.add("KB113", "这是一个指向案例文件夹以外的链接。请把文件本身复制到这里。")
        return None
    data = _read_bytes(path, problems, limit)
    if data is None:
        return None
    text = _decode(data, problems)
    if text is None:
        return None
    if text.startswith(BOM):
        problems.add("KB103", "文件开头有一个看不见的标记（BOM）。请另存为“UTF-8（无 BOM）”。", severity="warning")
        text = text[1:]
    if "\r" in text:
        line = text[: text.index("\r")].count("\n") + 1
        message = "换行符是 Windows 格式（CRLF）。请在编辑器里把行尾改成 LF。"
        problems.add("KB104", message, Position(line, 1), severity="warning")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _without_unwanted(text, problems)


def _read_bytes(path: Path, problems: Problems, limit: int) -> bytes | None:
    try:
        if not path.exists():
            problems.add("KB116", "找不到这个文件。请检查它的名字和位置。")
            return None
        if not path.is_file():
            problems.add("KB116", "这里应当是一个文件，却是文件夹或别的东西。请改名或移走。")
            return None
        size = path.stat().st_size
        if size > limit:
            said = f"文件有 {size / (1 << 20):.1f} MiB，超过 {limit >> 20} MiB。请删去粘贴进来的图片或附件，只留文字。"
            problems.add("KB112", said)
            return None
        return path.read_bytes()
    except OSError as error:
        problems.add("KB116", f"读不到这个文件（{os.strerror(error.errno or 0)}）。请检查它的访问权限。")
        return None


def _decode(data: bytes, problems: Problems) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        good = data[: error.start].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n").removeprefix(BOM)
        line, _, last = good.count("\n") + 1, *good.rpartition("\n")[1:]
        said = "看起来是 GBK 编码" if _is_gbk(data) else f"第 {error.start + 1} 个字节不是 UTF-8 文字"
        problems.add("KB105", f"{said}。请在编辑器里另存为 UTF-8 编码。", Position(line, len(last) + 1))
        return None


def _is_gbk(data: bytes) -> bool:
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return not _UNWANTED.search(text.replace("\r", ""))


def _without_unwanted(text: str, problems: Problems) -> str:
    if not _UNWANTED.search(text):
        return text
    for number, line in enumerate(text.split("\n"), 1):
        for match in _UNWANTED.finditer(line):
            name = _NAMES.get(match[0], "看不见的字符")
            message = f"这里有{name}（U+{ord(match[0]):04X}）。请删掉它，重新输入这几个字。"
            problems.add("KB106", message, Position(number, match.start() + 1))
            if len(problems.found) >= _ENOUGH:
                return _UNWANTED.sub(" ", text)
    return _UNWANTED.sub(" ", text)


def is_clean(text: str) -> bool:
    """Tell whether a text holds nothing that a reader cannot see."""
    return not _UNWANTED.search(text)


def without_escaped(value: str, at: Position, problems: Problems) -> str:
    """Return a value without what its escapes smuggled in; ``at`` is where the value stands."""
    if match := _UNWANTED.search(value):
        problems.add("KB106", f"这个值用反斜线写出了看不见的字符（U+{ord(match[0]):04X}）。请删掉它。", at)
        return _UNWANTED.sub(" ", value)
    return value
