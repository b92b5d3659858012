"""Read the names of people and bodies as the bibliography writes them, and tell the ones from the others."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from kb.content.readings import pinyin_of

_HAN = re.compile(r"[\u2e80-\u2fdf\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")

_TABLE = tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))
#: Chinese family names, and those that are read otherwise than the character alone.
_FAMILIES = frozenset([*_TABLE["families"].replace("\n", ""), *_TABLE["double_families"].split()])
_READINGS: dict[str, str] = _TABLE["readings"]
#: Small words within western names, which are neither given names nor cut to initials.
_PARTICLES = frozenset(_TABLE["particles"].split())
#: How names of bodies end; a person's given name hardly does.
_BODY = re.compile(
    r".+(?:[部局厅院校社报刊市县省区网馆所办处室站厂司州镇乡村组署]|..(?:[会委团台行园库盟]|大学|中心|联盟)"
    r"|[一二三四五六七八九十附]+[中小])|单位|佚名"
)
#: What longer names of bodies are about.
_BODY_WORDS = re.compile("教育|大学|学院|学校|中学|小学|中国|中华|国家|全国|人民|研究|中心|公司|集团|政府|协会|编")
_POINT = re.compile("[·•‧・]")

_SYLLABLE = (
    r"(?:[bpm](?:a|o|ai|ei|ao|an|en|ang|eng|i|ie|iao|ian|in|ing|u)|miu|[mdtnl]e|mou|pou|f(?:a|o|ei|ou|an|en|ang|eng|u)"
    r"|[dtnl](?:a|ai|ei|ao|ou|an|en|ang|eng|ong|i|ie|iao|iu|ian|in|ing|u|uo|uan|un|ui)|[nl](?:(?:v|ü|yu)e?|iang)|lia"
    r"|dia|[gkh](?:a|e|ai|ei|ao|ou|an|en|ang|eng|ong|u|ua|uo|uai|ui|uan|un|uang)"
    r"|[jqx](?:i|ia|ie|iao|iu|ian|in|iang|ing|iong|u|ue|uan|un)"
    r"|(?:[zcs]h?|r)(?:i|a|e|ai|ei|ao|ou|an|en|ang|eng|ong|u|ua|uo|uai|ui|uan|un|uang)"
    r"|y(?:a|e|i|o|ao|ou|an|in|ang|ing|ong|u|ue|uan|un)|w(?:u|a|o|ai|ei|an|en|ang|eng)|a|ai|an|ang|ao|e|en|er|ou)"
)
_INITIALS = re.compile("[A-Z]{2,3}")
_PINYIN_GIVEN = re.compile(rf"{_SYLLABLE}(?:['’ -]?{_SYLLABLE})?", re.IGNORECASE)


@dataclass(frozen=True)
class Name:
    """A person with a western name has a family name; every other name is whole in ``literal``."""

    literal: str = ""
    family: str = ""
    given: str = ""
    suffix: str = ""

    @property
    def text(self) -> str:
        """Return the name as people read it, without the signs of its notation."""
        return self.literal or ", ".join(part for part in (self.family, self.given, self.suffix) if part)

    @property
    def is_pinyin(self) -> bool:
        """Tell whether this looks like a Chinese name in pinyin, which need not be cut to initials."""
        family, given = (_without_tones(part) for part in (self.family, self.given))
        return set(family.lower().split("-")) <= _families_in_pinyin() and bool(_PINYIN_GIVEN.fullmatch(given))

    @property
    def kind(self) -> Literal["person", "body", "unknown"]:
        """Tell people from bodies; some foreign names in Chinese characters could be either."""
        if self.family or _POINT.search(self.literal):
            return "person"
        if not has_han(self.literal) or _BODY.fullmatch(self.literal):
            return "body"
        family = family_of(self.literal)
        if family and 1 <= len(self.literal) - len(family) <= 2:
            return "person"
        return "body" if len(self.literal) > 4 and _BODY_WORDS.search(self.literal) else "unknown"

    def split_given(self) -> tuple[str, str]:
        """Return the given names, and the small words after them that belong to the family name: van der."""
        words = self.given.split()
        end = next((at for at in range(len(words), 0, -1) if words[at - 1] not in _PARTICLES), 0)
        return " ".join(words[:end]), " ".join(words[end:])


def _without_tones(pinyin: str) -> str:
    return unicodedata.normalize("NFC", re.sub("[\u0300\u0301\u0304\u030c]", "", unicodedata.normalize("NFD", pinyin)))


def family_of(literal: str) -> str:
    """Return the family name that a name in Chinese characters begins with, or nothing."""
    return next((literal[:length] for length in (2, 1) if literal[:length] in _FAMILIES), "")


def reading_of(name: str) -> str:
    """Return the pinyin that a name is sorted by; family names are read as such in names of people only."""
    family = family_of(name) if Name(name).kind == "person" else ""
    read = [_READINGS.get(family) or " ".join(pinyin_of(family)), *pinyin_of(name[len(family) :])]
    return " ".join(part for part in read if part).lower()


@cache
def _families_in_pinyin() -> frozenset[str]:
    read = {_READINGS.get(family) or "".join(pinyin_of(family)) for family in _FAMILIES}
    # ü is typed in three ways, and some families have two readings.
    return frozenset(read | {"lü", "lyu", "tan", "zha", "mu", "qu"})


def read_name(text: str) -> Name:
    """Read one name.

    ``Fordham, E. W.`` and ``Peebles, P. Z., Jr.`` are people: family, given, suffix, set apart by half-width commas.
    Everything else is taken whole: Chinese names, bodies, names without a comma. Braces keep a body's own comma:
    ``{Online Computer Library Center, Inc.}``.
    """
    text = text.strip()
    if text.startswith("{") and text.endswith("}") and text[1:-1].strip():
        return Name(text[1:-1].strip())
    parts = [part.strip() for part in text.split(",")]
    if len(parts) not in (2, 3) or not all(parts) or "{" in text or "}" in text:
        return Name(text)
    if has_han(text):
        # 王, 小明 is one person; 教育部,财政部 are two bodies.
        is_person = len(parts) == 2 and Name("".join(parts)).kind == "person" and family_of(text) == parts[0]
        return Name("".join(parts)) if is_person else Name(text)
    family, given, *rest = parts
    # XM are two initials, unless both names are in capitals: WANG, LI.
    if _INITIALS.fullmatch(given) and not (family.isupper() and _PINYIN_GIVEN.fullmatch(given)):
        given = " ".join(f"{letter}." for letter in given)
    return Name("", family, given, *rest)


def initials(given: str, *, keep_hyphen: bool, stop: str = "") -> str:
    """Return a given name's initials, with ``stop`` after each letter.

    ``Jean-Luc`` and ``J.-L.`` give ``J-L`` or ``J L``. Small words are no names and stay as they are: ``P. H. van der``
    gives ``P H van der``.
    """
    cut = [
        word
        if word in _PARTICLES
        else ("-" if keep_hyphen else " ").join(part[0].upper() + stop for part in word.split("-") if part)
        for word in re.split(r"[\s.]+", re.sub(r"\.\s?-\s?", "-", given.strip()))
        if word.strip("-")
    ]
    return " ".join(cut)


def has_han(text: str) -> bool:
    """Tell whether a text has Chinese characters in it."""
    return _HAN.search(text) is not None
