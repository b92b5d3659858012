"""Read the names of people and bodies as the bibliography writes them."""

import re
from dataclasses import dataclass

_HAN = re.compile(r"[\u2e80-\u2fdf\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")

#: Taxonomy names whose holders most likely write a pinyin given name; GB/T 7714-2025 keeps such names in full.
_PINYIN_FAMILY = re.compile(
    r"ai|an|bai|bao|bi|bian|bo|cai|cao|cen|chang|chao|chen|cheng|chi|chu|cui|dai|deng|ding|dong|dou|du|duan|"
    r"fan|fang|fei|feng|fu|gan|gao|ge|geng|gong|gu|guan|guo|han|hao|he|hou|hu|hua|huang|huo|ji|jia|jian|jiang|"
    r"jiao|jin|jing|ju|kang|ke|kong|lai|lan|lei|leng|li|lian|liang|liao|lin|ling|liu|long|lou|lu|luo|lv|ma|mao|"
    r"mei|meng|mi|miao|min|mo|mu|ni|nie|ning|niu|ouyang|pan|pang|pei|peng|pi|ping|pu|qi|qian|qiao|qin|qiu|qu|"
    r"quan|ren|rong|ruan|sha|shan|shang|shao|shen|sheng|shi|shu|si|sima|situ|song|su|sun|tan|tang|tao|teng|"
    r"tian|tong|tu|wan|wang|wei|wen|weng|wu|xi|xia|xiang|xiao|xie|xin|xing|xiong|xu|xue|yan|yang|yao|ye|yi|yin|"
    r"ying|you|yu|yuan|yue|yun|zang|zeng|zhai|zhan|zhang|zhao|zhen|zheng|zhong|zhou|zhu|zhuang|zhuge|zhuo|zong|"
    r"zou|zu|zuo",
    re.IGNORECASE,
)
_SYLLABLE = (
    r"(?:[bpm](?:a|o|ai|ei|ao|an|en|ang|eng|i|ie|iao|ian|in|ing|u)|miu|[mdtnl]e|mou|pou|f(?:a|o|ei|ou|an|en|ang|eng|u)"
    r"|[dtnl](?:a|ai|ei|ao|ou|an|en|ang|eng|ong|i|ie|iao|iu|ian|in|ing|u|uo|uan|un|ui)|[nl](?:v|ve|ü|üe|iang)|lia|dia"
    r"|[gkh](?:a|e|ai|ei|ao|ou|an|en|ang|eng|ong|u|ua|uo|uai|ui|uan|un|uang)"
    r"|[jqx](?:i|ia|ie|iao|iu|ian|in|iang|ing|iong|u|ue|uan|un)"
    r"|(?:[zcs]h?|r)(?:i|a|e|ai|ei|ao|ou|an|en|ang|eng|ong|u|ua|uo|uai|ui|uan|un|uang)"
    r"|y(?:a|e|i|o|ao|ou|an|in|ang|ing|ong|u|ue|uan|un)|w(?:u|a|o|ai|ei|an|en|ang|eng)|a|ai|an|ang|ao|e|en|er|ou)"
)
_PINYIN_GIVEN = re.compile(rf"{_SYLLABLE}(?:['’-]?{_SYLLABLE})?", re.IGNORECASE)


@dataclass(frozen=True)
class Name:
    """A person with a western name has a family name; every other name is whole in ``literal``."""

    literal: str = ""
    family: str = ""
    given: str = ""
    suffix: str = ""

    @property
    def is_pinyin(self) -> bool:
        """Tell whether this looks like a Chinese name in pinyin, which need not be cut to initials."""
        return bool(_PINYIN_FAMILY.fullmatch(self.family) and _PINYIN_GIVEN.fullmatch(self.given))


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
        return Name("".join(parts)) if len(parts) == 2 and has_han(parts[0]) and has_han(parts[1]) else Name(text)
    return Name("", *parts)


def write_name(name: Name) -> str:
    """Write a name as ``read_name`` reads it."""
    if not name.family:
        return f"{{{name.literal}}}" if read_name(name.literal) != name else name.literal
    return ", ".join(part for part in (name.family, name.given, name.suffix) if part)


def initials(given: str, *, keep_hyphen: bool, stop: str = "") -> str:
    """Return a given name's initials: ``Jean-Luc`` gives ``J-L`` or ``J L``, with ``stop`` after each letter."""
    words = re.split(r"[\s.]+", given.strip())
    cut = [
        ("-" if keep_hyphen else " ").join(part[0].upper() + stop for part in word.split("-") if part)
        for word in words
        if word.strip("-")
    ]
    return " ".join(cut)


def has_han(text: str) -> bool:
    """Tell whether a text has Chinese characters in it."""
    return _HAN.search(text) is not None
