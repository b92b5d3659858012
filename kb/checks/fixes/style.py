"""Space Chinese from Latin and widen punctuation, leaving alone whatever is not the editor's own prose."""

import re
from collections.abc import Callable

from kb.content.body import without_code

_HAN = "㐀-䶿一-鿿豈-﫿"
#: Quotations, source marks, document numbers, addresses, link targets, link definitions: kept as they stand.
_KEPT = re.compile(
    r"[〔\[(（]\d{4}[〕\])）]\s*第?\d+\s*号"
    r"|“[^“”\n]*”|‘[^‘’\n]*’|\"[^\"\n]*\"|「[^「」\n]*」|《[^《》\n]*》|〔[^〔〕\n]*〕"
    r"|(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]*:/*[^\s，。；：！？、）〕”’》」]*"
    r"|(?<![\w.+-])[\w.+-]+@[\w.-]+|\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)?|\]\[[^\]\n]*\]"
    r"|^ {0,3}\[[^\]\n]*\]:.*$|^(?: {4}|\t).*$|<[^<>\n]*>|\\.|&#?\w+;",
    re.MULTILINE,
)
_GAP = re.compile(rf"(?<=[{_HAN}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[{_HAN}])")
_NARROW = re.compile(rf"(?<=[{_HAN}])(?P<sign>[,;:?!])(?: +(?=[{_HAN}])|(?=[{_HAN}])|(?= *$))", re.MULTILINE)
#: A dot may belong to a name (约翰.杜威) or a number (一.); only at the end of a paragraph it is surely a full stop.
_STOP = re.compile(rf"(?<=[{_HAN}])(?<![一二三四五六七八九十甲乙丙丁])\.(?= *(?:\Z|\n[ \t]*(?:\Z|[\n>|#*+-])))")
_BRACKETS = re.compile(
    rf"(?<=[{_HAN}])(?P<gap> ?)\((?P<inside>[{_HAN}][^()\[\]\n]*|[^()\[\]\n]*[{_HAN}])\)(?P<after> ?(?=[{_HAN}]))?"
)
_WIDE = str.maketrans(",;:?!", "，；：？！")

_New = Callable[[re.Match[str]], str]
#: What is looked for, and what is written instead, one after the other.
_STEPS: tuple[tuple[re.Pattern[str], _New], ...] = (
    (_BRACKETS, lambda match: f"（{match['inside']}）"),
    (_NARROW, lambda match: match["sign"].translate(_WIDE)),
    (_STOP, lambda _: "。"),
    (_GAP, lambda _: " "),
)


def fix_style(text: str) -> str:
    """Return the text with its own prose spaced and punctuated as Chinese is; doing it twice changes nothing more."""
    for pattern, new in _STEPS:
        text = _outside_kept(text, pattern, new)
    return text


def _outside_kept(text: str, pattern: re.Pattern[str], new: _New) -> str:
    """Replace matches that touch nothing kept; what is kept is found anew each time, since places move."""
    shadow = without_code(text)
    kept = bytearray(len(text) + 1)
    for match in _KEPT.finditer(shadow):
        kept[match.start() : match.end()] = b"\1" * len(match[0])
    for place, (written, seen) in enumerate(zip(text, shadow, strict=True)):
        if written != seen:
            kept[place] = 1
    parts, done = [], 0
    for match in pattern.finditer(text):
        # A gap has no width: it may stand beside what is kept, but not inside it.
        start, end = match.span()
        inside = kept[start - 1] and kept[start] if start == end else any(kept[start:end])
        if not inside:
            parts.append(text[done:start] + new(match))
            done = end
    return "".join(parts) + text[done:]
