"""Read one file as clean text: bounded size, UTF-8, plain line ends, nothing invisible."""

import os
import re
from pathlib import Path

from kb.content.problems import Problems
from kb.content.yaml_nodes import Position

MAX_BYTES = 1 << 20
#: How names begin of hidden files and of those that Word and WPS lay beside an open one.
PASSED_OVER = (".", "~$")
BOM = "\ufeff"

_EMOJI = "\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
#: What a reader cannot see, or sees as rubble: control, zero-width and direction characters, letters without a shape,
#: line separators that only some programs obey, private use, and the mark left where a character was lost.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u2800\u3164\ufe00-\ufe0d\ufeff\uffa0\ufff9-\uffff\ud800-\uf8ff\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
    # Emoji are joined by what joins nothing else.
    f"|(?<![{_EMOJI}])\u200d|\u200d(?![{_EMOJI}])"
)
#: More such findings tell an editor nothing new.
_ENOUGH = 100
_NAMES = {"\ufffd": "乱码", "\ufffe": "乱码", "\uffff": "乱码"}


def read_text(path: Path, problems: Problems, *, within: Path | None = None, limit: int = MAX_BYTES) -> str | None:
    """Return the text with plain line ends, or None when there is none to be had; every fault is noted.

    A symbolic link out of the folder ``within`` is not followed.
    """
    data = read_bytes(path, problems, within=within, limit=limit)
    if data is None:
        return None
    text = _decode(data, problems)
    if text is None:
        return None
    if text.startswith(BOM):
        problems.add("KB103")
        text = text[1:]
    if "\r" in text:
        line = text[: text.index("\r")].count("\n") + 1
        problems.add("KB104", Position(line, 1))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _without_unwanted(text, problems)


def read_bytes(path: Path, problems: Problems, *, within: Path | None, limit: int) -> bytes | None:
    """Return what a plain file of bounded size holds; a device, a pipe or a link elsewhere is not opened."""
    # realpath takes a link to itself in its stride; Path.resolve raises.
    if within and not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(within)):
        problems.add("KB113")
        return None
    try:
        if not path.exists():
            problems.add("KB116.missing")
            return None
        if not path.is_file():
            problems.add("KB116.kind")
            return None
        size = path.stat().st_size
        if size > limit:
            problems.add("KB112.file", size=size / (1 << 20), most=limit >> 20)
            return None
        return path.read_bytes()
    except OSError as error:
        problems.add("KB116.refused", reason=os.strerror(error.errno or 0))
        return None


def _decode(data: bytes, problems: Problems) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        good = data[: error.start].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n").removeprefix(BOM)
        line, _, last = good.count("\n") + 1, *good.rpartition("\n")[1:]
        key = "KB105.gbk" if _is_gbk(data) else "KB105.byte"
        problems.add(key, Position(line, len(last) + 1), count=error.start + 1)
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
            problems.add("KB106", Position(number, match.start() + 1), name=name, number=ord(match[0]))
            if len(problems.found) >= _ENOUGH:
                return _UNWANTED.sub(" ", text)
    return _UNWANTED.sub(" ", text)


def without_unseen(text: str) -> str:
    """Return a text without what a reader cannot see."""
    return _UNWANTED.sub("", text)


def is_clean(text: str) -> bool:
    """Tell whether a text holds nothing that a reader cannot see."""
    return not _UNWANTED.search(text)


def without_escaped(value: str, at: Position, problems: Problems) -> str:
    """Return a value without what its escapes smuggled in; ``at`` is where the value stands."""
    if match := _UNWANTED.search(value):
        problems.add("KB106.escaped", at, number=ord(match[0]))
        return _UNWANTED.sub(" ", value)
    return value
