"""Turn what people type into a cell into what a case file says: dates, numbers, ticked boxes, several in one."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from kb.content.regions import divisions_named
from kb.content.vocabulary_fields import fold
from kb.model import UNKNOWN
from kb.publish.forms.layout import CHOOSE, Question

TICKED, EMPTY = "☑☒✓✔√■●◉⊠☻", "☐□○◯▢⬜"
BOX: Final = re.compile(f"[{TICKED}{EMPTY}]")
#: Boxes that are typed: (√), [ ].
TYPED_BOX: Final = re.compile(rf"[(（\[［【]\s*(?:([{TICKED}xXvV])|[{EMPTY}]?)\s*[)）\]］】]")
BETWEEN: Final = re.compile(r"[、，,;；\n]+")
DATE: Final = re.compile(
    r"(?P<year>[12][0-9]{3})(?:\s*[-/.．年]\s*(?P<month>[0-9]{1,2})(?:\s*[-/.．月]\s*(?P<day>[0-9]{1,2})\s*日?)?)?\s*[年月]?"
)
MIDNIGHT: Final = re.compile(r"[T ]00:00(:00(\.0+)?)?$")
AMOUNT: Final = re.compile(r"[¥￥]?\s*([0-9][0-9,， ]*(?:\.[0-9]+)?)\s*(?:元整|元|人|名|个学生|名学生)?")
#: Full-width digits and letters, as Chinese keyboards write them.
_NARROW: Final = {
    wide: wide - 0xFEE0
    for start, end in ((0xFF10, 0xFF19), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A))
    for wide in range(start, end + 1)
}
#: What people write where they know nothing.
NOTHING: Final = frozenset(
    {"", "-", "--", "—", "——", "/", "无", "不详", "不清楚", "不知道", UNKNOWN, f"{UNKNOWN}。", CHOOSE}
)


def narrow(text: str) -> str:
    """Return full-width digits and letters as plain ones."""
    return text.translate(_NARROW)


def text_value(question: Question, text: str) -> str:
    """Return the answer to a question that takes one value; nothing where it is not known."""
    text = narrow(text)
    if question.kind == "body":
        return text.strip()
    said = " ".join(text.split())
    match question.kind:
        case "choice":
            chosen = choices_of(question, text)
            said = chosen[0] if len(chosen) == 1 else "、".join(chosen)
            said = question.choices.get(said, said)
        case "date":
            said = _date(said)
        case "number" | "count":
            found = AMOUNT.fullmatch(said)
            said = re.sub(r"[,， ]", "", found[1]).removesuffix(".0") if found else said
        case "region":
            said = said if said in NOTHING else _region(said)
        case "address":
            said = said.replace(" ", "")
    return "" if said in NOTHING and question.kind != "text" else said.removeprefix(CHOOSE)


def text_values(question: Question, text: str) -> list[str]:
    """Return the answers to a question that takes several."""
    text = narrow(text)
    found = choices_of(question, text) if question.choices else _parted(text)
    return [question.choices.get(one, one) for one in found if one not in NOTHING]


def choices_of(question: Question, text: str) -> list[str]:
    """Return the labels that are ticked, or that are listed; what is no label comes as it stands."""
    text = TYPED_BOX.sub(lambda found: "☑" if found[1] else "☐", text)
    if BOX.search(text):
        return _ticked(text)
    said = " ".join(text.split(" ")).strip()
    by_fold = {fold(label): label for label in question.choices}
    if fold(said) in by_fold:
        return [by_fold[fold(said)]]
    return _with_joined([by_fold.get(fold(one), one) for one in _parted(text)], by_fold)


def _with_joined(parts: Sequence[str], labels: dict[str, str]) -> list[str]:
    """Put together again what is one label though a comma stands in it."""
    found: list[str] = []
    for part in parts:
        joined = f"{found[-1]}、{part}" if found else ""
        if fold(joined) in labels and joined:
            found[-1] = labels[fold(joined)]
        else:
            found.append(part)
    return found


def _ticked(text: str) -> list[str]:
    """Return what stands behind ticked boxes, or before them where the first label stands before the first box."""
    boxes = list(BOX.finditer(text))
    before = bool(text[: boxes[0].start()].strip())
    found = []
    for place, box in enumerate(boxes):
        start = (boxes[place - 1].end() if place else 0) if before else box.end()
        end = box.start() if before else boxes[place + 1].start() if place + 1 < len(boxes) else len(text)
        label = text[start:end].strip(" \u3000\n、，,；;")
        if box[0] in TICKED and label:
            found.append(" ".join(label.split()))
    return found


def _parted(text: str) -> list[str]:
    return [" ".join(one.split()) for one in BETWEEN.split(text) if one.strip()]


def _date(said: str) -> str:
    """Return a date as files write it, as exact as it was given; anything else as it stands."""
    said = MIDNIGHT.sub("", said)
    if re.fullmatch("[12][0-9]{7}", said):
        said = f"{said[:4]}-{said[4:6]}-{said[6:]}"
    found = DATE.fullmatch(said)
    if not found:
        return said
    parts = (found["year"], *(f"{int(part):02}" for part in (found["month"], found["day"]) if part))
    return "-".join(parts)


@lru_cache(4096)
def _region(said: str) -> str:
    found = divisions_named(said)
    return found[0] if len(found) == 1 else said
