"""The hostile files: each a whole case as an outsider might send it, with the code that refuses it."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.hostile import payloads

BASE = Path(__file__).parents[1] / "golden/base/cases"
NAME = "hostile-case"
SOUND = (
    (BASE / "yy-flipped-classroom.md").read_text(encoding="utf-8").replace("id: yy-flipped-classroom", f"id: {NAME}")
).replace("某小学", "某中学")


class Hostile(NamedTuple):
    """One file: its bytes and the code that refuses it, or None."""

    name: str
    data: bytes
    code: str | None


def in_body(text: str) -> bytes:
    return SOUND.replace("先看学生家里有没有设备。", text).encode("utf-8", "surrogatepass")


def in_head(old: str, new: str) -> bytes:
    assert old in SOUND
    return SOUND.replace(old, new).encode("utf-8")


def corpus() -> Iterator[Hostile]:
    for number, text in enumerate(payloads.HTML):
        yield Hostile(f"html-{number}", in_body(text), "KB406")
    for number, address in enumerate(payloads.ADDRESSES):
        yield Hostile(f"address-{number}", in_body(f"见[这里]({address})一例。"), "KB407")
        yield Hostile(f"reference-{number}", in_body(f"见[这里][那里]一例。\n\n[那里]: <{address}>"), "KB407")
    for number, text in enumerate(payloads.HARMLESS):
        yield Hostile(f"harmless-{number}", in_body(text), None)
    for number, (text, code) in enumerate(payloads.HEAVY):
        yield Hostile(f"heavy-{number}", in_body(text), code)
    for number, (text, code) in enumerate(payloads.HEADS):
        yield Hostile(f"head-{number}", in_head("title: 某校翻转课堂", text), code)
    for number, (name, code) in enumerate(payloads.IDS):
        yield Hostile(f"id-{number}", in_head(f"id: {NAME}", f"id: {name}"), code)
    for number, (data, code) in enumerate(payloads.BYTES):
        yield Hostile(f"bytes-{number}", data, code)
    for character in payloads.CHARACTERS:
        yield Hostile(f"character-{ord(character):04X}", in_body(f"字{character}字"), "KB106")


CORPUS = tuple(corpus())
